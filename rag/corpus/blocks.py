"""Blocks: the parts of which an article is made, as spans into its untouched text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

BlockKind = Literal["paragraph", "item", "header", "row", "quotation", "heading", "caption", "code", "furniture"]
Form = Literal["plain", "markdown", "table", "records"]
"""How a text shows its blocks: by its lines, by the marks of Markdown, or as rows of CSV or of JSON."""

TABLE_RULE = regex.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
"""The line of dashes between the header of a table and its rows."""
MOST_NESTED = 8
"""How deep in lists a block is told apart; what stands deeper is as deep as that."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part that stands by itself, ``text[start:end]``.

    ``level`` is that of a heading, from 1; of anything else, how deep in lists it stands: 0 is outside of any, and
    what belongs to an item is as deep as the item. A ``header`` names the columns of the rows that follow it.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
