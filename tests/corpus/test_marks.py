"""The signs of items: which are counted, and which are only the beginning of a sentence."""

from __future__ import annotations

import pytest

from rag.corpus.marks import goes_on, lettered, parted
from rag.corpus.sentences import split_sentences

LISTS = [
    (["(a) the roof", "(b) the drains"], {0: "(a) ", 1: "(b) "}),
    (["i. a porch", "   of oak", "ii. a barn"], {0: "i. ", 2: "ii. "}),
    (["(a) one", "(i) inner", "(ii) inner", "(b) two"], {0: "(a) ", 1: "(i) ", 2: "(ii) ", 3: "(b) "}),
    (["(1) one", "(2) two"], {0: "(1) ", 1: "(2) "}),
    (["A) yes", "B) no"], {0: "A) ", 1: "B) "}),
    (["a) alone"], {}),
    (["b) the second", "c) the third"], {}),
    (["I. Newton", "J. Kepler"], {}),
    (["a. m. is", "b) is"], {}),
    (["1. one", "2. two"], {}),
]


@pytest.mark.parametrize(("lines", "found"), LISTS)
def test_letters_are_signs_where_they_count_on_from_the_first(lines: list[str], found: dict[int, str]) -> None:
    assert lettered(lines) == found


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [("h) ", "i) ", True), ("i) ", "ii) ", True), ("(iv) ", "(v) ", True), ("2. ", "3. ", True), ("2. ", "1. ", False), ("a) ", "(b) ", False), ("• ", "• ", False)],
)  # fmt: skip
def test_neighbours_in_a_list_are_written_alike(one: str, two: str, expected: bool) -> None:
    assert goes_on(one, two) is expected


def test_a_sign_is_parted_from_what_it_stands_before() -> None:
    assert [parted(line)[0] for line in ("• a", "12. a", "(iv) a", "It is.", "3.5 m")] == [
        "• ",
        "12. ",
        "(iv) ",
        "",
        "",
    ]


MINUTES = """\
III. FINANCE

Present: Ann Lee, Bo Ek, Cy Orr, Di Fox and Ed Lim
Apologies: Flo Hay

Payments approved:
  a) £240 to Wendle Tree Care for felling the ash that stood at the
     pond
  b) £96 to the clerk

Two applications were considered.

(i) The barn. The council objects, because the lane is too narrow.
(ii) The porch.
"""


def test_a_list_of_letters_is_quoted_with_what_announces_it_and_its_letters() -> None:
    shown = [(s.kind, s.shown(MINUTES)) for s in split_sentences(MINUTES) if s.quotable]
    assert shown == [
        ("text", "Present: Ann Lee, Bo Ek, Cy Orr, Di Fox and Ed Lim"),
        ("text", "Apologies: Flo Hay"),
        ("list", "Payments approved:\na) £240 to Wendle Tree Care for felling the ash that stood at the pond\nb) £96 to the clerk"),
        ("text", "Two applications were considered."),
        ("list", "The barn. The council objects, because the lane is too narrow."),
        ("text", "The porch."),
    ]  # fmt: skip


def test_markdown_has_lists_of_letters_too() -> None:
    text = "Members shall:\na) pay the fee;\nb) lock\n   the gate.\n\nDone."
    found = [(s.kind, s.shown(text)) for s in split_sentences(text, form="markdown")]
    assert found == [("list", "Members shall:\na) pay the fee;\nb) lock the gate."), ("text", "Done.")]
