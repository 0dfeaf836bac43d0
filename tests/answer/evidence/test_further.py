"""Which further sentences the likeliest makes needless."""

from __future__ import annotations

import pytest

from rag.answer.evidence.further import without_needless
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from tests.answer.evidence.made_up import held


def of(text: str, *, row: bool) -> Evidence:
    unit = Sentence(0, len(text), "row" if row else "text")
    return Evidence(held("a", text, (unit,), (0.8,), language="en"), 0, 1.0, 0.4)


LIFT = of("The crane lifts three tonnes.", row=False)
CAR, BICYCLE, VAN = (
    of(f"Vehicle: {kind} | Fee: {fee}", row=True) for kind, fee in (("car", 9), ("bicycle", 1), ("van", 12))
)


@pytest.mark.parametrize(
    ("question", "chosen", "kept"),
    [
        ("what does the crane lift", [LIFT, LIFT], [LIFT]),  # as a mail quotes another
        ("what is the fee for a car", [CAR, BICYCLE], [CAR]),
        ("what is the fee", [CAR, BICYCLE], [CAR, BICYCLE]),
        ("fee for a car or a bicycle", [CAR, BICYCLE, VAN], [CAR, BICYCLE]),  # each has what the other has not
    ],
)
def test_what_the_first_makes_needless(question: str, chosen: list[Evidence], kept: list[Evidence]) -> None:
    assert without_needless(Question(question), chosen) == kept
