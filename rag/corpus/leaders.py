"""Dot leaders: "Soup ........ £4.50" is a row of two cells; "Soup ........ 12" may be a line of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

_LEADERS = regex.compile(r"(?:[.·…]\s?){4,}")
_PAGE = regex.compile(r"\d{1,4}|[ivxlc]{1,5}")
_LONGEST_LABEL, _LONGEST_VALUE = 100, 40
_NEAR = 2
"""Lines after which the next line with leaders is still of the same list."""


def dotted(line: str) -> list[str]:
    """The label and the value that dots lead to; none where a line has no leaders.

    >>> dotted("Oak, 20 mm ........ £18.50"), dotted("He paused .... and then went on as if nothing had happened.")
    (['Oak, 20 mm', '£18.50'], [])
    """
    cells = [cell.strip() for cell in _LEADERS.split(line.strip(), 1)]
    if len(cells) < 2 or not all(cells) or len(cells[0]) > _LONGEST_LABEL or len(cells[1]) > _LONGEST_VALUE:
        return []
    return [" ".join(cell.split()) for cell in cells] if any(c.isalpha() for c in cells[0]) else []


def dotted_rows(lines: Sequence[str]) -> set[int]:
    """The lines that are rows: of two or more near each other that have leaders, where these do not lead to pages.

    Pages never fall from one line of contents to the next, and prices and numbers of pieces seldom do not.

    >>> dotted_rows(["Soup ..... 6", "Fish ..... 14", "Tea ..... 3"]), dotted_rows(["Soup ..... 6", "Fish ..... 14"])
    ({0, 1, 2}, set())
    """
    found = {at: cells for at, line in enumerate(lines) if (cells := dotted(line))}
    return {
        at
        for run in _runs(list(found))
        if len(run) > 1 and not _leads_to_pages([found[at] for at in run])
        for at in run
    }


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place - run[-1] > _NEAR:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _leads_to_pages(rows: Sequence[Sequence[str]]) -> bool:
    values = [value for _, value in rows]
    numbers = [int(value) for value in values if value.isdecimal()]
    return all(map(_PAGE.fullmatch, values)) and all(one <= two for one, two in pairwise(numbers))
