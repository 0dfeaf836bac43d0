"""Tables of a PDF that has no ruling that tells them: rows whose cells stand in the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rag.corpus.blocks import CELL
from rag.corpus.figures import names_columns
from rag.corpus.readers.building import Building

_LEAST_ROWS = 3
_ALIGNED = 3.0
"""Points by which the edges of the cells of a column may differ."""
_SHORT = 40
"""Characters of a cell on average, up to which two columns are a table and not text set in two columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line; lengths in points."""

    text: str
    left: float
    right: float


class _Row(Protocol):
    @property
    def cells(self) -> tuple[Cell, ...]: ...


Line = TypeVar("Line", bound=_Row)


@dataclass(frozen=True, slots=True)
class PdfTable:
    """The cells of some rows; the first row names the columns where ``headed``."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool

    def add_to(self, building: Building) -> None:
        """Adds the rows."""
        building.part()
        for place, row in enumerate(self.rows):
            building.add("header" if self.headed and not place else "row", CELL.join(row))


def tables(lines: Sequence[Line], may_be_row: Callable[[Line], bool]) -> Iterator[list[Line] | PdfTable]:
    """The lines of a page, those that are certain to be the rows of a table put together.

    They have the same number of cells, each of which begins or ends where the others of its column do.
    """
    text: list[Line] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and may_be_row(lines[end]) and _in_columns(lines[place : end + 1]):
            end += 1
        rows = [line.cells for line in lines[place:end]]
        if end - place >= _LEAST_ROWS and _is_table(rows):
            if text:
                yield text
            told = tuple(tuple(cell.text for cell in row) for row in rows)
            yield PdfTable(told, names_columns(told))
            text, place = [], end
        else:
            text.append(lines[place])
            place += 1
    if text:
        yield text


def _in_columns(lines: Sequence[Line]) -> bool:
    """Tells whether the last of some lines stands in the columns of the line before it."""
    if len(lines) < 2:
        return True
    one, two = lines[-2].cells, lines[-1].cells
    return len(one) == len(two) and all(map(_aligned, one, two))


def _aligned(one: Cell, two: Cell) -> bool:
    middles = (one.left + one.right) / 2, (two.left + two.right) / 2
    pairs = ((one.left, two.left), (one.right, two.right), middles)
    return any(abs(a - b) <= _ALIGNED for a, b in pairs)


def _is_table(rows: Sequence[tuple[Cell, ...]]) -> bool:
    lengths = [len(cell.text) for row in rows for cell in row]
    return sum(lengths) <= _SHORT * len(lengths)
