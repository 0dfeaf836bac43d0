"""A text that is put together from blocks, each of which keeps its place in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rag.corpus.blocks import Block, BlockKind
from rag.corpus.extract import clean
from rag.corpus.lines import furnished, line_blocks

_CLOSE = {("item", "item"), ("header", "row"), ("row", "row")}
"""Blocks that stand below each other without a blank line, if they are of one list or of one table."""
_INDENT = "  "


@dataclass
class Building:
    """The blocks so far, and their text."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _apart: bool = False

    @classmethod
    def of_lines(cls, text: str) -> Building:
        """A plain text with the blocks that its lines show."""
        return cls(line_blocks(text), [text], len(text))

    def add(self, kind: BlockKind, said: str, level: int = 0, mark: str = "") -> None:
        """Adds a block; ``mark`` is what stands before an item and is no part of it."""
        body = said.rstrip() if kind == "code" else _trimmed(said) if kind in ("row", "header") else clean(said)
        if not body.strip():
            return
        before = self.blocks[-1].kind if self.blocks else ""
        gap = "" if not before else "\n" if (before, kind) in _CLOSE and not self._apart else "\n\n"
        gap += _INDENT * (level - 1 if kind != "heading" and level else 0) + mark
        self._apart = False
        start = self._length + len(gap)
        self._put(gap + body)
        self.blocks.append(Block(start, self._length, kind, level))

    def part(self) -> None:
        """Begins anew: what is added next is of another list or table than what was added last."""
        self._apart = True

    def go_on(self, said: str) -> None:
        """More of the last block, after a space."""
        self._put(" " + clean(said))
        self.blocks[-1] = replace(self.blocks[-1], end=self._length)

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    @property
    def tail(self) -> str:
        """The end of the text so far."""
        return self._parts[-1][-20:] if self._parts else ""

    def _put(self, said: str) -> None:
        self._parts.append(said)
        self._length += len(said)

    def done(self, title: str = "") -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks; it begins with the title, so that whoever searches for that finds it."""
        text, blocks = "".join(self._parts), self.blocks
        title = " ".join(clean(title).split())
        first = blocks[0] if blocks else None
        if title and first and " ".join(text[first.start : first.end].split()) != title:
            shift = len(title) + 2
            moved = [replace(block, start=block.start + shift, end=block.end + shift) for block in blocks]
            text, blocks = f"{title}\n\n{text}", [Block(0, len(title), "heading", 1), *moved]
        return text, furnished(text, blocks)


def _trimmed(row: str) -> str:
    """A row on one line; an empty cell keeps its place."""
    return clean(f"|{row.rstrip()}")[1:]
