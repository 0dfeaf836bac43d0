"""A claim judged as a whole, and where that is not supported, part by part; where its sentences come from is left to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from rag.answer.check.alignment import Statement
from rag.answer.check.judging import ReadClaim, judge
from rag.answer.check.parts import parts_of, together
from rag.answer.check.verdicts import Judgement, Near
from rag.index.embedding import Encoder


class Placed(Protocol):
    """A sentence near to a claim, with where it stands."""

    @property
    def near(self) -> Near: ...


PlacedT = TypeVar("PlacedT", bound=Placed)
Lookup = Callable[[Statement], Sequence[PlacedT]]
"""What finds the sentences that are nearest to a statement, best first."""


def judge_claim(
    readings: Sequence[str], lookup: Lookup[PlacedT], encoder: Encoder, read: ReadClaim | None = None
) -> tuple[Judgement, list[PlacedT]]:
    """The judgement of a claim, and the sentences that it rests on.

    ``readings`` are the ways to understand it: the first with all that its pronouns stand for, the last as it is written.
    """
    whole, found = _judge([Statement.of(text, encoder) for text in dict.fromkeys(readings)], lookup, read)
    parts = None if whole.verdict == "supported" else _by_parts(readings[0], lookup, encoder, read)
    if parts is None:
        return whole, found
    return replace(parts[0], support=max(parts[0].support, whole.support)), parts[1]


def _judge(
    statements: Sequence[Statement], lookup: Lookup[PlacedT], read: ReadClaim | None
) -> tuple[Judgement, list[PlacedT]]:
    found = lookup(statements[0])
    judged = judge(statements, [one.near for one in found], read)
    return judged, [found[at] for at in judged.places]


def _by_parts(
    claim: str, lookup: Lookup[PlacedT], encoder: Encoder, read: ReadClaim | None
) -> tuple[Judgement, list[PlacedT]] | None:
    """The judgement of a claim that says several things by what stands of each, in whatever passage."""
    parts = parts_of(claim)
    judged = [_judge([Statement.of(part.meant, encoder)], lookup, read) for part in parts]
    told = together([(part, judgement) for part, (judgement, _) in zip(parts, judged)]) if parts else None
    if told is None:
        return None
    kept = [one for one in judged if one[0].verdict in (told.verdict, "supported", "partly")]
    kept.sort(key=lambda one: one[0].verdict != told.verdict)
    return told, [place for _, places in kept for place in places]
