"""A conversation with a bot, in which follow-ups are understood."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rag.answer.answer import Answer
from rag.answer.declining import says_nothing
from rag.answer.events import Event, Finished, whole
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

    def ask(self, question: str) -> Answer:
        """Answers a question in the light of the turns before; see ``Answer.understood``."""
        return whole(self.stream(question))

    def recall(self, question: str, answered: str = "") -> None:
        """Takes up a turn that was held elsewhere and of which only the words are left."""
        if not reply(question, ()) and not says_nothing(answered):
            meant = understand(question, self.turns, self._bot.settings.max_question_chars)
            self.turns.append(Turn(meant or question, (answered,)))

    def resume(self, answers: Iterable[Answer]) -> None:
        """Goes on from answers that were given before, be it elsewhere, in place of all that was asked here."""
        self.turns = [Turn.of(one) for one in answers if one.sentences]

    async def aask(self, question: str) -> Answer:
        """``ask`` in a thread of its own."""
        return await asyncio.to_thread(self.ask, question)

    def stream(self, question: str) -> Iterator[Event]:
        """The answer's sentences as they are ready, then the whole answer."""
        began = time.monotonic()
        meant = self._bot._understand(question, self.turns, began)
        for event in self._bot._events(question, meant, self.articles, self.only, self.turns, began):
            if isinstance(event, Finished) and event.answer.sentences:  # else there is nothing to follow up
                self.turns.append(Turn.of(event.answer))
            yield event
