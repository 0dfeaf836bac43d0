"""The marks on a page of a PDF beside its letters: lines between the cells of a table, dots before items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

MOST = 4000
"""Objects of a page that are looked at: a map has a hundred thousand, and no table."""
_THIN = 2.5
_DOT = (1.5, 8.0)
_ROUND = 0.3
"""By how much of its size a dot may be wider than it is high."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is drawn, in points from the left and from the bottom."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The upright lines and the dots of a page."""

    rules: tuple[Box, ...] = ()
    dots: tuple[Box, ...] = ()

    def rules_at(self, line: Box) -> list[float]:
        """How far to the right the upright lines stand that part a line of text."""
        middle = (line.bottom + line.top) / 2
        return [
            rule.left for rule in self.rules if line.left < rule.left < line.right and rule.bottom < middle < rule.top
        ]

    def dot_before(self, line: Box) -> Box | None:
        """The dot that stands directly to the left of a line of text, about in its middle."""
        middle, height = (line.bottom + line.top) / 2, line.top - line.bottom
        near = (dot for dot in self.dots if 0 <= line.left - dot.right < 1.5 * height)
        return next((dot for dot in near if abs((dot.bottom + dot.top) / 2 - middle) < 0.3 * height), None)


def drawn_on(page: Any) -> Drawn:
    """The rules and dots that are drawn on a page."""
    rules, dots = [], []
    for path in _paths(page):
        wide, high = path.right - path.left, path.top - path.bottom
        if wide <= _THIN < high:
            rules.append(path)
        elif _DOT[0] <= wide <= _DOT[1] and abs(wide - high) <= _ROUND * wide:
            dots.append(path)
    return Drawn(tuple(rules), tuple(dots))


def _paths(page: Any) -> Iterator[Box]:
    from pypdfium2 import raw

    for drawn in islice(page.get_objects(max_depth=3), MOST):
        if drawn.type == raw.FPDF_PAGEOBJ_PATH:
            yield Box(*drawn.get_bounds())
