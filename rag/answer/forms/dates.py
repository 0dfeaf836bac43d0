"""The dates in a text, in any of the languages that are known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from rag.answer.tables.values import Day, day_of, month_of
from rag.language.packs import COUNTING, DATING, PACKS

_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINAL = rf"(?:{DATING.ordinals})?"
_BEFORE_MONTH, _BEFORE_YEAR = rf"(?:(?:{DATING.before_month})\s+)?", rf"(?:,?\s+(?:(?:{DATING.before_year})\s+)?)"
_MONEY = "|".join(word for word in COUNTING.money if len(word) > 1)
# A year beside other figures is a number; "2016-2021" is a time.
_ALONE = rf"(?<![\d.,:/$€£#-]|\d\s){_YEAR}(?![\d:/%€£]|[.,]\d|\s?(?:{_MONEY}|km|kg|m²)\b)"
_COUNTED = (
    rf"(?:(?:{DATING.day_word})\s+)?(?:(?P<d>\d{{1,2}})\s+)?(?:{DATING.month_word})\s+(?P<m>\d{{1,2}})"
    rf"(?:[,\s]+(?:{DATING.year_word})\s+(?P<y>{_YEAR}))?"
)
"""A day whose month is counted: "ngày 12 tháng 5"."""


def dates_in(text: str) -> Iterator[tuple[Day, tuple[int, int]]]:
    """The dates of a text as year, month and day, 0 where it is not told, each with its span.

    >>> list(dates_in("From 12 March 2024 on; the law is of 2019."))
    [((2024, 3, 12), (5, 18)), ((2019, 0, 0), (37, 41))]
    """
    for hit in _pattern().finditer(text):
        day = _day(hit)
        if day:
            yield day, hit.span()


def _day(hit: regex.Match[str]) -> Day | None:
    if hit["year"]:
        return int(hit["year"]), 0, 0
    if hit["month"] and not month_of(hit["month"].rstrip(".")):
        return None
    if hit["counted"]:
        return (int(hit["y"] or 0), int(hit["m"]), int(hit["d"] or 0)) if 1 <= int(hit["m"]) <= 12 else None
    return day_of(hit.group())


@cache
def _pattern() -> regex.Pattern[str]:
    """A date: of a day, of a month or a year. A month in English has a capital, as "may" and "march" are words too."""
    names = {name for pack in PACKS.values() for name in pack.months if name[:1].isupper()}
    names |= {name[:3] + r"\.?" for name in names}
    small = {name for pack in PACKS.values() for name in pack.months if name[:1].islower()}
    month = "|".join(sorted(names | small, key=len, reverse=True))
    return regex.compile(
        rf"\b{_YEAR}-\d\d(?:-\d\d)?\b"
        rf"|\b\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}\b"
        rf"|(?P<counted>(?i:{_COUNTED}))"
        rf"|\b\d{{1,2}}{_ORDINAL}\s+{_BEFORE_MONTH}(?P<month>{month})\b(?:{_BEFORE_YEAR}{_YEAR})?"
        rf"|\b(?P<month>{month})\s+\d{{1,2}}{_ORDINAL}\b(?!\d)(?:,?\s+{_YEAR})?"
        rf"|\b(?P<month>{month}){_BEFORE_YEAR}{_YEAR}\b"
        rf"|(?P<year>{_ALONE})"
    )
