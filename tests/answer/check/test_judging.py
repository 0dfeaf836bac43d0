"""The verdict on a claim by the sentences that come nearest to it."""

from __future__ import annotations

import numpy as np
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


QUAY = ("The repairs cost 6.4 million crowns.", "The new quay stands 60 centimetres higher than the old one.")


@pytest.mark.parametrize("sum_", ["6.4", "4.6"])
def test_a_number_that_one_sentence_has_is_not_contradicted_by_that_of_another(sum_: str) -> None:
    encoder = encoder_for()
    near = [Near(alone, alone, frozenset(), "quay") for alone in (Source.of([one], encoder) for one in QUAY)]
    statement = Statement.of(f"The repairs of the eastern quay cost {sum_} million crowns.", encoder)
    judged = judge([statement], near, lambda claim, read: np.array([[0.05, 0.9, 0.05]] * len(read)))
    assert ("number" in {difference.kind for difference in judged.differs}) is (sum_ == "4.6")
