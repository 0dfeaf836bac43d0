"""One person's conversation: what was asked, what is shown, and asking the last question in another way."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rag import Answer, Bot, Chat, Finished, FootnoteError, is_panic
from ui.page import files, history, message
from ui.preferences import Preferences
from ui.server.metrics import observe
from ui.text import Speech

_SUGGESTED = 3
_log = logging.getLogger("footnote.page")

State = Literal["asked", "growing", "answered", "stopped", "failed"]


def _key() -> str:
    return uuid.uuid4().hex[:12]


@dataclass(slots=True, eq=False)
class Exchange:
    """A question with what is shown below it.

    Args:
        question: what was asked.
        replaces: the exchange whose place it takes when it is answered.
        as_typed: whether it is meant as it stands, whatever was said before.
        key: by which browser and server know it.
    """

    question: str
    replaces: Exchange | None = None
    as_typed: bool = False
    key: str = field(default_factory=_key)
    state: State = "asked"
    answer: Answer | None = None
    html: str = ""


@dataclass(eq=False)
class Conversation:
    """What one browser tab has asked. Exchanges are added and never change; one may take the place of the last.

    Args:
        bot: who answers.
        speech: the language of the page.
        log: where details of unforeseen failures are written.
        suggest: gives questions that the articles do answer, for a declined one or next to an answer.
    """

    bot: Bot
    speech: Speech
    log: str
    suggest: Callable[[Answer | None], Sequence[str]] = lambda _: ()
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    exchanges: list[Exchange] = field(default_factory=list)
    revising: bool = False
    """Whether the next question takes the place of the last one."""
    _chat: Chat = field(init=False)

    def put(
        self,
        question: str,
        articles: Sequence[str] | None = None,
        preferences: Preferences | None = None,
        *,
        as_typed: bool = False,
    ) -> None:
        """Shows a question that is going to be answered, from some articles only if any are named.

        ``as_typed`` means it as it stands, whatever was said before.
        """
        last = self.exchanges[-1] if self.revising and self.exchanges else None
        if last and last.answer is None:
            self.exchanges.remove(last)
        self._chat = self.bot.chat()
        for exchange in self.exchanges:
            if exchange.answer and exchange is not last:
                self._chat.resume(exchange.answer)
        self._chat.articles = articles or None
        chosen, usual = preferences or Preferences(), self.bot.settings
        self._chat.caution = chosen.caution or usual.caution
        self._chat.max_sentences = chosen.sentences or usual.max_sentences
        self.exchanges.append(Exchange(question, last, as_typed))
        self.revising = False

    def take_up(self, turns: Iterable[tuple[str, Answer]]) -> None:
        """Goes on with a conversation that the browser kept: the keys of its turns and their answers."""
        self.exchanges += [self._kept(*turn) for turn in turns]

    def join(self, turns: Iterable[tuple[str, Answer]], gone: Sequence[str] = ()) -> dict[str, Any]:
        """Turns that another tab has added come in before one that is being answered; what it took away goes.

        Gives both for the browser.
        """
        if self.exchanges and self.exchanges[-1].key in gone:
            self.revising = False
        self.exchanges[:] = [exchange for exchange in self.exchanges if exchange.key not in gone]
        held = {exchange.key for exchange in self.exchanges}
        new = [self._kept(key, answer) for key, answer in turns if key not in held]
        is_running = bool(self.exchanges) and self.exchanges[-1].state in ("asked", "growing")
        at = len(self.exchanges) - is_running
        self.exchanges[at:at] = new
        return {
            "conversation": self.key,
            "turns": [self.shown(exchange) for exchange in new],
            "gone": list(gone),
            "beside": True,
        }

    def _kept(self, key: str, answer: Answer) -> Exchange:
        html = message.answer(history.with_texts(answer, self.bot), self.speech)
        return Exchange(answer.question, key=key, state="answered", answer=answer, html=html)

    def voted(self, key: Any) -> tuple[Answer, list[str], str] | None:
        """The answer of an exchange, the questions before it, and a key for votes on it."""
        index = next((i for i, exchange in enumerate(self.exchanges) if exchange.key == key), None)
        answer = None if index is None else self.exchanges[index].answer
        if answer is None:
            return None
        return answer, [exchange.question for exchange in self.exchanges[:index]], f"{self.key}-{key}"

    def answer(self) -> Iterator[None]:
        """Answers the last question; what is shown grows with each step."""
        exchange = self.exchanges[-1]
        try:
            yield from self._stream(exchange)
        except FootnoteError as error:
            exchange.state, exchange.html = "failed", message.error(error, self.speech)
        except BaseException as error:
            if not isinstance(error, Exception) and not is_panic(error):
                raise
            _log.exception("question failed")
            exchange.state, exchange.html = "failed", message.crash(error, self.log, self.speech)
        yield

    def _stream(self, exchange: Exchange) -> Iterator[None]:
        sentences, citations = [], []
        self._chat.articles = files.asked(self.bot, self._chat.articles or ()) or None
        for event in self._chat.stream(exchange.question, as_typed=exchange.as_typed):
            if isinstance(event, Finished):
                observe(event.answer)
                exchange.state, exchange.answer = "answered", event.answer
                exchange.html = message.answer(event.answer, self.speech)
                if exchange.replaces in self.exchanges:
                    self.exchanges.remove(exchange.replaces)
            else:
                sentences.append(event.sentence)
                citations += [citation for citation in event.citations if citation not in citations]
                exchange.state, exchange.html = "growing", message.partial(sentences, citations, self.speech)
                yield

    def follow_up(self) -> dict[str, Any]:
        """Questions to go on with, for the browser: they have answers and have not been asked here."""
        last = self.exchanges[-1]
        found: Sequence[str] = ()
        if last.answer and last.answer.status != "told":
            found = self.suggest(None if last.answer.declined else last.answer)
        asked = {exchange.question for exchange in self.exchanges}
        new = [question for question in found if question not in asked][:_SUGGESTED]
        return {"conversation": self.key, "turns": [{"id": last.key, "suggested": message.suggested(new, self.speech)}]}

    def stop(self) -> None:
        """Notes that the last answer was stopped."""
        if self.exchanges and self.exchanges[-1].state in ("asked", "growing"):
            last = self.exchanges[-1]
            last.state, last.html = "stopped", last.html + message.stopped(self.speech)

    def revise(self) -> str:
        """The last question, whose place the next one is going to take; "" when there is none."""
        self.revising = bool(self.exchanges)
        return self.exchanges[-1].question if self.exchanges else ""

    def shown(self, exchange: Exchange) -> dict[str, Any]:
        """A turn as the browser shows it."""
        former, over = exchange.replaces, exchange.state not in ("asked", "growing")
        tools = message.tools(self.speech, answered=exchange.answer is not None) if over else ""
        if exchange.answer and exchange.answer.took_over:
            tools = message.as_typed(exchange.question, self.speech) + tools
        if exchange.answer:
            tools = message.unusual(exchange.answer, self.bot.settings, self.speech) + tools
        gone = former is not None and (exchange.state == "answered" or former.answer is None)
        return {
            "id": exchange.key,
            "state": exchange.state,
            "asked": exchange.question,
            "question": message.question(exchange.question),
            "html": exchange.html + tools,
            "replaces": former.key if former and gone else None,
        }

    def latest(self) -> dict[str, Any]:
        """What is new in the turn that was asked last, with its answer for the browser to keep when it is there."""
        last = self.exchanges[-1]
        kept = history.keepsake(last.answer) if last.answer else None
        return {"conversation": self.key, "turns": [{**self.shown(last), "kept": kept}]}

    def whole(self) -> dict[str, Any]:
        """All turns, in place of what is shown."""
        return shown_whole(self.key, [self.shown(exchange) for exchange in self.exchanges])


def shown_whole(key: str = "", turns: Sequence[Any] = ()) -> dict[str, Any]:
    """A conversation in place of the one that is shown. Never the same twice: the browser is told of changes only."""
    return {"conversation": key, "turns": list(turns), "whole": _key()}
