"""PDF: columns, headers and footers, broken words, pages."""

from __future__ import annotations

import pytest

from rag.corpus.readers import pdf
from rag.corpus.readers.pdf_edges import without_repeated
from rag.corpus.readers.pdf_letters import Letters
from rag.corpus.reading import Reader
from tests.conftest import SEEDS
from tests.corpus.made import article


def test_the_paragraphs_of_two_columns_are_those_that_were_set(reader: Reader) -> None:
    # The third seed, set by groff on two pages, whose second has a number.
    written = (SEEDS / "003_dce22e8a43f1b747.txt").read_bytes().decode()
    found = article(reader, "columns.pdf")
    assert found.text.split("\n\n") == [" ".join(line.split()) for line in written.split("\n") if line.strip()]
    assert [found.page(found.text.index(quote)) for quote in ("party chief", "At the conference, Ha Thi Khiet")] == [
        1,
        2,
    ]


def lines(*texts: str) -> list[pdf._Line]:
    """Lines of a page, one below the other."""
    return [pdf._Line(text, 72, 500, 800 - 12 * n, 800 - 12 * n, 10) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        # pages as their lines are, and what is left of them
        ([["Rain 1", "a", "b"], ["Rain 2", "c", "d"]], [["a", "b"], ["c", "d"]]),
        ([["a", "b", "- 1 -"], ["c", "d", "- 2 -"]], [["a", "b"], ["c", "d"]]),
        ([["One 7", "a"], ["8 Two", "b"], ["Three 9", "c"], ["d"]], [["a"], ["b"], ["c"], ["d"]]),
        ([["1 Introduction", "a"], ["Of 2", "b"]], [["1 Introduction", "a"], ["Of 2", "b"]]),
        ([["a", "a"]], [["a", "a"]]),
    ],
)
def test_headers_and_footers_are_left_out(pages: list[list[str]], kept: list[list[str]]) -> None:
    found = without_repeated([lines(*page) for page in pages])
    assert [[line.text for line in page] for page in found] == kept


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (["the commit-", "tee met"], "the committee met"),
        (["the commit\u2010", "tee met"], "the committee met"),
        (["the co-", "operative. The co-operative met"], "the co-operative. The co-operative met"),
        (["in the years 2020-", "2021 it rained"], "in the years 2020-2021 it rained"),
        (["a long-", "term plan of commit\u2010", "tees"], "a long-term plan of committees"),
        (["the Hanoi-", "Hue line"], "the Hanoi-Hue line"),
        (["any\ufffething and thou\ufffesand"], "anything and thousand"),
    ],
)
def test_broken_words_are_made_whole(broken: list[str], whole: str) -> None:
    assert pdf._assemble([lines(*broken)])[0] == whole


def set_bold(text: str, y: float = 812, left: float = 72) -> pdf._Line:
    return pdf._Line(text, left, left + 6 * len(text), y, y, 10, bold=True, starts_bold=True)


PROSE = lines(
    "It rained all day in the valley, and nobody went out at all,", "so that the hall stayed empty until the evening."
)


@pytest.mark.parametrize(
    ("text", "level"),
    [("3. Results", 1), ("Storage", 1), ("Keep it dry.", 0), ("Price: 3 €", 0), ("23.5 14.1", 0)],
)
def test_a_bold_line_of_its_own_is_a_heading_with_its_number(text: str, level: int) -> None:
    line = set_bold(text)
    assert Letters.of([line, *PROSE]).level([line], text, None, PROSE[0]) == level


def test_bold_cells_beside_each_other_are_no_headings_nor_is_what_is_bold_throughout() -> None:
    one, two = set_bold("Before"), set_bold("After", left=200)
    letters = Letters.of([one, two, *PROSE])
    assert not letters.level([one], "Before", None, two) and not letters.level([two], "After", one, PROSE[0])
    assert not Letters.of([one, two]).level([one], "Before", None, PROSE[0])


def test_a_heading_in_bold_does_not_go_on_in_the_text_below_it() -> None:
    wide = pdf.replace(set_bold("3. How to let the hall"), right=500)
    text, blocks, _ = pdf._assemble([[wide, *PROSE]])
    assert [(block.kind, text[block.start : block.end][:8]) for block in blocks] == [
        ("heading", "3. How t"),
        ("paragraph", "It raine"),
    ]


def test_the_sign_of_a_note_is_of_the_line_that_it_stands_behind() -> None:
    line = pdf._Line("two metres.", 72, 150, 700, 700, 12)
    sign = pdf._Line("1", 150, 154, 704, 704, 10)
    beside = pdf._Line("It rained.", 300, 350, 700, 700, 12)
    assert [one.text for one in pdf._whole([line, sign, beside])] == ["two metres.1", "It rained."]


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("its first turbine ran in 1988", 1),
        ("Her co-operative sells", 1),
        ("Hồ Trị An rộng", 2),
        ("The guard house", 3),
    ],
)
def test_a_place_in_a_pdf_has_its_page(quote: str, page: int, reader: Reader) -> None:
    found = article(reader, "dam.pdf")
    assert found.page(found.text.index(quote)) == page
