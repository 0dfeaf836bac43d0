"""The word that a denial is said of."""

from __future__ import annotations

import pytest

from rag.answer.check.polarity import denied_words


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The ferry never stops at Kinlow.", {"stop"}),
        ("Bread is sold, but not on Mondays.", {"mondays"}),
        ("The hall was built without a cellar.", {"cellar"}),
        ("lift: no | floor: 2", {"lift"}),
        ("Visitors may not: (a) bring dogs;", {"bring"}),
        ("The gate is not opened before noon.", set()),
    ],
)
def test_a_denial_is_said_of_a_word(text: str, denied: set[str]) -> None:
    assert denied_words(text) == denied
