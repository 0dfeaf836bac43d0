"""The articles of the turn before come first in a conversation, where they say about as much as others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from rag.answer.evidence.ranking import Ranking, softmax

ADVANTAGE = 1.0
"""What a sentence of the articles of the turn before is ahead, in units of scores: it may be e times less likely."""


def read_also(ranking: Ranking, paths: Collection[str], depth: int) -> Ranking:
    """The ranking with the best sentence of some articles among the first ``depth``, which are read."""
    places = (place for place, evidence in enumerate(ranking.evidence) if evidence.candidate.path in paths)
    return ranking.with_first_within(depth, places)


def prefer(ranking: Ranking, paths: Collection[str]) -> Ranking:
    """The ranking with the sentences of some articles ahead by ``ADVANTAGE``; how sure it is stays as it was."""
    if not any(evidence.candidate.path in paths for evidence in ranking.evidence):
        return ranking
    scores = np.array(
        [evidence.score + ADVANTAGE * (evidence.candidate.path in paths) for evidence in ranking.evidence]
    )
    shares = softmax(scores)
    reordered = [
        replace(ranking.evidence[i], score=float(scores[i]), share=float(shares[i]))
        for i in np.argsort(-scores, kind="stable")
    ]
    places: dict[int, float] = {}
    for evidence in reordered:
        places.setdefault(id(evidence.candidate), evidence.score)
    first = sorted((p for p in ranking.passages if id(p.candidate) in places), key=lambda p: -places[id(p.candidate)])
    passages = [replace(p, score=places[id(p.candidate)]) for p in first]
    passages += [p for p in ranking.passages if id(p.candidate) not in places]
    return replace(ranking, evidence=tuple(reordered), passages=tuple(passages))
