from __future__ import annotations

from dataclasses import dataclass

from rag.corpus.article import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    path: str
    title: str
    start: int
    text: str
    sentences: tuple[Sentence, ...]
    cosines: tuple[float, ...]
    bm25: float
