"""How the parts of an article look to a reader: headings, rows, and marks that nobody is to see.

They are spans over the untouched text, so that whoever shows it so can still tell where each character stands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from rag.corpus.blocks import CELL, TABLE_RULE, Block, Form
from rag.corpus.inline import HIDDEN
from rag.corpus.markups import MARKUPS, form_in, seen_as
from rag.corpus.rst import RULES
from rag.corpus.sentences import blocks_of
from rag.corpus.tables import delimiter_of

Look = Literal["heading", "header", "row", "quotation", "code", "strong", "bar", "hidden"]
MOST_CHARS = 400_000
"""A longer article is shown as it is."""
_HEADING_MARK = regex.compile(r"[ \t]*(?:#{1,6}[ \t]+|={1,6}[ \t]*|\*{1,8}[ \t]+)")
_CLOSING_MARK = regex.compile(r"[ \t]*={1,6}(?=[ \t]*(?:[\r\n]|$))")
_BAR = regex.compile(r"(?<!\\)\|")
_STRONG = regex.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,500}?)(?<=\S)\1", regex.DOTALL)
_QUOTED_CELL = regex.compile(r'"(?:[^"]|"")*"')
_LOOKS: dict[str, Look] = {
    "heading": "heading",
    "header": "header",
    "row": "row",
    "quotation": "quotation",
    "code": "code",
}


@dataclass(frozen=True, slots=True)
class Looking:
    """How ``text[start:end]`` looks; a "bar" parts cells, what is "hidden" is a mark and not for readers."""

    start: int
    end: int
    look: Look


def looks_of(text: str, form: Form, told: Sequence[Block] = ()) -> list[Looking]:
    """How the parts of a text look, in reading order; none where it is too long, or its blocks cannot be told.

    ``told`` are the blocks that the file itself has marked; the form says nothing then.

    >>> [(found.look, found.start, found.end) for found in looks_of("# Rain\\n\\nIt **rained**.", "markdown")]
    [('hidden', 0, 2), ('heading', 2, 6), ('hidden', 11, 13), ('strong', 13, 19), ('hidden', 19, 21)]
    """
    if len(text) > MOST_CHARS:
        return []
    form = "told" if told else form_in(text, form)
    delimiter = CELL if told else delimiter_of(text) if form == "table" else "|"
    try:
        blocks = told or blocks_of(text, form)
    except csv.Error:
        return []
    found = [look for block in blocks for look in _block(text, block, form, delimiter)]
    if form == "rst":
        found += (Looking(*hit.span(), "hidden") for hit in RULES.finditer(text))
    return sorted(found, key=lambda place: (place.start, -place.end))


def _block(text: str, block: Block, form: Form, delimiter: str) -> Iterator[Looking]:
    start, end = block.start, block.end
    if look := _LOOKS.get(block.kind):
        yield Looking(start, end, look)
    if block.kind == "heading":
        line = text.rfind("\n", 0, start) + 1
        if line < start and _HEADING_MARK.fullmatch(text, line, start):
            yield Looking(line, start, "hidden")
        if closing := _CLOSING_MARK.match(text, end):
            yield Looking(end, closing.end(), "hidden")
    elif block.kind in ("row", "header") and form != "records":
        yield from _bars(text, block, delimiter)
    if block.kind == "header":
        line = text.find("\n", end) + 1
        rule = TABLE_RULE.match(text, line) if line else None
        if rule and rule.end() > line:
            yield Looking(line, rule.end(), "hidden")
    if (form == "markdown" or form in MARKUPS) and block.kind not in ("code", "furniture"):
        yield from _inline(text, start, end, form)


def _bars(text: str, block: Block, delimiter: str) -> Iterator[Looking]:
    """The bars between the cells of a row; one within quotation marks is part of a cell."""
    start, end = block.start, block.end
    quoted = [hit.span() for hit in _QUOTED_CELL.finditer(text, start, end)] if delimiter not in ("|", CELL) else []
    for hit in regex.finditer(_BAR if delimiter == "|" else regex.escape(delimiter), text, pos=start, endpos=end):
        if not any(first <= hit.start() < last for first, last in quoted):
            yield Looking(hit.start(), hit.end(), "bar")


def _inline(text: str, start: int, end: int, form: Form) -> Iterator[Looking]:
    """Marks within a block, and what stands between double ones."""
    body = text[start:end]
    shown, _ = seen_as(body, form)
    for hit in regex.finditer(f"{HIDDEN}+", shown):
        yield Looking(start + hit.start(), start + hit.end(), "hidden")
    for strong in _STRONG.finditer(body):
        first, last = strong.span(2)
        if shown[first - 1] == HIDDEN and shown[last : last + 1] == HIDDEN:
            yield Looking(start + first, start + last, "strong")
