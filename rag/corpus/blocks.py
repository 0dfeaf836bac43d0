"""Blocks: the parts of which an article is made, as spans into its untouched text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import regex

BlockKind = Literal[
    "paragraph", "item", "header", "row", "quotation", "heading", "caption", "code", "furniture", "entry"
]
Form = Literal["plain", "markdown", "wiki", "asciidoc", "org", "rst", "table", "records", "told"]
"""How the blocks of a text are known: by its lines, by the marks of a markup, as rows of CSV or of JSON, or because the
reader of the file has told them; the cells of a row are parted by tabs then."""

CELL = "\t"
"""What stands between the cells of a row that a reader has told."""
TABLE_RULE = regex.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
"""The line of dashes between the header of a table and its rows."""
SECTION_LEVEL, PERIOD_LEVEL, DAY_LEVEL, WRITER_LEVEL, QUESTION_LEVEL, SPEAKER_LEVEL = range(6, 12)
"""Levels of headings that are only shown by how their lines stand, below those that are marked: of a section, a year or
a month, a day in it or a mail, who wrote what a mail quotes, a question above its answer, and who goes on speaking."""
MOST_NESTED = 8
"""How deep in lists a block is told apart; what stands deeper is as deep as that."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part that stands by itself, ``text[start:end]``.

    ``level`` is that of a heading, from 1; of anything else, how deep in lists it stands: 0 is outside of any, and
    what belongs to an item is as deep as the item. A ``header`` names the columns of the rows that follow it. An
    ``entry`` has a name or a label on its first line, and below that what is said of it.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0


_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


def pack_blocks(blocks: Sequence[Block]) -> str:
    """Blocks as a short text, to be stored: of each the gap before it, its length, its kind and its level.

    >>> pack_blocks([Block(0, 5, "heading", 1), Block(7, 10, "paragraph")])
    '0,5,5,1;2,3,0,0'
    """
    starts = (0, *(block.end for block in blocks))
    told = (
        (block.start - last, block.end - block.start, _KINDS.index(block.kind), block.level)
        for block, last in zip(blocks, starts)
    )
    return ";".join(",".join(map(str, numbers)) for numbers in told)


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """The inverse of ``pack_blocks``."""
    blocks, place = [], 0
    for told in packed.split(";") if packed else ():
        gap, length, kind, level = map(int, told.split(","))
        start, place = place + gap, place + gap + length
        blocks.append(Block(start, place, _KINDS[kind], level))
    return tuple(blocks)
