"""Which further sentences the likeliest makes needless, and which it needs."""

from __future__ import annotations

import pytest

from rag.answer.evidence.further import with_rest, without_needless
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from rag.corpus.sentences import split_sentences
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


@pytest.mark.parametrize(
    ("heading", "at", "quoted"),
    [
        ("Is there parking?", 1, ["Not here.", "The car park is in Tanner Row."]),
        ("Is there parking?", 2, ["The car park is in Tanner Row."]),
        ("Parking", 1, ["Not here."]),
    ],
)
def test_the_answer_to_a_printed_question_is_quoted_whole(heading: str, at: int, quoted: list[str]) -> None:
    text = f"# Visit\n\n## {heading}\n\nNot here. The car park is in Tanner Row.\n\n## Food\n\nIn the yard.\n"
    units = split_sentences(text, "en", "markdown")
    first = Evidence(held("a", text, units, [0.8] * len(units), language="en"), at + 1, 1.0, 0.9)
    assert [e.text for e in with_rest([first], 3)] == quoted
