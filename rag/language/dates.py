"""Dates, whole or in part, and named times."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from rag.language.dating import YEAR
from rag.language.detect import guess
from rag.language.packs import DATING, language_by
from rag.language.stating import Stating

PartialDay = tuple[int | None, int | None, int | None]
"""Year, month, day; None where it is not said."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a day of the week as a text gives it; ``days`` are the ways in which it can be read."""

    start: int
    end: int
    text: str
    days: frozenset[PartialDay]
    named: str | None = None
    """A weekday, a season or a part of the day, as one English word."""

    def stands_among(self, others: Sequence[Date], years: Collection[int]) -> bool:
        """Tells whether one of them is no other day; a year may stand elsewhere in the text."""
        if self.named:
            return any(self.named == other.named for other in others)
        return any(_agree(mine, theirs, years) for other in others for mine in self.days for theirs in other.days)

    @property
    def kind(self) -> str:
        """The sort of time that it is; one can only stand for another of its sort."""
        if not self.named:
            return "date"
        return "weekday" if self.named.endswith("day") else "season" if self.named in _SEASONS else "part of the day"

    @property
    def years(self) -> frozenset[int]:
        return frozenset(year for year, _, _ in self.days if year)


def _agree(mine: PartialDay, theirs: PartialDay, years: Collection[int]) -> bool:
    year, month, day = mine
    if (month, day) != theirs[1:] and not (day is None and month == theirs[1]):
        return False
    return year is None or year == theirs[0] or (theirs[0] is None and year in years)


_NUMERIC_FIRST = r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"
_NUMERIC_LAST = (
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>[12]\d{3})\b",
    r"(?<![\d/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])(?P<y>)",
)
_DATES = tuple(map(regex.compile, (_NUMERIC_FIRST, *DATING.days, *_NUMERIC_LAST)))
_LONGEST_DAY = 40
"""Characters of a line that names nothing but a day."""
_YEAR_ONLY = regex.compile(r"(?:1[5-9]|20)\d\d(?:\s*[-–—/]\s*(?:(?:(?:1[5-9]|20)\d)?\d\d?|\p{L}+)?)?")
"""A year, or the years from one to another, or until a word such as "today"."""
_SEASONS = ("spring", "summer", "autumn", "winter")
_NAMED_DATE = regex.compile(rf"(?i)\b(?P<name>{'|'.join(sorted(DATING.named, key=len, reverse=True))})(?:(?<=day)s)?\b")


def dates_in(text: str) -> Iterator[Date]:
    taken: list[tuple[int, int]] = []
    own = language_by(guess(text)).stating
    if own.months:
        for date in _dates_of(text, own):
            taken.append((date.start, date.end))
            yield date
    for pattern in _DATES:
        for hit in pattern.finditer(text):
            days = frozenset(_days(hit)) if not _overlaps(hit.span(), taken) else None
            if days:
                taken.append(hit.span())
                yield Date(*hit.span(), hit.group(), days)
    for hit in _NAMED_DATE.finditer(text):
        name = hit["name"].lower()
        of_person = name != DATING.named[name] and hit.group()[0].isupper()
        if of_person and regex.search(r"\p{Lu}\p{L}*\s$", text[: hit.start()]):
            continue  # the last part of a name: "Nguyễn Văn Sáng"
        yield Date(*hit.span(), hit.group(), frozenset(), DATING.named[name])


def time_named(line: str) -> Literal["day", "period"] | None:
    """What a line names that is nothing but a day, or nothing but a month or a year.

    >>> [time_named(line) for line in ("Monday, 4 March", "1987:", "May 2021", "2014 – 2019", "May 3 was dry")]
    ['day', 'period', 'period', 'period', None]
    """
    if len(line) > _LONGEST_DAY:
        return None
    found = [date for date in dates_in(line) if date.kind in ("date", "weekday")]
    rest = list(line)
    for date in found:
        rest[date.start : date.end] = " " * (date.end - date.start)
    left = "".join(rest).strip(" ,.:–—-()*_")
    if _YEAR_ONLY.fullmatch(left):
        return "day" if any(day for date in found for _, _, day in date.days) else "period"
    if left or not found:
        return None
    dated = [parts for date in found for parts in date.days]
    return "period" if dated and all(day is None for _, _, day in dated) else "day"


def _dates_of(text: str, own: Stating) -> Iterator[Date]:
    """The dates of a text with the names of months and days of its language: "1er juillet", "3 de mayo de 2026"."""
    taken: list[tuple[int, int]] = []
    for hit in _with_months(tuple(own.months)).finditer(text):
        day, year = (int(hit[part]) if hit[part] else None for part in ("d", "y"))
        taken.append(hit.span())
        yield Date(*hit.span(), hit.group(), frozenset([(year, own.months[hit["m"].lower()], day)]))
    for hit in regex.finditer(r"\p{L}[\p{L}-]*", text):
        named = own.days.get(hit.group().lower())
        if named and not _overlaps(hit.span(), taken):
            yield Date(*hit.span(), hit.group(), frozenset(), named)


@lru_cache(maxsize=8)
def _with_months(months: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(
        rf"(?i)\b(?:(?P<d>\d{{1,2}})(?:er|º)?\s+(?:de\s+)?)?(?P<m>{'|'.join(months)})\b(?:\s+(?:del?\s+)?{YEAR})?"
    )


def _days(hit: regex.Match[str]) -> Iterator[PartialDay]:
    """The days that a match may mean: 4/5/2017 is read both ways, and nothing is the 40th."""
    named = "_".join(hit["m"].lower().split())
    month = int(named) if named.isdigit() else DATING.months[named]
    year, day = int(hit["y"]) if hit["y"] else None, int(hit["d"]) if hit["d"] else None
    both_ways = "/" in hit.group() and day and named.isdigit()
    for m, d in {(month, day), (day, month)} if both_ways else {(month, day)}:
        if m and 1 <= m <= 12 and (d is None or 1 <= d <= 31):
            yield year, m, d


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)
