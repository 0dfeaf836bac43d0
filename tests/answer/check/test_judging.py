"""The verdict on a claim by the sentences that come nearest to it."""

from __future__ import annotations

import pytest

from rag.answer.check.alignment import Source, Statement
from rag.answer.check.judging import judge
from rag.answer.check.verdicts import Near
from rag.index.embedding import encoder_for

MILL = ("The mill of Harwick burned down in 1987.", "Edith Lorne rebuilt it with her own money.")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The mill of Harwick burned down in 1987.", "supported"),
        ("The mill of Harwick burned down in 1986.", "contradicted"),
        ("The harbour of Oster has 400 berths.", "not found"),
    ],
)
def test_a_claim_is_held_against_what_is_near(claim: str, verdict: str) -> None:
    encoder = encoder_for()
    around = Source.of(MILL, encoder)
    near = [Near(Source.of([sentence], encoder), around, frozenset({1987}), "mill") for sentence in MILL]
    statement = Statement.of(claim, encoder)
    assert judge([statement], near).verdict == verdict
