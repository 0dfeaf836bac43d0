"""From a question as it was typed to the events of its answer: quoted, or written by a model where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rag.answer import pipeline
from rag.answer.answer import Answer, Event, Finished, SentenceReady, quoted
from rag.answer.question.followup import Turn, understand
from rag.answer.question.question import Question
from rag.corpus.article import Passage
from rag.index.filter import Filter, Paths
from rag.index.index import Index, local_place
from rag.index.library import Library
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from rag.answer.written.writing import Writer


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles that are asked: those at some paths, None means all, and of these those that a filter keeps."""

    articles: Paths = None
    only: Filter | None = None

    def paths(self, index: Index) -> Paths:
        """The paths of the articles that are asked; None means all.

        Raises:
            UsageError: there is no article at a path, or none is chosen.
        """
        return self.only.paths(index.chosen(self.articles)) if self.only else self.articles


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns before a question.

    ``last`` is the turn before, be it declined; ``began`` is when the question came in, by ``time.monotonic``.
    """

    turns: Sequence[Turn] = ()
    last: Turn | None = None
    began: float | None = None


class Responder:
    """Answers questions from the articles of a library.

    Attributes:
        settings: what questions are answered by, where ``answer`` is not given others.
        writer: the model that writes answers; None where the articles are quoted.
    """

    def __init__(self, library: Library, settings: Settings, llm: LLM | str | None) -> None:
        self._library, self.settings = library, settings
        self.writer = _writer(llm, library.index, settings)

    def read(self, typed: str, conversation: Conversation | None = None) -> Question:
        """A question at the door; a model that writes is also asked what a follow-up means."""
        before = conversation or Conversation()
        by_rules = partial(understand, most=self.settings.max_question_chars)
        by_model = self.writer and partial(self.writer.understand, began=before.began)
        return Question.read(typed, before.turns, self._library.index.words.languages, by_model or by_rules)

    def search(self, query: str, k: int, scope: Scope) -> list[Passage]:
        """The ``k`` passages nearest to a query, best first."""
        question, index = self.read(query), self._library.index
        return index.settled(lambda: pipeline.search(index, question, k, self.settings, scope.paths(index)))

    def answer(
        self,
        question: Question,
        scope: Scope,
        conversation: Conversation | None = None,
        settings: Settings | None = None,
    ) -> Iterator[Event]:
        """The answer sentence by sentence: quoted, or as a model writes it and each sentence is found supported."""
        before, index = conversation or Conversation(), self._library.index
        prepared = index.settled(lambda: self._prepare(index, question, scope, before.last, settings or self.settings))
        if self.writer is None or not prepared.citable:
            yield from quoted(prepared.answer)
            return
        for piece in self.writer.write(prepared.answer, prepared.citable, before.turns, before.began):
            if isinstance(piece, Answer):
                yield from [Finished(piece)] if piece.written and piece.written.by_model else quoted(piece)
            else:
                yield SentenceReady(*piece)

    def _prepare(
        self, index: Index, question: Question, scope: Scope, last: Turn | None, settings: Settings
    ) -> pipeline.Prepared:
        """What is quoted, and what a model may write from; of a filter the settings have what it says."""
        paths, writing = scope.paths(index), self.writer is not None
        prepared = pipeline.prepare(index, question, settings, paths, writing=writing, last=last)
        if not scope.only:
            return prepared
        shown = {**prepared.answer.settings, "only": scope.only.to_dict()}
        if scope.articles is None:
            shown.pop("articles", None)
        return replace(prepared, answer=replace(prepared.answer, settings=shown))


def _writer(llm: LLM | str | None, index: Index, settings: Settings) -> Writer | None:
    if llm is None:
        return None
    from rag.answer.reader.load import reader_for
    from rag.answer.written.writing import Writer

    cache = local_place(index.corpus, settings.store) / "written" if settings.llm_cache else None
    reader = reader_for(settings.reader, settings.threads).reader
    return Writer(llm, settings, index.encoder, cache, reader)
