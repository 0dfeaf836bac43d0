"""The parts of a folder: articles, their sentences and their passages."""

from __future__ import annotations

import datetime
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal

from rag.corpus.blocks import Block

SentenceKind = Literal["text", "caption", "list", "row", "heading", "lead", "question", "code", "furniture"]
Span = tuple[int, int]
SECTIONS = " › "
"""What stands between the headings of a path."""
_SHOWN_CHARS = 80


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal: what an article is known by."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_short(text: str) -> str:
    """The beginning of a text, for a ``repr``.

    >>> in_short("a\\nb"), len(in_short("a" * 1000))
    ("'a\\\\nb'", 82)
    """
    return repr(text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the corpus: a file, or a part of one.

    ``path`` is relative to the corpus folder, with forward slashes; where a file holds several articles
    it ends with the place there ("news.csv#12"). ``text`` is what every span points into: for text
    files the decoded bytes, untouched, for others what was taken out of them. ``digest`` is the
    SHA-256 of the text in UTF-8. ``language`` is an ISO 639-1 code, or "" where nothing tells it. ``pages``
    are the characters at which the pages begin, for PDFs. ``encoding`` tells how a text file is encoded, where not
    in UTF-8, or by what scanned pages were read.
    ``blocks`` are those that the file has marked; where there are none, the text shows them by itself.
    """

    path: str
    title: str
    text: str
    date: datetime.date | None
    language: str
    digest: str
    author: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    encoding: str = ""
    blocks: tuple[Block, ...] = ()

    def __repr__(self) -> str:
        return f"Article({self.path!r}, {in_short(self.title)}, {len(self.text)} characters)"

    def page(self, start: int) -> int | None:
        """The page on which a character stands, from 1, where there are pages."""
        return bisect_right(self.pages, start) or None

    @property
    def ocr(self) -> str:
        """What has read its letters from pictures, and how sure that was; "" where the file has them itself."""
        return self.encoding if self.encoding.startswith("OCR") else ""

    def to_dict(self) -> dict[str, Any]:
        """The marks by which an article is told, as JSON types; the text is left out."""
        date = self.date.isoformat() if self.date else None
        about = {"path": self.path, "title": self.title, "date": date, "digest": self.digest}
        return about | {name: getattr(self, name) for name in ("author", "url", "ocr") if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of an article, ``text[start:end]`` (code points): a sentence, or what is only understood as a whole.

    ``kind`` says what may be done with it. These may be quoted: "text", "caption" (of a photo, a line with the author
    or the date), "list" (with the sentence that announces it) and "row" (of a table). These are no answer alone:
    "heading", "lead" (an announcement of what stands below), "question", "code" and "furniture" (menus, contents,
    comments). ``context`` is the span of what has to be shown with it: of a row its header, of an item its lead.
    ``section`` is the path of headings above it below the title ("Equipment › How to order"). ``plain`` is what a
    reader is shown, where that is not simply its words: without marks of Markdown, or a row with the names of its
    columns.
    """

    start: int
    end: int
    kind: SentenceKind
    context: Span | None = None
    section: str = ""
    plain: str = ""

    @property
    def quotable(self) -> bool:
        return self.kind in QUOTABLE

    def shown(self, text: str) -> str:
        """Its text as a reader is shown it, on one line unless it is a list.

        >>> Sentence(0, 14, "text").shown("He left\\nearly.")
        'He left early.'
        """
        return self.plain or " ".join(text[self.start : self.end].split())

    def told(self, text: str) -> str:
        """The sentence of an article's text as it is understood in its place, for embedding: with the heading above it.

        >>> Sentence(0, 14, "text", section="Rules › Leaving").told("He left early.")
        'Leaving: He left early.'
        """
        above = self.section.rpartition(SECTIONS)[2]
        return ": ".join(filter(None, (above, self.shown(text))))


QUOTABLE = frozenset({"text", "caption", "list", "row"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous part of an article, ``article.text[start:end] == text``; higher scores are nearer.

    ``plain`` is what a reader is shown of it, where that is not simply its words: without marks of Markdown, rows with
    the names of their columns.
    """

    article: Article
    start: int
    end: int
    text: str
    score: float
    plain: str = ""

    @property
    def shown(self) -> str:
        """Its text as a reader is shown it, a list or a row on lines of its own."""
        return self.plain or " ".join(self.text.split())

    def __repr__(self) -> str:
        span = f"{self.article.path!r}, {self.start}, {self.end}"
        return f"Passage({span}, {in_short(self.text)}, score={self.score:.2f})"

    def to_dict(self) -> dict[str, Any]:
        """The passage and its article, as JSON types."""
        return {
            **self.article.to_dict(),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "score": round(self.score, 4),
            **({"plain": self.plain} if self.plain else {}),
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or an article in one, that was not read, and why."""

    path: str
    reason: str
