"""Reranking: the first sentences of a ranking are read together with the question, and ordered by what that tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import numpy.typing as npt

from rag.answer.evidence.named import HANDICAP, known_names, lacks_name
from rag.answer.evidence.ranking import Evidence, Ranking, softmax
from rag.answer.question.question import Question
from rag.answer.reader.rerank_weights import RELATIONS, RerankWeights
from rag.answer.reader.scorer import Scorer
from rag.answer.reader.windows import PlacedWindow, stretches
from rag.index.vectors import Array

READ, READ_FAST = 5, 3
"""Sentences that are read, with their neighbours; and where answers have to be quicker."""
READ_OF_SIDE = 3
"""Sentences that are read at least of those in the question's language and of those in others, where there are both."""
_CERTAIN = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class SentencesRead:
    """The sentences that were read, in the order of the first stage, with the columns that rank them, each (n,).

    ``short`` (n, 2) is the likeliest short answer within each sentence, in characters of what is shown of it;
    ``foreign`` (n,) tells which are in another language than the question.
    """

    evidence: tuple[Evidence, ...]
    table: dict[str, Array]
    short: npt.NDArray[np.intp]
    foreign: npt.NDArray[np.bool_]

    def scores(self, relations: Mapping[str, RerankWeights]) -> Array:
        """(n,): of each sentence by the weights of its relation to the question."""
        home, foreign = (relations[name].sentence(self.table) for name in RELATIONS)
        return np.where(self.foreign, foreign, home)


def rerank(
    question: Question, ranking: Ranking, reader: Scorer, relations: Mapping[str, RerankWeights], depth: int = READ
) -> Ranking:
    """The ranking by what the reader makes of its first sentences; the others keep their order behind them.

    ``relations`` are the weights by name of :data:`RELATIONS`.
    """
    if not ranking.evidence:
        return ranking
    read = read_first(question, ranking, reader, depth)
    scores = read.scores(relations)
    if read.foreign.any():  # within a language the first stage tells it
        scores = scores - HANDICAP * _lacking(question, ranking, read.evidence) * read.foreign
    order = np.argsort(-scores, kind="stable")
    shares = softmax(scores)
    found = [
        replace(
            read.evidence[i],
            score=float(scores[i]),
            share=float(shares[i]),
            short=(int(read.short[i, 0]), int(read.short[i, 1])),
            span=float(read.table["span"][i]),
        )
        for i in order
    ]
    known = set(map(id, read.evidence))
    unread = [e for e in ranking.evidence if id(e) not in known]
    least = found[-1].score
    behind = [replace(e, score=least - 1.0 - place, share=0.0) for place, e in enumerate(unread)]
    first = int(order[0])
    features = {n: np.array([value]) for n, value in confidence_features(read, first, ranking).items()}
    confidence = float(relations[RELATIONS[int(read.foreign[first])]].confidence(features)[0])
    return replace(ranking, evidence=(*found, *behind), confidence=confidence)


def _lacking(question: Question, ranking: Ranking, read: Sequence[Evidence]) -> Array:
    """1 for each sentence that is about none that the question names, (n,)."""
    names = known_names(question, ranking.candidates)
    return np.array([float(lacks_name(e, names, ranking.candidates)) for e in read])


def read_first(question: Question, ranking: Ranking, reader: Scorer, depth: int = READ) -> SentencesRead:
    """The first sentences of a ranking, read in as few windows as hold them, and the neighbours that stand in these."""
    found = stretches(_first_of_sides(ranking, depth))
    placed = [(e, place) for e in ranking.evidence if (place := _place(e, found))]
    windows = [s.window() for s in found]
    readings = reader.read(question.text, windows)
    foreign = np.array([e.foreign for e, _ in placed])
    scores = np.array([e.score for e, _ in placed])
    table = {
        "first_stage": scores - ranking.evidence[0].score,
        "unit": np.array([readings[w].units[u] for _, (w, u) in placed]),
        "span": np.array([readings[w].spans[u] for _, (w, u) in placed]),
        "window": np.array([readings[w].answers for _, (w, _) in placed]),
    }
    short = np.array([readings[w].short[u] - windows[w].units[u][0] for _, (w, u) in placed], np.intp)
    return SentencesRead(tuple(e for e, _ in placed), table, short, foreign)


def _first_of_sides(ranking: Ranking, depth: int) -> list[Evidence]:
    """The first sentences of a ranking, and of either side as many as are read at least."""
    first, behind = list(ranking.evidence[:depth]), ranking.evidence[depth:]
    for side in (False, True):
        lacking = min(READ_OF_SIDE, depth) - sum(e.foreign is side for e in first[:depth])
        first += islice((e for e in behind if e.foreign is side), max(0, lacking))
    return first


def _place(evidence: Evidence, windows: Sequence[PlacedWindow]) -> tuple[int, int] | None:
    """In which window a sentence stands, and as which of its units, if in any."""
    for number, s in enumerate(windows):
        if s.candidate is evidence.candidate and s.first <= evidence.index < s.last:
            return number, evidence.index - s.first
    return None


def confidence_features(read: SentencesRead, first: int, ranking: Ranking) -> dict[str, float]:
    """What the confidence is told from: what the reader says of the sentence that comes ``first``, and of the one that
    did before it read, among those of its side; how sure the first stage was of that side; and whether there are both.
    """
    side = bool(read.foreign[first])
    before = ranking.sides[side] if ranking.sides else ranking.confidence
    before = min(max(before, _CERTAIN), 1 - _CERTAIN)
    earlier = int(np.flatnonzero(read.foreign == side)[0])
    told = {name: read.table[name] for name in ("unit", "span", "window")}
    return {
        "first_stage": float(np.log(before / (1 - before))),
        "both": float(ranking.sides is not None),
        **{name: float(values[first]) for name, values in told.items()},
        **{f"{name}_before": float(values[earlier]) for name, values in told.items()},
    }
