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
