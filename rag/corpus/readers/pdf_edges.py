"""Headers, footers and page numbers of a PDF: lines at the edges of its pages that are none of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

import regex

_DIGITS = regex.compile(r"\d+")
_OUTER_NUMBER = regex.compile(r"(?<=^\W?)\d{1,4}\b|\b\d{1,4}(?=\W?$)")
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that may be its header or footer."""
_REPEATED = 0.4
"""Share of the pages on which a header or footer stands."""


class _Line(Protocol):
    @property
    def text(self) -> str: ...


Line = TypeVar("Line", bound=_Line)


def without_repeated(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without headers and footers.

    These are lines at the edges that stand on many pages, whatever number is in them, and first and last
    lines that count the pages.
    """
    counted = Counter(sign for lines in pages for sign in {_sign(line) for line in _edges(lines)})
    least = max(2, _REPEATED * len(pages))
    repeated = {sign for sign, count in counted.items() if count >= least}
    first = _first_number(pages)
    kept = []
    for place, lines in enumerate(pages):
        dropped = {id(line) for line in _edges(lines) if _sign(line) in repeated}
        dropped |= {id(line) for line in _outer(lines) if _counts(line, place, first)}
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    return lines if len(lines) <= 2 * _EDGE_LINES else [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _sign(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _outer(lines: Sequence[Line]) -> Sequence[Line]:
    return [*lines[:1], *lines[-1:]]


def _counts(line: _Line, place: int, first: int | None) -> bool:
    """Tells whether a line has the page's number; where most pages have none, it must have nothing else."""
    if first is None:
        return place + 1 in _numbers(line) and not any(c.isalpha() for c in line.text)
    return place + first in _numbers(line)


def _first_number(pages: Sequence[Sequence[_Line]]) -> int | None:
    """The number of the first page, where many pages tell theirs."""
    told = Counter(
        first
        for place, lines in enumerate(pages)
        for first in {number - place for line in _outer(lines) for number in _numbers(line)}
    )
    first, count = max(told.items(), key=lambda one: one[1], default=(0, 0))
    return first if count >= max(3, _REPEATED * len(pages)) else None


def _numbers(line: _Line) -> set[int]:
    """The numbers with which a short line begins or ends."""
    return {int(number) for number in _OUTER_NUMBER.findall(line.text)} if len(line.text) < 100 else set()
