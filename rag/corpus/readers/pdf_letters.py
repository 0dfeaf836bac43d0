"""Headings of a PDF, told by their letters: larger ones than the rest, or bold ones on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Protocol

import regex

_LARGE = 1.2
"""Times the usual height, from which letters are those of a heading."""
_SAME = 0.95
_MOST = 0.25
"""Share of a document in bold letters, from which they tell nothing."""
_LONGEST_LARGE, _LONGEST_BOLD = 200, 120
_NEAR = 3
"""Lines up or down within which the parts of a row of a table stand beside each other."""
_BOLD = regex.compile(rb"(?i)bold|black|heavy|cmbx")
_NO_HEADING = regex.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$|:\s|^\P{L}*$")
_DEEPEST = 6


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def end_y(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def bold(self) -> bool: ...


def is_bold(textpage: Any, place: int) -> bool:
    """Whether a letter of a page is bold, as the name of its font has it."""
    from ctypes import c_int, create_string_buffer

    from pypdfium2 import raw

    name, flags = create_string_buffer(128), c_int()
    raw.FPDFText_GetFontInfo(textpage, place, name, len(name), flags)
    return bool(_BOLD.search(name.value))


@dataclass(frozen=True, slots=True)
class Letters:
    """The heights of letters that headings have, each with its level; those of ``large`` ones tell by themselves."""

    levels: dict[int, int]
    large: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> Letters:
        """The letters of a document."""
        usual = median([line.height for line in lines for _ in line.text] or [0])
        large = {round(line.height) for line in lines if line.height > _LARGE * usual}
        bold = [line for line in lines if line.bold and line.height > _SAME * usual]
        if sum(len(line.text) for line in bold) > _MOST * sum(len(line.text) for line in lines):
            bold = []
        heights = sorted(large | {round(line.height) for line in bold}, reverse=True)
        return cls({height: min(level, _DEEPEST) for level, height in enumerate(heights, 1)}, frozenset(large))

    def level(self, part: Sequence[_Line], said: str, above: _Line | None, below: _Line | None) -> int:
        """The level of a paragraph as a heading, 0 where it is none; ``above`` and ``below`` are the next lines."""
        height = round(part[0].height)
        if height in self.large:
            return self.levels[height] if len(said) <= _LONGEST_LARGE else 0
        is_told = all(line.bold for line in part) and len(said) <= _LONGEST_BOLD and not _NO_HEADING.search(said)
        is_alone = below is not None and below.y < part[-1].end_y and not (above and _is_beside(above, part[0]))
        return self.levels.get(height, 0) if is_told and is_alone else 0


def _is_beside(one: _Line, two: _Line) -> bool:
    return one.left < two.left and two.y - _NEAR * two.height < one.end_y < two.y + two.height / 2
