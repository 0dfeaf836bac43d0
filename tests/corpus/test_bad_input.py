"""Documents that nobody makes on purpose: each is read or skipped with the reason, and no work grows faster than it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from rag.corpus.article import Skipped
from rag.corpus.marks import lettered
from rag.corpus.readers.blocks import build
from rag.corpus.reading import Reader
from rag.settings import Settings
from tests.corpus.documents import docx, pdf, word_table
from tests.corpus.test_more_formats import workbook

WORDS = "It rained on the whole day."
PAGE = f"<p>{WORDS * 9}</p>"
MANY = 3000
MOST = 20_000
"""Characters of an article here, by the setting max_article_chars."""
ROW = ["Hanoi", "7"]
TABLE = [["City", "Days of rain"], *[ROW] * MANY]
TOO_LONG = f"more than the {MOST:,} "
CELLS = f"<td>{ROW[0]}</td><td>{ROW[1]}</td>"

BAD: list[tuple[str, bytes, str]] = [
    # name, bytes, what is quoted of it, or why it is skipped
    ("nested.md", "\n".join(f"{' ' * n}- {WORDS}" for n in range(150)).encode(), WORDS),
    ("nested on one line.md", ("- " * MANY + WORDS).encode(), WORDS),
    ("quoted.md", ("> " * MANY + WORDS).encode(), WORDS),
    ("brackets.md", ("[" * MANY + WORDS + "]" * MANY + "(x)").encode(), WORDS),
    ("headings.md", "".join(f"# Heading {n}\n\n" for n in range(1000)).encode(), "holds no sentence"),
    ("headings.txt", "".join(f"Heading {n}\n\n" for n in range(1000)).encode(), "Heading 7"),  # which are not certain to be some
    ("headings.html", "".join(f"<h2>Heading {n}</h2>" for n in range(99)).encode(), "holds no sentence"),
    ("deep.html", (PAGE + "<div>" * MANY + WORDS + "</div>" * MANY).encode(), WORDS),
    ("lists.html", (PAGE + "<ul><li>" * MANY + WORDS + "</li></ul>" * MANY).encode(), WORDS),
    ("tables.html", (PAGE + "<table><tr><td>" * 99 + WORDS + "</td></tr></table>" * 99).encode(), WORDS),
    ("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "it is no JSON"),
    ("right.txt", "זהו משפט ראשון. זהו משפט שני.\n".encode(), "זהו משפט שני."),
    ("right.md", "# כותרת\n\nזהו משפט ראשון. זהו משפט שני.\n".encode(), "זהו משפט שני."),
    ("right.html", f"<h1>כותרת</h1><p>{'זהו משפט שני. ' * 20}</p>".encode(), "זהו משפט שני."),
    ("line.txt", b"x" * MOST, "x" * 100),
    ("line.md", (WORDS + " ").encode() * 700, WORDS),
    ("line.jsonl", b'{"text": "' + (WORDS + " ").encode() * 700 + b'"}', WORDS),
    ("table.md", "\n".join(f"| {' | '.join(row)} |" for row in [*TABLE[:1], ["---"] * 2, *TABLE[1:]]).encode(), TOO_LONG),
    ("table.csv", "\n".join(map(",".join, TABLE)).encode(), TOO_LONG),
    ("wide.csv", b"name," * (MOST // 10) + b"\n" + b"7," * (MOST // 10), "7"),
    ("table.xlsx", workbook(TABLE), TOO_LONG),
    ("table.docx", docx(word_table(TABLE)), TOO_LONG),
    ("table.html", f"{PAGE}<table>{f'<tr>{CELLS}</tr>' * MANY}</table>".encode(), TOO_LONG),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Settings.of(max_article_chars=MOST)) as one:
        yield one


def quoted(reader: Reader, name: str, data: bytes) -> str:
    """What can be quoted of a file, or why it is skipped."""
    first = next(reader.read(name, data))
    if isinstance(first, Skipped):
        return first.reason
    article, units = first
    return " ".join(article.text[one.start : one.end] for one in units if one.quotable)


@pytest.mark.parametrize(("name", "data", "told"), BAD, ids=[one[0] for one in BAD])
def test_a_strange_file_is_read_or_skipped_with_the_reason(name: str, data: bytes, told: str, reader: Reader) -> None:
    assert told in quoted(reader, name, data)


def test_text_that_lies_over_other_text_is_read(reader: Reader) -> None:
    page = [(72.0 + shift, 700.0, 11.0, WORDS) for shift in (0, 0.4, 150)]
    assert WORDS in quoted(reader, "over.pdf", pdf(page))
    heap = [(72.0 + shift / 10, 700.0 - shift % 7, 11.0, WORDS) for shift in range(60)]
    assert "rained" in quoted(reader, "heap.pdf", pdf(heap, heap, heap))  # the same on all pages is no header


def test_cells_over_many_columns_and_rows_widen_a_table_only_so_far() -> None:
    row = f"<tr>{'<td colspan=50 rowspan=50>b</td>' * 20}</tr>"
    text, _ = build([html.fromstring(f"<table>{row * 40}</table>")]).done()
    assert len(text) < 40 * 2 * 600  # each cell and what parts it from the next, in some 500 columns


def test_each_line_is_looked_at_once_for_the_sign_of_an_item() -> None:
    lines = [f"({chr(97 + n % 26)}) clause {n}" for n in range(5000)]
    assert len(lettered(lines)) == len(lines)
