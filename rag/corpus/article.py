"""What a folder is made of: articles, their sentences and their passages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "caption", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Article:
    """A file of the corpus.

    ``path`` is relative to the corpus folder, with forward slashes. ``text`` is what every span
    points into: for text files the decoded bytes, untouched. ``digest`` is the SHA-256 of the
    file's bytes. ``language`` is an ISO 639-1 code.
    """

    path: str
    title: str
    text: str
    date: datetime.date | None
    language: str
    digest: str

    def to_dict(self) -> dict[str, Any]:
        """What tells which article it is, as JSON types; the text is left out."""
        date = self.date.isoformat() if self.date else None
        return {"path": self.path, "title": self.title, "date": date, "digest": self.digest}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, ``text[start:end]`` (code points).

    ``kind`` says what may be done with it: "text" and "caption" may be quoted, "heading" and
    "furniture" (menus, bylines, "Related News") may not.
    """

    start: int
    end: int
    kind: Kind

    @property
    def quotable(self) -> bool:
        return self.kind in ("text", "caption")


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous part of an article, ``article.text[start:end] == text``; higher scores are nearer."""

    article: Article
    start: int
    end: int
    text: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """The passage and its article, as JSON types."""
        return {
            **self.article.to_dict(),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why."""

    path: str
    reason: str
