"""Names: neighbouring words with capitals, and when two are one."""

from __future__ import annotations

import pytest

from rag.answer.check.names import names_in, same_letters


@pytest.mark.parametrize(
    ("text", "names", "unsure"),
    [
        ("Edith Lorne met Ben Adeyemi.", ["Edith Lorne", "Ben Adeyemi"], []),
        ("Rain fell on Oster.", ["Rain", "Oster"], ["Rain"]),
        ("The mill burned.", [], []),
        ("ông Nông Đức Mạnh nói", ["Nông Đức Mạnh"], []),
    ],
)
def test_names_of_a_text(text: str, names: list[str], unsure: list[str]) -> None:
    found = list(names_in(text, ()))
    assert [name.text for name in found] == names
    assert [name.text for name in found if name.unsure] == unsure


def test_what_is_taken_is_no_name() -> None:
    assert [name.text for name in names_in("On Monday Ann came.", [(3, 9)])] == ["Ann"]


def test_accents_matter_where_both_have_some() -> None:
    assert same_letters("Mạnh", "Manh") and not same_letters("Mạnh", "Mãnh")
