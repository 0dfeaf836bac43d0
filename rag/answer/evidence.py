"""STUB"""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer.features import Candidate


@dataclass(frozen=True, slots=True)
class Evidence:
    candidate: int
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    evidence: tuple[Evidence, ...]
    passages: tuple[tuple[int, float], ...]
    confidence: float


def rank(question: str, candidates: list[Candidate]) -> Ranking:
    ev = [
        Evidence(i, j, c.cosines[j] + 0.01 * c.bm25)
        for i, c in enumerate(candidates)
        for j, s in enumerate(c.sentences)
        if s.quotable
    ]
    ev.sort(key=lambda e: -e.score)
    ps = sorted(((i, max(c.cosines) + 0.01 * c.bm25) for i, c in enumerate(candidates)), key=lambda t: -t[1])
    return Ranking(tuple(ev), tuple(ps), min(1.0, max(0.0, (ev[0].score - 0.8) * 5)) if ev else 0.0)
