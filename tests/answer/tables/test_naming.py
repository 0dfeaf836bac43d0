"""The words of a question beside the columns of a table."""

from __future__ import annotations

import pytest

from rag.answer.tables.naming import kindred


@pytest.mark.parametrize(
    ("term", "other", "akin"),
    [("own", "owner", True), ("suppli", "supplier", True), ("in", "incident", False), ("car", "cargo", False)],
)
def test_forms_of_one_word(term: str, other: str, akin: bool) -> None:
    assert kindred(term, other) is akin
