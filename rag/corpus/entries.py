"""Entries: what stands below a year or a day in a timeline, a diary or a log, or below a name in a list of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from rag.corpus.blocks import DAY_LEVEL, PERIOD_LEVEL, SECTION_LEVEL
from rag.corpus.line import LABEL, TERMINATED, Line, line_groups
from rag.corpus.mails import is_field
from rag.corpus.marks import numbered
from rag.language.dates import dates_in, time_named

_YEAR = regex.compile(r"\b(?:1[5-9]|20)\d\d\b")
_RANGE = regex.compile(r"\d\s*[-–—/]")
_QUANTITY = regex.compile(r"[\d½¼¾⅓]")
_CLOCK = regex.compile(r"\d{1,2}(?:[:.]|\s?h\s?)\d\d\b(?!\s?[-–—:]\s?\d{1,2}[:.]\d\d\S)")
_SHORT_DAY = regex.compile(r"\p{L}{2,4}")
_FIELD = regex.compile(r"\p{Lu}[\p{L}\p{M} ]{0,30}:\s[^.!?]{1,80}")
_SIGNS = " \t*_([,.-–—•"
_LOOKED_AT = 60
_LONGEST_LABEL, _LONGEST_ENTRY, _MOST_LINES = 60, 400, 5
"""Characters of the first line of an entry, and of all of it; its lines."""


def dated(told: str, heading: str) -> str:
    """An entry with the year, or with the day, that only the heading above it says; otherwise as it is.

    >>> dated("22 April – The parish buys it.", "1987"), dated("It rained.", "1987")
    ('22 April 1987 – The parish buys it.', 'It rained.')
    >>> dated("08:00 The fitters came.", "Wednesday, 6 March"), dated("On duty: Ann Lee", "6 March")
    ('Wednesday, 6 March, 08:00 The fitters came.', '6 March, On duty: Ann Lee')
    """
    if time_named(heading) == "day":
        is_entry = _CLOCK.match(told.lstrip(_SIGNS)) or _FIELD.fullmatch(told)
        return f"{heading.rstrip(' :.,')}, {told}" if is_entry else told
    if is_range(heading):
        return f"{heading.rstrip(' :')}: {told}"
    years = _YEAR.findall(heading)
    beginning = told[:_LOOKED_AT]
    days = [date for date in dates_in(beginning) if date.kind == "date"]
    first = min(days, key=lambda date: date.start, default=None)
    if first is None or len(years) != 1 or first.years or not _is_lead(beginning[: first.start]):
        return told
    mark = "/" if first.text[-1].isdigit() and "/" in first.text else " "
    return f"{told[: first.end]}{mark}{years[0]}{told[first.end :]}"


def is_range(heading: str) -> bool:
    """Whether a heading names the years from one to another, as those of a life in work do.

    >>> is_range("2014 – 2019"), is_range("2014"), is_range("2014 – 2019: the bridge")
    (True, False, False)
    """
    return bool(_RANGE.search(heading)) and time_named(heading) == "period"


def _is_lead(before: str) -> bool:
    """Whether nothing but a day of the week stands before a day."""
    left = before.strip(_SIGNS)
    return not left or bool(_SHORT_DAY.fullmatch(left)) or time_named(left) == "day"


def headed_lines(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """The lines that head what stands below them whatever that is, by their places, with their levels: a part that is
    counted, or a day, a month or a year, of which one alone is that of the whole text.
    """
    levels = {"period": PERIOD_LEVEL, "day": DAY_LEVEL, None: 0}
    named = [time_named(text[line.start : line.end]) if line.kind == "paragraph" else None for line in lines]
    found = {
        at: levels[time]
        for at, time in enumerate(named[:-1])
        if time
        and not lines[at].item
        and (lines[at].blank_before or TERMINATED.search(text, lines[at - 1].start, lines[at - 1].end) or named[at - 1])
        and named[at + 1] != time
    }
    groups = [group for group in line_groups(list(lines)) if _is_list(text, group)]
    lists = {at for at, line in enumerate(lines) if any(line is group[0] for group in groups)}
    parts = lists | numbered([text[line.start : line.end] if line.blank_before else "" for line in lines])
    return (found if len(found) > 1 else {}) | dict.fromkeys(parts, SECTION_LEVEL)


def _is_list(text: str, group: Sequence[Line]) -> bool:
    """A short line and below it nothing but quantities: "Ingredients", "3 leeks", "500 g potatoes"."""
    lead, *others = (text[line.start : line.end] for line in group)
    is_label = len(lead) < _LONGEST_LABEL and lead[0].isalpha() and not TERMINATED.search(lead)
    is_plain = all(line.kind == "paragraph" and not line.mark.strip() for line in group)
    return is_plain and is_label and len(others) > 1 and all(map(_QUANTITY.match, others))


def with_entries(text: str, lines: list[Line]) -> list[Line]:
    """The lines of a text in which most blocks of several begin with a name or a label, each such block as one: the
    people of a list, with what is said of them."""
    blocks = [block for block in line_groups(lines) if len(block) > 1 and block[0].kind == "paragraph"]
    entries = [block for block in blocks if _is_entry(text, block)]
    if len(entries) < 2 or 2 * len(entries) < len(blocks):
        return lines
    first = {block[0].start: block[-1].end for block in entries}
    inner = {line.start for block in entries for line in block[1:]}
    return [
        replace(line, kind="entry", end=first[line.start]) if line.start in first else line
        for line in lines
        if line.start not in inner
    ]


def _is_entry(text: str, block: Sequence[Line]) -> bool:
    """A short line that is no sentence, and a few lines about it."""
    lead = text[block[0].start : block[0].end]
    is_label = (
        len(lead) < _LONGEST_LABEL
        and lead[0].isupper()
        and not TERMINATED.search(lead)
        and not is_field(lead)
        and not LABEL.match(lead)
    )
    apart = any(line.mark.strip() or line.speaks for line in block)
    return is_label and not apart and len(block) <= _MOST_LINES and block[-1].end - block[0].start <= _LONGEST_ENTRY
