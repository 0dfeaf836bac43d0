"""The parts of a claim that says several things."""

from __future__ import annotations

import pytest

from rag.answer.check.parts import Part, parts_of, together
from rag.answer.check.verdicts import Difference, Judgement, Verdict


@pytest.mark.parametrize(
    ("claim", "meant"),
    [
        ("The mill stands by the river Esk.", []),
        ("The mill was sold to Bern, France and Lyon.", []),
        ("Xưởng gốm Bảo Long chỉ còn 24 thợ trên 50 tuổi.", []),
        (
            "Built in 1802 by monks, the mill was sold to Ann Hale.",
            ["the mill built in 1802 by monks", "the mill was sold to Ann Hale."],
        ),
        (
            "Ann Hale, who was born in Cork, painted the chapel of Moy.",
            ["Ann Hale was born in Cork", "Ann Hale painted the chapel of Moy."],
        ),
        (
            "The mill was sold in 1911, whereas the old chapel still belongs to monks.",
            ["The mill was sold in 1911", "the old chapel still belongs to monks."],
        ),
        (
            "La soupe se garde trois jours, tandis que les cours durent quarante minutes.",
            ["La soupe se garde trois jours", "les cours durent quarante minutes."],
        ),
        (
            "La banda ensaya los jueves, mientras que el mercado se traslada a la estación.",
            ["La banda ensaya los jueves", "el mercado se traslada a la estación."],
        ),
        (
            "Xưởng gốm có 24 thợ, trong khi lớp học kéo dài sáu tháng.",
            ["Xưởng gốm có 24 thợ", "lớp học kéo dài sáu tháng."],
        ),
    ],
)
def test_a_claim_is_taken_apart_where_another_thing_is_said(claim: str, meant: list[str]) -> None:
    assert [part.meant for part in parts_of(claim)] == meant


@pytest.mark.parametrize(
    ("verdicts", "verdict", "missing"),
    [
        (("supported", "supported"), "supported", []),
        (("supported", "not found"), "partly", ["second"]),
        (("supported", "contradicted"), "contradicted", ["1887"]),
        (("not found", "contradicted"), "contradicted", ["1887"]),
        (("partly", "supported"), "partly", ["tower"]),
    ],
)
def test_the_parts_come_to_one_verdict(verdicts: tuple[Verdict, Verdict], verdict: Verdict, missing: list[str]) -> None:
    differs = {"contradicted": (Difference("number", "1887", "1878"),), "partly": (Difference("name", "tower", ""),)}
    judged = [Judgement(one, 0.5, differs=differs.get(one, ())) for one in verdicts]
    told = together([(Part("first", "first"), judged[0]), (Part("second", "second"), judged[1])])
    assert told is not None
    assert (told.verdict, [one.claim for one in told.differs]) == (verdict, missing)


def test_parts_that_nothing_is_said_of_come_to_none() -> None:
    assert together([(Part("first", "first"), Judgement("not found", 0.5))] * 2) is None
