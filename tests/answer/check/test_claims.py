"""A draft as claims."""

from __future__ import annotations

import pytest

from rag.answer.check.claims import claims_of


@pytest.mark.parametrize(
    ("draft", "parts", "meant"),
    [
        (
            "The mill is old. It was sold in 2019.",
            ["The mill is old.", "It was sold in 2019."],
            "The mill was sold in 2019.",
        ),
        (
            "Edith Lorne was born in Hull and studied law.",
            ["Edith Lorne was born in Hull", "studied law."],
            "Edith Lorne studied law.",
        ),
        ("Salt and pepper were sold.", ["Salt and pepper were sold."], "Salt and pepper were sold."),
        (
            'He said: "It rained and it snowed."',
            ['He said: "It rained and it snowed."'],
            'He said: "It rained and it snowed."',
        ),
        (
            "It costs 3.50 euros, and the tax is 2 euros.",
            ["It costs 3.50 euros", "the tax is 2 euros."],
            "the tax is 2 euros.",
        ),
    ],
)
def test_a_sentence_is_cut_into_its_claims(draft: str, parts: list[str], meant: str) -> None:
    claims = list(claims_of(draft))
    assert [draft[one.start : one.end] for one in claims] == parts
    assert claims[-1].meant == meant


def test_a_short_sentence_about_what_came_before_is_a_claim() -> None:
    claims = list(claims_of("The brewery in Tarn is old. It uses sugar. It did. No wonder."))
    assert [(one.meant, one.nothing) for one in claims[1:]] == [
        ("The brewery in Tarn uses sugar.", ""),
        ("It did.", "too little"),
        ("No wonder.", "too little"),
    ]
