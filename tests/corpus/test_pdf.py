"""PDF: columns, headers and footers, broken words, pages."""

from __future__ import annotations

import pytest

from rag.corpus.readers import pdf
from rag.corpus.readers.pdf_edges import without_repeated
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
