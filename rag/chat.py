"""A conversation with a bot, in which follow-ups are understood."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

from rag.answer.answer import Answer, Event, Finished, whole
from rag.answer.outcome.declining import says_nothing
from rag.answer.question.followup import Turn, understand
from rag.answer.question.question import Question
from rag.answer.question.request import ABOUT_LAST
from rag.answer.responder import Conversation, Responder, Scope
from rag.index.filter import Filter, Paths


class Chat:
    """A conversation: the turns before help to understand the next question, and their articles come first.

    Of a turn that was declined nothing is taken. ``articles`` are the paths of those that are asked, None means all,
    and of these ``only`` those that it holds of; ``caution`` and ``max_sentences`` are at first as the bot is set.
    All four may be changed between questions.
    """

    def __init__(self, responder: Responder, articles: Paths = None, only: Filter | None = None) -> None:
        self._responder, self.articles, self.only = responder, articles, only
        self.caution, self.max_sentences = responder.settings.caution, responder.settings.max_sentences
        self.turns: list[Turn] = []
        self._latest: tuple[int, Turn] | None = None

    @property
    def last(self) -> Turn | None:
        """The turn before, be it declined: what "are you sure?" is asked of."""
        if self._latest and self._latest[0] == len(self.turns):
            return self._latest[1]
        return self.turns[-1] if self.turns else None

    def ask(self, question: str, *, as_typed: bool = False) -> Answer:
        """Answers a question in the light of the turns before; see ``Answer.understood``.

        ``as_typed`` asks it as it stands, whatever was said before.
        """
        return whole(self.stream(question, as_typed=as_typed))

    def resume(self, answer: Answer) -> None:
        """Takes up a turn that was answered here or before; where more was asked of the one before, that goes on.

        One that was declined is where nothing is taken from, unless it was itself a follow-up: that leaves nothing.
        """
        if answer.status == "told":
            return
        turn, last = Turn.of(answer), self.last
        if answer.form in ABOUT_LAST and last:
            turn = replace(last, quotes=(*last.quotes, *turn.quotes))
        if answer.sentences or not answer.understood:
            self.turns.append(turn)
        self._latest = len(self.turns), turn

    def recall(self, question: str, answered: str = "") -> None:
        """Takes up a turn that was held elsewhere and of which only the words are left."""
        alone = Question.read(question)
        if alone.is_about_last:
            if last := self.last:
                self.turns.append(replace(last, quotes=(*last.quotes, answered)))
            return
        if alone.reply(()):
            return
        meant = understand(question, self.turns, self._responder.settings.max_question_chars)
        if not says_nothing(answered):
            self.turns.append(Turn(meant or question, (answered,)))
        elif not meant:
            self.turns.append(Turn(question, (), declined=True))

    async def aask(self, question: str, *, as_typed: bool = False) -> Answer:
        """``ask`` in a thread of its own."""
        return await asyncio.to_thread(self.ask, question, as_typed=as_typed)

    def stream(self, question: str, *, as_typed: bool = False) -> Iterator[Event]:
        """The answer's sentences as they are ready, then the whole answer."""
        before = Conversation(self.turns, self.last, time.monotonic())
        asked = self._responder.read(question, replace(before, turns=()) if as_typed else before)
        chosen = {"caution": self.caution, "max_sentences": self.max_sentences}
        settings = self._responder.settings.model_copy(update=chosen)
        for event in self._responder.answer(asked, Scope(self.articles, self.only), before, settings):
            if isinstance(event, Finished):
                self.resume(event.answer)
            yield event
