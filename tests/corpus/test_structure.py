"""The blocks that a file marks by itself, in each format: what is quoted of it, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from rag.corpus.article import Article, Sentence
from rag.corpus.blocks import pack_blocks, unpack_blocks
from rag.corpus.reading import Reader
from rag.settings import Settings
from tests.corpus.documents import column, docx, epub, odt, pdf, word, word_table

PAGE = """<html><head><title>Staff handbook</title></head><body><header><nav><a href="/">Home</a></nav></header>
<div class="cookie-consent"><p>We use cookies to give you the best experience.</p></div><main><h1>Staff handbook</h1>
<h2>Equipment</h2><p>Everybody gets a laptop. It is replaced after three years, and never before that.</p>
<h3>How to order</h3><ol><li>Open the portal.</li><li>Ask your lead.</li></ol>
<p>The following are not paid for:</p><ul><li>phones<ul><li>cases</li></ul></li><li>chairs</li></ul>
<h2>Leave</h2><table><caption>Days of leave</caption><tr><th>Grade</th><th>Days</th></tr><tr><td>Junior</td><td>24</td></tr></table>
<table><tr><td>Anna</td><td>12</td></tr><tr><td>Bert</td><td>13</td></tr></table>
<blockquote><p>Leave may <em>not</em> be sold.</p></blockquote></main>
<footer><p>All rights reserved.</p></footer><script>var a = "hello";</script></body></html>"""

WORD = docx(
    word("Staff handbook", "Title")
    + word("Equipment 3", "toc1")
    + word("How to order", "heading1")
    + word("Open the portal.", "ListParagraph", 2)
    + word("Ask your lead.", "ListParagraph", 2)
    + word("You may not order:")
    + word("phones", "ListParagraph", 1)
    + word("cases", "ListParagraph", 1, 1)
    + word("Leave may not be sold.", "Quote")
    + word_table([["Grade", "Days"], ["Junior", "24"], ["Senior", "28"]])
)

OPEN = odt(
    "<text:table-of-content><text:p>Equipment 3</text:p></text:table-of-content>"
    '<text:h text:outline-level="1">Staff handbook</text:h><text:h text:outline-level="2">How to order</text:h>'
    "<text:list><text:list-item><text:p>Open the portal.</text:p></text:list-item></text:list>"
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Grade</text:p></table:table-cell>"
    "<table:table-cell><text:p>Days</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Junior</text:p></table:table-cell>'
    "<table:table-cell><text:p>24</text:p></table:table-cell></table:table-row><table:table-row>"
    "<table:covered-table-cell/><table:table-cell><text:p>28</text:p></table:table-cell></table:table-row></table:table>"
)

BOOK = epub(
    "Field guide",
    "<nav><p>Contents</p></nav><h1>Herons</h1><p>It does <b>not</b> sing.</p><ul><li>grey</li><li>purple</li></ul>",
)

ROWS = [("Metric", "Q1", "Q2"), ("Churn", "3.1 %", "2.4 %"), ("Tickets", "120", "96"), ("New customers", "14", "22")]
REPORT = pdf(
    [
        (250, 810, 9, "Delta Works, for members"),
        (72, 770, 20, "Annual report"),
        (72, 740, 15, "The ferry"),
        *column(["The committee decided on Monday that the old ferry would on no ac-", "count be sold."], top=715),
        *column(["\u2022 Sao Mai has 240 seats and leaves at six,", "   and again at noon.", "\u2022 Ke Ga has 120 seats."], top=660),
        *((x, 555 - 14 * n, 11, text) for n, row in enumerate(ROWS) for x, text in zip((72, 250, 330), row)),
    ],
    [(250, 810, 9, "Delta Works, for members"), *column(["Nobody was present."], top=760)],
)  # fmt: skip

UNITS: list[tuple[str, bytes, list[tuple[str, str]]]] = [
    ("a.html", PAGE.encode(), [
        ("heading", "Staff handbook"), ("heading", "Equipment"), ("text", "Everybody gets a laptop."),
        ("text", "It is replaced after three years, and never before that."), ("heading", "How to order"),
        ("list", "1. Open the portal.\n2. Ask your lead."),
        ("list", "The following are not paid for:\n• phones\n\u2003• cases\n• chairs"), ("heading", "Leave"),
        ("caption", "Days of leave"), ("lead", "Grade | Days"), ("row", "Grade: Junior | Days: 24"),
        ("row", "Anna: 12"), ("row", "Bert: 13"), ("text", "Leave may not be sold."),
    ]),
    ("a.docx", WORD, [
        ("heading", "Staff handbook"), ("heading", "How to order"), ("list", "1. Open the portal.\n2. Ask your lead."),
        ("list", "You may not order:\n• phones\n\u2003• cases"), ("text", "Leave may not be sold."),
        ("lead", "Grade | Days"), ("row", "Grade: Junior | Days: 24"), ("row", "Grade: Senior | Days: 28"),
    ]),
    ("a.odt", OPEN, [
        ("heading", "Staff handbook"), ("heading", "How to order"), ("text", "Open the portal."),
        ("lead", "Grade | Days"), ("row", "Grade: Junior | Days: 24"), ("row", "Grade: Junior | Days: 28"),
    ]),
    ("a.epub", BOOK, [
        ("heading", "Field guide"), ("heading", "Herons"), ("text", "It does not sing."), ("list", "• grey\n• purple"),
    ]),
    ("a.pdf", REPORT, [
        ("heading", "Annual report"), ("heading", "The ferry"),
        ("text", "The committee decided on Monday that the old ferry would on no account be sold."),
        ("text", "Sao Mai has 240 seats and leaves at six, and again at noon."), ("text", "Ke Ga has 120 seats."),
        ("lead", "Metric | Q1 | Q2"), ("row", "Metric: Churn | Q1: 3.1 % | Q2: 2.4 %"),
        ("row", "Metric: Tickets | Q1: 120 | Q2: 96"), ("row", "Metric: New customers | Q1: 14 | Q2: 22"),
        ("text", "Nobody was present."),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings.of()) as opened:
        yield opened


def read(reader: Reader, name: str, data: bytes) -> tuple[Article, list[Sentence]]:
    (found,) = reader.read(name, data)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(("name", "data", "expected"), UNITS, ids=[one[0] for one in UNITS])
def test_a_document_is_read_as_it_is_marked(
    name: str, data: bytes, expected: list[tuple[str, str]], reader: Reader
) -> None:
    article, units = read(reader, name, data)
    assert [(one.kind, one.shown(article.text)) for one in units] == expected


@pytest.mark.parametrize(("name", "data"), [one[:2] for one in UNITS], ids=[one[0] for one in UNITS])
def test_blocks_stand_in_order_and_are_kept_as_they_are(name: str, data: bytes, reader: Reader) -> None:
    blocks = read(reader, name, data)[0].blocks
    assert blocks and all(one.end <= two.start for one, two in pairwise(blocks))
    assert unpack_blocks(pack_blocks(blocks)) == blocks
