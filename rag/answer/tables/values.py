"""Column types: numbers with units, dates, times, words of a scale; or only words.

Nothing is guessed: a column is of a kind where all of its cells are. Where a column can be read in two ways, as days
before months or after them, it is given in both, and who compares has to come to the same in both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import regex

from rag.language.packs import COUNTING, DATING, PACKS
from rag.language.patterns import deferred
from rag.language.words import fold, term

ColumnKind = Literal["number", "date", "time", "scale", "flag", "text"]
Day = tuple[int, int, int]
"""Year, month and day; 0 is not told."""

_TOKEN = deferred(r"\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}]*")
_CLOCK = deferred(r"(?i)(\d{1,2})\s?(?::|h)\s?(\d\d)(?::\d\d)?\s*([ap])?\.?m?\.?|(\d{1,2})\s*([ap])\.?m\.?")
_BLANK = frozenset(["", "-", "–", "—", "n/a", "na", "?", "…", "none", "null"])
_NUMBER = r"[-−+]?\d[\d.,'’\u00a0\u202f ]*"
_UNIT = r"[^\d]{0,24}(?:(?<=[mM])[23])?"
_MEASURE = deferred(rf"(?P<before>[^\d\s]{{0,4}})\s?(?P<number>{_NUMBER})\s?(?P<after>{_UNIT})")
_PART = deferred(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+\.?)\s*")
_SYMBOLS: Mapping[str, tuple[str, float]] = {
    "s": ("time", 1 / 60), "min": ("time", 1.0), "h": ("time", 60.0), "d": ("time", 1440.0), "week": ("time", 10080.0),
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "kg": ("mass", 1.0), "t": ("mass", 1e3),
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "m": ("length", 1.0), "km": ("length", 1e3),
    "ml": ("volume", 1e-3), "cl": ("volume", 1e-2), "l": ("volume", 1.0),
}  # fmt: skip
_UNITS = {**_SYMBOLS, **{fold(word): _SYMBOLS[symbol] for word, symbol in COUNTING.measured.items()}}
_CURRENCIES = {"eur": "€", "usd": "$", "gbp": "£", "vnd": "₫"}
MONEY = tuple(
    frozenset({code, sign, *(fold(word) for word, of in COUNTING.money.items() if of == code)})
    for code, sign in _CURRENCIES.items()
)
"""What each currency is called, folded."""
UNITS_BY_NAME = (
    *(frozenset(name for name, own in _UNITS.items() if own == unit) for unit in dict.fromkeys(_UNITS.values())),
    *MONEY,
)
"""What each unit is called, folded."""
_WEEKDAY = r"(?:\p{L}{2,10}\.?,?\s+)?"
_ISO = deferred(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?)?")
_SLASHED = deferred(rf"{_WEEKDAY}(\d{{1,2}})[./-](\d{{1,2}})(?:[./-](\d{{4}}|\d\d))?\.?")
_ORDINAL, _BEFORE_MONTH = rf"(?:{fold(DATING.ordinals)})?", rf"(?:(?:{fold(DATING.before_month)})\s+)?"
_DAY_FIRST = deferred(
    rf"{_WEEKDAY}(\d{{1,2}})(?:{fold(DATING.ordinals)}|\.)?\s+{_BEFORE_MONTH}(\p{{L}}+)\.?(?:,?\s+(?:(?:{DATING.before_year})\s+)?(\d{{4}}))?"
)
_MONTH_FIRST = deferred(rf"{_WEEKDAY}(\p{{L}}+)\.?\s+(\d{{1,2}}){_ORDINAL}(?:,?\s+(\d{{4}}))?")
_MONTH_ONLY = deferred(rf"(\p{{L}}+)\.?\s+(?:(?:{DATING.before_year})\s+)?(\d{{4}})")
_COUNTED = deferred(
    rf"(?:(?:{fold(DATING.day_word)})\s+)?(\d{{1,2}})?\s*(?:{fold(DATING.month_word)})\s+(\d{{1,2}})"
    rf"(?:[,\s]+(?:(?:{fold(DATING.year_word)})\s+)?(\d{{4}}))?"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, folded, and as the terms that they are compared by."""

    folded: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """The type of a column. ``readings`` has a value for each row, None where the cell is blank.

    ``unit`` is what stands before and after all of its numbers, ``decimals`` the marks before their decimals with which
    they can be read, one for each reading.
    """

    kind: ColumnKind
    readings: tuple[tuple[float | Day | None, ...], ...] = ()
    unit: tuple[str, str] = ("", "")
    decimals: str = ""

    def written_with(self, decimal: str) -> Column:
        """The column with its only reading by a mark of decimals, where it has been read by it."""
        at = self.decimals.find(decimal) if decimal and len(self.decimals) > 1 else -1
        return self if at < 0 else replace(self, readings=(self.readings[at],), decimals=decimal)


def token_spans(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with their spans, folded; a clock without the zero before it.

    >>> [word for _, _, word in token_spans("The 08:15 bus, d'Été")]
    ['the', '8:15', 'bus', 'd', 'ete']
    """
    return [(m.start(), m.end(), _even(m.group())) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=65_536)
def tokens_of(text: str) -> Tokens:
    """The words of a cell or a name."""
    folded = tuple(word for _, _, word in token_spans(text))
    return Tokens(folded, tuple(map(term, folded)))


def _even(word: str) -> str:
    folded = fold(word)
    return folded[1:] if ":" in folded and len(folded.split(":")[0]) == 2 and folded[0] == "0" else folded


def is_blank(cell: str) -> bool:
    return cell.strip().casefold() in _BLANK


def column_of(cells: Sequence[str], scales: Sequence[Mapping[str, int]], flags: frozenset[str]) -> Column:
    """What the cells of a column are.

    Args:
        cells: of all rows.
        scales: words by their rank, of each language.
        flags: folded words for yes and no.
    """
    folded = [fold(" ".join(cell.split())) for cell in cells]
    known = [cell for cell in folded if not is_blank(cell)]
    if not known:
        return Column("text")
    if all(cell in flags for cell in known):
        return Column("flag")
    for scale in scales:
        if all(cell in scale for cell in known) and len(set(known)) > 1:
            return Column("scale", (tuple(float(scale[cell]) if cell in scale else None for cell in folded),))
    if times := _times(cells):
        return Column("time", times)
    if numbers := _numbers(cells):
        return Column("number", tuple(numbers.values()), _unit(cells), "".join(numbers))
    return Column("date", days) if (days := _dates(cells)) else Column("text")


def clock(text: str) -> float | None:
    """The minutes since midnight of a time of day.

    >>> clock("8:15"), clock("18h05"), clock("1:30 pm"), clock("6 pm"), clock("47")
    (495.0, 1085.0, 810.0, 1080.0, None)
    """
    hit = _CLOCK.fullmatch(text.strip())
    if not hit:
        return None
    hours, minutes = int(hit[1] or hit[4]), int(hit[2] or 0)
    half = (hit[3] or hit[5] or "").lower()
    if hours > 24 or minutes > 59 or (half and not 1 <= hours <= 12):
        return None
    return float(60 * (hours % 12 + 12 * (half == "p") if half else hours) + minutes)


def _times(cells: Sequence[str]) -> tuple[tuple[float | None, ...], ...]:
    times = tuple(None if is_blank(cell) else clock(cell) for cell in cells)
    return (times,) if all(value is not None or is_blank(cell) for value, cell in zip(times, cells)) else ()


def number(text: str, decimal: str) -> float | None:
    """A number whose decimals follow a mark, "." or ",", and whose thousands may be parted by the other one or a space.

    >>> number("1,234.5", "."), number("1.234,5", ","), number("4 200", ","), number("1.234.5", ".")
    (1234.5, 1234.5, 4200.0, None)
    """
    other = "," if decimal == "." else "."
    plain = text.strip().replace("−", "-")
    pattern = rf"[-+]?(?:[1-9]\d{{0,2}}(?:[{other}'’\u00a0\u202f ]\d{{3}})+|\d+)(?:[{decimal}]\d+)?"
    if not regex.fullmatch(pattern, plain):
        return None
    return float(regex.sub(rf"[{other}'’\u00a0\u202f ]", "", plain).replace(decimal, "."))


def _numbers(cells: Sequence[str]) -> dict[str, tuple[float | None, ...]]:
    """The numbers of cells that all have one unit, or units of one dimension, in each way to read them.

    By the mark of their decimals, which is empty where they can be read in one way whatever it is.
    """
    folded = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
    hits = [None if is_blank(cell) else _MEASURE.fullmatch(cell) for cell in folded]
    if any(hit is None and not is_blank(cell) for hit, cell in zip(hits, folded)):
        return {"": measures[0]} if (measures := _measures(folded)) else {}
    units = {(fold(hit["before"].strip()), fold(hit["after"].strip())) for hit in hits if hit}
    if len(units) > 1:
        return {"": measures[0]} if (measures := _measures(folded)) else {}
    readings: dict[str, tuple[float | None, ...]] = {}
    for decimal in ".,":
        values = tuple(number(hit["number"], decimal) if hit else None for hit in hits)
        if all(value is not None for value, hit in zip(values, hits) if hit):
            readings[decimal] = values
    return {"": readings["."]} if len(readings) == 2 and readings["."] == readings[","] else readings


def _unit(cells: Sequence[str]) -> tuple[str, str]:
    hits = [_MEASURE.fullmatch(cell.strip()) for cell in cells if not is_blank(cell)]
    units = {(hit["before"].strip(), hit["after"].strip()) if hit else ("", "") for hit in hits}
    return units.pop() if len(units) == 1 else ("", "")


def _measures(cells: Sequence[str]) -> tuple[tuple[float | None, ...], ...]:
    """Cells of several units that can be brought to one: "1 h 20 min" and "45 min"."""
    values: list[float | None] = []
    dimensions = set()
    for cell in cells:
        if is_blank(cell):
            values.append(None)
            continue
        parts = list(_PART.finditer(cell))
        known = [_UNITS.get(fold(part[2].rstrip("."))) for part in parts]
        if not parts or None in known or "".join(part.group() for part in parts) != cell:
            return ()
        dimensions |= {unit[0] for unit in known if unit}
        values.append(sum(float(part[1].replace(",", ".")) * unit[1] for part, unit in zip(parts, known) if unit))
    return (tuple(values),) if len(dimensions) == 1 else ()


def _dates(cells: Sequence[str]) -> tuple[tuple[Day | None, ...], ...]:
    readings = []
    for day_first in (True, False):
        values = tuple(None if is_blank(cell) else day_of(cell, day_first=day_first) for cell in cells)
        if all(value is not None or is_blank(cell) for value, cell in zip(values, cells)):
            readings.append(values)
    told = {tuple(map(bool, day)) for reading in readings for day in reading if day}
    return tuple(dict.fromkeys(readings)) if len(told) == 1 else ()


def day_of(text: str, *, day_first: bool = True) -> Day | None:
    """The day that a text is, and nothing else.

    >>> day_of("2026-04-02"), day_of("2/4/2026"), day_of("3 de marzo de 2025"), day_of("May 2024")
    ((2026, 4, 2), (2026, 4, 2), (2025, 3, 3), (2024, 5, 0))
    """
    plain = " ".join(fold(text).split())
    if hit := _ISO.fullmatch(plain):
        return _checked(int(hit[1]), int(hit[2]), int(hit[3] or 0))
    if hit := _SLASHED.fullmatch(plain):
        day, month = (int(hit[1]), int(hit[2])) if day_first else (int(hit[2]), int(hit[1]))
        year = int(hit[3] or 0)
        return _checked(year + 2000 if 0 < year < 100 else year, month, day)
    if hit := _COUNTED.fullmatch(plain):
        return _checked(int(hit[3] or 0), int(hit[2]), int(hit[1] or 0))
    if hit := _DAY_FIRST.fullmatch(plain):
        return _checked(int(hit[3] or 0), month_of(hit[2]), int(hit[1]))
    if hit := _MONTH_ONLY.fullmatch(plain):
        return _checked(int(hit[2]), month_of(hit[1]), 0)
    if hit := _MONTH_FIRST.fullmatch(plain):
        return _checked(int(hit[3] or 0), month_of(hit[1]), int(hit[2]))
    return None


def _checked(year: int, month: int, day: int) -> Day | None:
    return (year, month, day) if 1 <= month <= 12 and 0 <= day <= 31 else None


@lru_cache(maxsize=1024)
def month_of(word: str) -> int:
    """The number of a month by its name in any of the languages, or by its first letters; 0 where it is none.

    >>> month_of("March"), month_of("août"), month_of("dic"), month_of("ma"), month_of("Monday")
    (3, 8, 12, 0, 0)
    """
    plain = fold(word)
    if len(plain) < 3:
        return 0
    hits = {at for pack in PACKS.values() for at, name in enumerate(pack.months, 1) if fold(name).startswith(plain)}
    return hits.pop() if len(hits) == 1 else 0
