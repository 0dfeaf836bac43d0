"""A line of a plain text, as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from rag.corpus.blocks import BlockKind

TERMINATED = regex.compile(r"[.!?…。！？।:;][\"'”’»)\]]*(?:\[\d+\])*\s*$")
LABEL = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?: [\p{L}\p{M}]+){0,2}:[ \t]+\S")
"""How a line begins that tells one thing of many, in a paragraph of such lines: "Present: Ann Lee"."""
_BULLET = regex.compile(r"[\s\ufeff]*[-*+•–]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the space and the marks around it; ``mark`` are those, ``indent`` the characters before it.

    ``level`` is that of a heading, where it is known; ``speaks`` tells that somebody begins to speak with it.
    """

    start: int
    end: int
    blank_before: bool
    kind: BlockKind
    mark: str = ""
    indent: int = 0
    level: int = 0
    speaks: bool = False

    @property
    def item(self) -> bool:
        """True where it has the sign of an item in a list."""
        return bool(_BULLET.match(self.mark))


def line_groups(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.blank_before or line.kind != block[-1].kind):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
