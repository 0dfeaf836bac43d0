"""A claim judged as a whole, and part by part, by sentences from wherever they are looked up."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rag.answer.check.alignment import Source, Statement
from rag.answer.check.claim_judge import judge_claim
from rag.answer.check.verdicts import Near
from rag.index.embedding import encoder_for

TOLD = ("The choir of Orsund has 38 singers.", "The brewery of Tarn employs 74 people.")


@dataclass(frozen=True)
class Stands:
    """A sentence, and where it stands."""

    at: int
    near: Near


def looked_up(statement: Statement) -> list[Stands]:
    sources = [Source.of([text], encoder_for()) for text in TOLD]
    some = [Stands(at, Near(one, one, frozenset(), str(at))) for at, one in enumerate(sources)]
    return sorted(some, key=lambda one: -statement.nearness(one.near.source, 0))


@pytest.mark.parametrize(
    ("claim", "verdict", "places"),
    [
        ("The choir of Orsund has 38 singers.", "supported", [0]),
        ("While the choir of Orsund has 38 singers, the brewery of Tarn employs 74 people.", "supported", [0, 1]),
        ("While the choir of Orsund has 38 singers, the brewery of Tarn employs 64 people.", "contradicted", [1, 0]),
    ],
)
def test_each_part_rests_on_a_sentence_of_its_own(claim: str, verdict: str, places: list[int]) -> None:
    judged, found = judge_claim([claim], looked_up, encoder_for())
    assert judged.verdict == verdict
    assert [one.at for one in found] == places
