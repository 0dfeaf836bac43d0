"""An article as the index lists it: what is known of it without its text."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from rag.corpus.article import Article
from rag.corpus.blocks import Block
from rag.corpus.rules import rules


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the store lists it: everything but its text, and every path where it lies.

    ``rules`` are those by which it was cut into sentences and passages (see ``rag.corpus.rules``), "" while it is cut
    anew.
    """

    digest: str
    paths: tuple[str, ...]
    title: str
    date: datetime.date | None
    language: str
    words: int
    passages: int
    author: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    encoding: str = ""
    rules: str = ""

    @property
    def path(self) -> str:
        return self.paths[0]

    @classmethod
    def of(cls, article: Article, words: int, passages: int) -> Listed:
        """An article at its one place, as it has just been read."""
        known = {field.name: getattr(article, field.name) for field in fields(cls) if hasattr(article, field.name)}
        return cls(**known, paths=(article.path,), words=words, passages=passages, rules=rules())

    def to_dict(self) -> dict[str, Any]:
        """Everything that is told of an article, as JSON types."""
        known = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "rules"}
        return {**known, "path": self.path, "date": self.date.isoformat() if self.date else None}

    def to_row(self) -> list[Any]:
        """Everything as JSON types, in the order of the fields."""
        row: list[Any] = list(_values(self))
        row[_DATE] = self.date.isoformat() if self.date else None
        return row

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Listed:
        """The inverse of ``to_row``."""
        digest, paths, title, date, language, words, passages, author, url, pages, encoding, cut_by = row
        day = datetime.date.fromisoformat(date) if date else None
        told = (author, url, tuple(pages), encoding, sys.intern(cut_by))
        return cls(digest, tuple(paths), title, day, sys.intern(language), words, passages, *told)

    def with_text(self, text: str, blocks: tuple[Block, ...] = ()) -> Article:
        about = (self.author, self.url, self.pages, self.encoding, blocks)
        return Article(self.path, self.title, text, self.date, self.language, self.digest, *about)


NAMES = [field.name for field in fields(Listed)]
_values, _DATE = attrgetter(*NAMES), NAMES.index("date")
