"""Which articles are asked, by what is known of them: when they are of, whose they are and where they lie."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from rag.corpus.metadata import date_in_name
from rag.errors import UsageError
from rag.index.listed import Listed
from rag.language.words import fold

Paths = Sequence[str] | None
"""The paths of the articles that are asked; None means all."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WORD = re.compile(r"\w+")
_WILD = set("*?[")


@dataclass(frozen=True)
class Filter:
    """Asks only the articles that are of some time, by some author or in some place; all that is given has to hold.

    Args:
        since: the first day, as a date or in words: "2026-03-01"; of "2026-03" and "2026" it is their first.
        until: the last day; of a month or a year it is their last.
        author: words of the author's name, with accents or without; all of them have to be in it.
        within: paths of files or folders, with ``*`` for any characters ("Handbook/*"), or titles; one has to match.

    Raises:
        UsageError: a date is none.
    """

    since: str | datetime.date | None = None
    until: str | datetime.date | None = None
    author: str | None = None
    within: str | Sequence[str] | None = None

    def __post_init__(self) -> None:
        _ = self._days

    def __bool__(self) -> bool:
        return any(part is not None for part in (self.since, self.until, self.author)) or bool(self._places)

    def holds(self, listed: Listed) -> bool:
        """Whether an article is asked; one whose date or author nobody knows is not where that is asked for.

        The date is that which the article states, else that in its file's name.
        """
        first, last = self._days
        date = listed.date or date_in_name(listed.path) if first or last else None
        if (first or last) and not (date and (first or date) <= date <= (last or date)):
            return False
        if not self._names <= set(_WORD.findall(fold(listed.author))):
            return False
        return not self._places or any(self._lies(listed, place) for place in self._places)

    def paths(self, articles: Iterable[Listed]) -> list[str]:
        """The paths of the articles that are asked.

        Raises:
            UsageError: there is none.
        """
        found = [article.path for article in articles if self.holds(article)]
        if not found:
            said = {
                name: " or ".join(map(repr, value)) if isinstance(value, list) else value
                for name, value in self.to_dict().items()
            }
            told = ", ".join(f"{name} {value}" for name, value in said.items())
            raise UsageError(f"No article is {told}.", "See what dates and authors there are: footnote articles")
        return found

    def to_dict(self) -> dict[str, Any]:
        """What was asked for, as JSON types."""
        told = {"since": self.since, "until": self.until, "by": self.author, "in": list(self._places) or None}
        return {name: value if isinstance(value, list) else str(value) for name, value in told.items() if value}

    @cached_property
    def _days(self) -> tuple[datetime.date | None, datetime.date | None]:
        return _day(self.since, last=False), _day(self.until, last=True)

    @cached_property
    def _names(self) -> set[str]:
        return set(_WORD.findall(fold(self.author or "")))

    @cached_property
    def _places(self) -> tuple[str, ...]:
        some = [self.within] if isinstance(self.within, str) else self.within or ()
        return tuple(name.strip() for name in some if name.strip())

    def _lies(self, listed: Listed, place: str) -> bool:
        wanted = fold(place).rstrip("/")
        pattern = wanted if _WILD & set(wanted) else None
        for path in (*listed.paths, listed.title):
            own = fold(path)
            if pattern is None and (own == wanted or own.startswith((f"{wanted}/", f"{wanted}#"))):
                return True
            if pattern is not None and fnmatchcase(own, pattern):
                return True
        return False


def _day(told: str | datetime.date | None, *, last: bool) -> datetime.date | None:
    """The first or the last day of what a date tells.

    >>> str(_day("2024-02", last=True)), str(_day("2024", last=False))
    ('2024-02-29', '2024-01-01')
    """
    if told is None or isinstance(told, datetime.date):
        return told
    found = _DATE.fullmatch(told.strip())
    try:
        if not found:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        return datetime.date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise UsageError(f"{told!r} is no date.", "Write it as 2026-03-01, 2026-03 or 2026.") from None
