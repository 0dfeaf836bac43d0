"""A conversation with a bot, in which follow-ups are understood."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answer.answer import Answer
from rag.answer.declining import says_nothing
from rag.answer.events import Event, Finished, whole
from rag.answer.forms.request import ABOUT_LAST, asks_about_last
from rag.answer.question.followup import Turn, understand
from rag.answer.question.smalltalk import reply
from rag.index.filter import Filter

if TYPE_CHECKING:
    from rag.bot import Bot, Paths


class Chat:
    """A conversation: the turns that were answered, be it with doubt, help to understand the next question.

    ``articles`` are the paths of those that are asked, None means all, and of these ``only`` those that it holds of;
    both may be changed between questions.
    """

    def __init__(self, bot: Bot, articles: Paths = None, only: Filter | None = None) -> None:
        self._bot, self.articles, self.only = bot, articles, only
        self.turns: list[Turn] = []
        self._latest: tuple[int, Turn] | None = None

    @property
    def last(self) -> Turn | None:
        """The turn before, be it declined: what "are you sure?" is asked of."""
        if self._latest and self._latest[0] == len(self.turns):
            return self._latest[1]
        return self.turns[-1] if self.turns else None

    def ask(self, question: str) -> Answer:
        """Answers a question in the light of the turns before; see ``Answer.understood``."""
        return whole(self.stream(question))

    def recall(self, question: str, answered: str = "") -> None:
        """Takes up a turn that was held elsewhere and of which only the words are left."""
        if asks_about_last(question):
            if last := self.last:
                self.turns.append(replace(last, quotes=(*last.quotes, answered)))
        elif not reply(question, ()) and not says_nothing(answered):
            meant = understand(question, self.turns, self._bot.settings.max_question_chars)
            self.turns.append(Turn(meant or question, (answered,)))

    async def aask(self, question: str) -> Answer:
        """``ask`` in a thread of its own."""
        return await asyncio.to_thread(self.ask, question)

    def stream(self, question: str) -> Iterator[Event]:
        """The answer's sentences as they are ready, then the whole answer."""
        began = time.monotonic()
        meant = self._bot._understand(question, self.turns, began)
        for event in self._bot._events(question, meant, self.articles, self.only, self.turns, began, self.last):
            if isinstance(event, Finished):
                self._take(event.answer)
            yield event

    def _take(self, answer: Answer) -> None:
        """Keeps a turn; where more was asked of the one before, that goes on."""
        if answer.status == "told":
            return
        turn, last = Turn.of(answer), self.last
        if answer.form in ABOUT_LAST and last:
            turn = replace(last, quotes=(*last.quotes, *turn.quotes))
        if answer.sentences:  # else there is nothing to follow up
            self.turns.append(turn)
        self._latest = len(self.turns), turn
