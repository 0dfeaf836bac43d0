"""Documents that nobody makes on purpose: each is read or skipped with the reason, and no work grows faster than it."""

from __future__ import annotations

import pytest

from rag.corpus.article import Skipped
from rag.corpus.marks import lettered
from rag.corpus.reading import Reader
from rag.settings import Settings
from tests.corpus.documents import pdf

WORDS = "It rained on the whole day."
MANY = 3000
BAD: list[tuple[str, bytes, str]] = [
    # name, bytes, what is quoted of it, or why it is skipped
    ("nested.md", "\n".join(f"{' ' * n}- {WORDS}" for n in range(500)).encode(), WORDS),
    ("quoted.md", ("> " * MANY + WORDS).encode(), WORDS),
    ("headings.md", "".join(f"# Heading {n}\n\n" for n in range(MANY)).encode(), "holds no sentence"),
    ("deep.html", (f"<p>{WORDS * 9}</p>" + "<div>" * MANY + WORDS + "</div>" * MANY).encode(), ""),
    ("lists.html", (f"<p>{WORDS * 9}</p>" + "<ul><li>" * MANY + WORDS + "</li></ul>" * MANY).encode(), ""),
    ("right.txt", "זהו משפט ראשון. זהו משפט שני.\n".encode(), "זהו משפט שני."),
    ("line.txt", b"x" * 200_000, "x" * 100),
]


def read(name: str, data: bytes) -> str:
    """What can be quoted of a file, or why it is skipped."""
    with Reader(Settings.of()) as reader:
        first = next(reader.read(name, data))
    if isinstance(first, Skipped):
        return first.reason
    article, units = first
    return " ".join(article.text[one.start : one.end] for one in units if one.quotable)


@pytest.mark.parametrize(("name", "data", "told"), BAD, ids=[one[0] for one in BAD])
def test_a_strange_file_is_read_or_skipped_with_the_reason(name: str, data: bytes, told: str) -> None:
    assert told in read(name, data)


def test_text_that_lies_over_other_text_is_read() -> None:
    page = [(72.0 + shift, 700.0, 11.0, WORDS) for shift in (0, 0.4, 150)]
    assert WORDS in read("over.pdf", pdf(page))


def test_each_line_is_looked_at_once_for_the_sign_of_an_item() -> None:
    lines = [f"({chr(97 + n % 26)}) clause {n}" for n in range(5000)]
    assert len(lettered(lines)) == len(lines)
