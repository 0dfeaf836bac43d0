"""Tables whose columns are parted by nothing but spaces or tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from rag.corpus.blocks import BlockKind
from rag.corpus.figures import names_columns

_GAP = regex.compile(r"\t+ *| {2,}")
_ITEM = regex.compile(r"[-*+•–—]|\(?\w{1,4}[.)]")
_RULE = regex.compile(r"[\s|+]*[-=–—_]{2}[\s|+=–—_-]*")
_LONGEST_CELL = 60
_LEAST_ROWS = 2


def spaced(line: str) -> list[str]:
    """The cells of a line that wide gaps part; none where it has no such gap.

    >>> spaced("4 March     Rovers     14:00"), spaced("He left early.  She stayed for all of what came.")
    (['4 March', 'Rovers', '14:00'], [])
    """
    cells = [" ".join(cell.split()) for cell in _GAP.split(line.strip())]
    is_item = bool(_ITEM.fullmatch(cells[0]))
    is_prose = is_item or any(len(cell) > _LONGEST_CELL or (cell[-1:] in ".:" and " " in cell) for cell in cells[:-1])
    return [] if len(cells) < 2 or is_prose or len(cells[-1]) > 2 * _LONGEST_CELL else cells


def spaced_rows(lines: Sequence[str]) -> dict[int, BlockKind]:
    """The lines that are rows of a table of spaces, by their places: neighbours with as many cells, of which the first
    may name the columns, and cells that stand below each other.

    >>> spaced_rows(["Day      Price", "Monday   £3.50", "Friday   £4.00", "", "It rained."])
    {0: 'header', 1: 'row', 2: 'row'}
    """
    found: dict[int, BlockKind] = {}
    for places in _runs(lines):
        rows = [spaced(lines[at]) for at in places]
        if len(rows) < _LEAST_ROWS or not _is_aligned([lines[at] for at in places]):
            continue
        is_ruled = places[1] - places[0] > 1
        found |= dict.fromkeys(places, "row")
        if is_ruled or names_columns(rows):
            found[places[0]] = "header"
    return found


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Neighbouring lines with as many cells; a line of dashes does not part them."""
    told = [(at, len(spaced(line))) for at, line in enumerate(lines) if not (_RULE.fullmatch(line) and line.strip())]
    for count, run in groupby(told, key=lambda one: one[1]):
        if count:
            yield [at for at, _ in run]


def _is_aligned(lines: Sequence[str]) -> bool:
    """Whether a column begins, or the last one ends, at the same place in most lines; tabs need no such place."""
    if all("\t" in line.strip() for line in lines):
        return True
    starts = [{gap.end() for gap in _GAP.finditer(line.rstrip()) if gap.start()} for line in lines]
    shared = max((sum(place in own for own in starts) for place in set().union(*starts)), default=0)
    ends = [len(line.rstrip()) for line in lines]
    return max(shared, max(map(ends.count, ends))) * 3 >= 2 * len(lines)
