"""One person's conversation: what was asked, what is shown, and taking the last question back."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rag import Answer, Bot, Finished, FootnoteError, is_panic
from ui import history, message
from ui.metrics import observe
from ui.text import Speech

_SUGGESTED = 3
_log = logging.getLogger("footnote.page")


@dataclass(slots=True)
class Exchange:
    """A question with what is shown below it."""

    question: str
    turns_before: int
    as_typed: bool = False
    answer: Answer | None = None
    html: str = ""
    suggestions: tuple[str, ...] = ()
    stopped: bool = False
    key: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    @property
    def took_over(self) -> bool:
        """Whether the question was understood with what was said before."""
        return self.answer is not None and self.answer.took_over


@dataclass(eq=False)
class Conversation:
    """What one browser tab has asked.

    Args:
        bot: who answers.
        speech: the language of the page.
        log: where details of unforeseen failures are written.
        suggest: gives questions that the articles do answer, for a declined one.
    """

    bot: Bot
    speech: Speech
    log: str
    suggest: Callable[[], tuple[str, ...]] = tuple
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chat = self.bot.chat()

    def put(self, question: str, articles: Sequence[str] | None = None) -> None:
        """Shows a question that is going to be answered, from some articles only if any are named.

        One that is asked again after it was understood as another is meant as it was typed.
        """
        last = self.exchanges[-1] if self.exchanges else None
        as_typed = last is not None and last.question == question and last.took_over
        self.exchanges.append(Exchange(question, len(self._chat.turns), as_typed))
        self._chat.articles = articles or None

    def take_up(self, answers: Iterable[Answer]) -> None:
        """Goes on with a conversation that the browser kept."""
        for answer in answers:
            html = message.answer(history.with_texts(answer, self.bot), self.speech)
            self.exchanges.append(Exchange(answer.question, len(self._chat.turns), answer=answer, html=html))
            self._chat.resume(answer)

    def keepsake(self) -> dict[str, Any]:
        """What the browser has to keep now: how many answers stay as they are, and the one that comes after them."""
        answers = [one.answer for one in self.exchanges if one.answer]
        latest = self.exchanges[-1].answer if self.exchanges else None
        kept = history.keepsake(latest) if latest else None
        return {"id": self.key, "after": len(answers) - bool(latest), "answer": kept}

    def voted(self, place: Any) -> tuple[Answer, list[str], str] | None:
        """The answer that is shown as a message of the list, the questions before it, and a key for votes on it."""
        shown = [i for i, one in enumerate(self.exchanges) for _ in range(1 + bool(one.html or one.stopped))]
        if place not in range(len(shown)):
            return None
        index = shown[place]
        answer = self.exchanges[index].answer
        if answer is None:
            return None
        before = [one.question for one in self.exchanges[:index]]
        return answer, before, f"{self.key}-{self.exchanges[index].key}"

    def answer(self) -> Iterator[None]:
        """Answers the last question; what is shown grows with each step."""
        exchange = self.exchanges[-1]
        try:
            yield from self._stream(exchange)
        except FootnoteError as error:
            exchange.html = message.error(error, self.speech)
        except BaseException as error:
            if not isinstance(error, Exception) and not is_panic(error):
                raise
            _log.exception("question failed")
            exchange.html = message.crash(error, self.log, self.speech)
        yield

    def _stream(self, exchange: Exchange) -> Iterator[None]:
        sentences, citations = [], []
        for event in self._chat.stream(exchange.question, as_typed=exchange.as_typed):
            if isinstance(event, Finished):
                observe(event.answer)
                exchange.answer = event.answer
                exchange.suggestions = self._suggested() if event.answer.declined else ()
                exchange.html = message.answer(event.answer, self.speech, suggesting=bool(exchange.suggestions))
            else:
                sentences.append(event.sentence)
                citations += [one for one in event.citations if one not in citations]
                exchange.html = message.partial(sentences, citations)
                yield

    def _suggested(self) -> tuple[str, ...]:
        """Questions with answers that have not been asked here."""
        asked = {exchange.question for exchange in self.exchanges}
        return tuple(question for question in self.suggest() if question not in asked)[:_SUGGESTED]

    def stop(self) -> None:
        """Notes that the last answer was stopped."""
        if self.exchanges:
            self.exchanges[-1].stopped = True

    def take_back(self) -> str:
        """Removes the last question with its answer; returns the question, or "" when there is none."""
        if not self.exchanges:
            return ""
        last = self.exchanges.pop()
        del self._chat.turns[last.turns_before :]
        return last.question

    def messages(self) -> list[dict[str, Any]]:
        """The conversation as gr.Chatbot takes it."""
        shown: list[dict[str, Any]] = []
        for exchange in self.exchanges:
            shown.append({"role": "user", "content": message.question(exchange.question)})
            html = exchange.html + (message.stopped(self.speech) if exchange.stopped else "")
            if html:
                options = [{"value": one} for one in exchange.suggestions]
                if exchange.took_over and exchange is self.exchanges[-1]:
                    label = self.speech.plain("Ask as typed: “{question}”", question=exchange.question)
                    options = [{"value": exchange.question, "label": label}, *options]
                shown.append({"role": "assistant", "content": html, "options": options})
        return shown
