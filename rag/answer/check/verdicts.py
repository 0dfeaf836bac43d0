"""The verdicts that a check gives of a claim, and what it is given: verdicts, differences, sentences near to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rag.answer.check.alignment import Source

Verdict = Literal["supported", "partly", "contradicted", "not found", "nothing to check"]
VERDICTS: tuple[Verdict, ...] = ("supported", "partly", "contradicted", "not found", "nothing to check")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a claim and its source part: what ``kind`` it is, the claim's words and the source's; "" where it has none."""

    kind: str
    claim: str
    source: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, how sure it is, the places of the sentences that it rests on, and what differs; whatever the verdict,
    ``support`` is how likely the claim is supported."""

    verdict: Verdict
    confidence: float
    places: tuple[int, ...] = ()
    differs: tuple[Difference, ...] = ()
    support: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A sentence near to a claim: ``source`` holds it alone, ``around`` it with its neighbours and its article's title."""

    source: Source
    around: Source
    years: frozenset[int]
    home: str = ""
    """What its article is known by."""
    title: str = ""
    """Where it stands: its article, and the section in there."""
    before: str = ""
    """The sentence before it, which may tell of whom it speaks; "" where that says nothing of it."""

    @property
    def text(self) -> str:
        return self.source.sentences[0]
