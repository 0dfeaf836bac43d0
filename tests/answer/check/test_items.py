"""The items of a list that a claim speaks of."""

from __future__ import annotations

import pytest

from rag.answer.check.items import spoken_of

PRIZES = "Prizes:\n1. Class A: a silver cup\n2. Class B: a bronze cup\n3. Class C: a basket"


@pytest.mark.parametrize(
    ("claim", "text", "numbers"),
    [
        ("The prize of class C is a basket.", PRIZES, [3]),
        ("Class A gets a silver cup and class C a basket.", PRIZES, [1, 3]),  # the article "a" is no class
        ("There is a basket to be won.", PRIZES, [1, 2, 3]),
        ("Người lớn trả 5.000 đồng.", "Giá vé:\nNgười lớn: 5.000 đồng\nTrẻ em: 2.000 đồng", [1]),
        ("A boat carries two flares.", "Boats carry:\n- a jacket\n- two flares", [1, 2]),
        ("Note: adults pay.", "Adults pay 5 pounds.", []),
    ],
)
def test_of_labelled_items_those_are_kept_that_a_claim_names(claim: str, text: str, numbers: list[int]) -> None:
    lines = text.split("\n")
    assert spoken_of(claim, text).split("\n") == [lines[0], *(lines[number] for number in numbers)]
