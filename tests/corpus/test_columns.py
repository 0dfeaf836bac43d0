"""Tables of spaces, and the notes of their rows."""

from __future__ import annotations

import pytest

from rag.corpus.columns import spaced_rows
from rag.corpus.lines import line_blocks
from rag.corpus.sentences import split_sentences

PRICES = (
    "Entry\n\nAdults            £6.00\nConcessions       £3.50 (1)\nSeason ticket     £48.00 (2)\n\n"
    "(1) Students, with a card.\n(2) Not valid for cup matches.\n"
)
FIXTURES = "Date      Home      Ground\n4 March   Rovers    Quay Lane\n11 March  Dockers   Dock Road\n"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (FIXTURES.splitlines(), {0: "header", 1: "row", 2: "row"}),
        (["Name     Room", "-------  ------", "Ann      Blue", "Tom      Red"], {0: "header", 2: "row", 3: "row"}),
        (["Ann\tBlue", "Tom Ray\tRed"], {0: "row", 1: "row"}),
        (["It rained.  He left.", "She stayed.  We slept."], {}),
        (["1.  The roof", "2.  The lamps"], {}),
        (["Only      one"], {}),
    ],
)
def test_rows_of_spaces(lines: list[str], found: dict[int, str]) -> None:
    assert spaced_rows(lines) == found


def test_cells_are_named_by_the_header() -> None:
    units = [unit for unit in split_sentences(FIXTURES) if unit.quotable]
    assert units[0].shown(FIXTURES) == "Date: 4 March | Home: Rovers | Ground: Quay Lane"


def test_cells_are_named_in_a_text_whose_blocks_are_told() -> None:
    units = split_sentences(FIXTURES, blocks=line_blocks(FIXTURES))
    assert [unit.shown(FIXTURES) for unit in units if unit.quotable][1] == (
        "Date: 11 March | Home: Dockers | Ground: Dock Road"
    )


def test_note_stands_below_its_row() -> None:
    notes = [unit for unit in split_sentences(PRICES) if unit.kind == "text"]
    assert [unit.section.rpartition(" › ")[2] for unit in notes] == ["Concessions", "Season ticket"]
    assert notes[1].context and PRICES[slice(*notes[1].context)] == "Season ticket     £48.00 (2)"


def test_stars_are_signs_of_notes_too() -> None:
    text = "Cap          £2 *\nGoggles      £3 **\n\n* Yours to keep.\n** Against a deposit.\n"
    notes = [unit for unit in split_sentences(text) if unit.kind == "text"]
    assert [unit.section for unit in notes] == ["Cap", "Goggles"]
