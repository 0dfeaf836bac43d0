"""From a question to the ranking that answers it: retrieve, rank, read, for each way in which it may be read."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answer.evidence.asked_person import AskedPerson, asked_person, with_person
from rag.answer.evidence.features import Candidate
from rag.answer.evidence.preferring import prefer, read_also
from rag.answer.evidence.ranking import Ranking, rank
from rag.answer.evidence.retrieval import retrieve
from rag.answer.evidence.weights import load_weights
from rag.answer.question.followup import Turn
from rag.answer.question.question import Question
from rag.answer.reader.load import reader_for
from rag.answer.reader.rerank_weights import RerankWeights
from rag.answer.reader.reranking import READ, READ_FAST, rerank
from rag.answer.reader.scorer import Scorer
from rag.index.index import Index
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Searched:
    """The result for one reading of a question.

    Questions about something else than the articles have a confidence below ``near``; short answers are emphasised
    whose score is at least ``emphasis_from``.
    """

    candidates: Sequence[Candidate]
    ranking: Ranking
    near: float
    emphasis_from: float


class Stopwatch:
    """Milliseconds of each stage of an answer."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap was spent on a stage."""
        now = time.perf_counter()
        self.laps[stage] = self.laps.get(stage, 0.0) + 1000 * (now - self._since)
        self._since = now


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reader with its weights, and how many sentences it reads."""

    reader: Scorer
    relations: Mapping[str, RerankWeights]
    depth: int

    def rerank(self, question: Question, ranking: Ranking) -> Ranking:
        return rerank(question, ranking, self.reader, self.relations, self.depth)


def surest_reading(
    index: Index,
    question: Question,
    articles: Sequence[str] | None,
    watch: Stopwatch,
    settings: Settings,
    last: Turn | None = None,
) -> Searched:
    """The reading of a question of which an answer is surest; the articles of the turn before come first."""
    # What an article is about is told by no single sentence.
    loaded = reader_for(settings.reader, settings.threads)
    reader, fitted = (None, None) if question.asks_overview else (loaded.reader, loaded.weights)
    near, short = (fitted.near, fitted.short) if fitted else (load_weights().near, math.inf)
    depth = READ_FAST if settings.reader == "fast" else READ
    reads = _Reading(reader, fitted.relations, depth) if reader and fitted else None
    within = None if articles is None else {article.digest for article in index.chosen(articles)}
    searched = []
    for reading in question.readings:
        retrieved = retrieve(index, reading.text, within)
        watch.lap("retrieval")
        ranking = rank(reading, retrieved.candidates, index.words, load_weights(), retrieved.states)
        watch.lap("ranking")
        if reads:
            ranking = reads.rerank(reading, read_also(ranking, last.articles if last else (), depth))
            watch.lap("reading")
            if ranking.evidence and (asked := asked_person(index, reading, retrieved.candidates)):
                ranking = with_person(asked, ranking, _of_person(index, asked, reads))
                watch.lap("person")
        searched.append(Searched(retrieved.candidates, prefer(reading, ranking, last), near, short))
    return max(searched, key=lambda result: result.ranking.confidence)


def _of_person(index: Index, asked: AskedPerson, reads: _Reading) -> Ranking:
    """What is said of the person whom a question names, where the name is not said again."""
    retrieved = retrieve(index, asked.question.text, asked.articles)
    only = asked.only(retrieved.candidates)
    return reads.rerank(asked.question, rank(asked.question, only, index.words, load_weights(), retrieved.states))
