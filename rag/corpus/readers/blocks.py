"""From a tree of marked-up text (HTML, TEI, OpenDocument) to blocks: headings, lists, tables, quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import regex

from rag.corpus.blocks import CELL, MOST_NESTED, BlockKind
from rag.corpus.figures import names_columns
from rag.corpus.readers.building import Building

_HEADINGS = {"h": 2, "head": 2, **{f"h{level}": level for level in range(1, 7)}}
_LISTS = {"ul", "ol", "list", "menu", "dir"}
_ITEMS = {"li", "item", "list-item", "list-header"}
_TERMS, _MEANINGS = {"dt"}, {"dd"}
_ROWS = {"tr", "row", "table-row"}
_CELLS = {"td", "th", "cell", "table-cell"}
_ROW_GROUPS = {"thead", "tbody", "tfoot", "table-rows", "table-row-group", "table-header-rows"}
_TABLE_HEADS = {"thead", "table-header-rows"}
_BREAKS = {"br", "lb", "line-break"}
_SPACES = {"tab", "s"}
_QUOTATIONS = {"blockquote", "quote"}
_CAPTIONS = {"figcaption", "caption"}
_PARAGRAPHS = {
    *("p", "div", "section", "article", "main", "aside", "header", "footer", "figure", "details", "summary"),
    *("body", "hr", "address", "form", "fieldset"),
}
_SKIPPED = {
    *("script", "style", "template", "noscript", "svg", "iframe", "object", "tracked-changes", "note", "nav", "button"),
    *("select", "textarea", "table-of-content", "alphabetical-index", "annotation"),
}
_BOLD = {"b", "strong"}
_SKIPPED_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "dialog", "alertdialog"}
_STANDS_APART = _LISTS | _ITEMS | _ROWS | _CELLS | _BREAKS | _SPACES | _PARAGRAPHS | _QUOTATIONS
_MOST_SPANNED = 50
"""Columns or rows that a cell may go over."""
_MOST_COLUMNS = 500
"""Columns within which a cell may go over several: each such cell widens the rows below it."""
_LONG_MEANING = 400
_REFERENCE = regex.compile(r"[^\p{L}]{0,6}")
_SPACE = regex.compile(r"\s+")


def build(roots: Sequence[Any], is_around: Callable[[Any], bool] = lambda node: False) -> Building:
    """The blocks below some elements, one after the other.

    The cells of a row are parted by tabs, an item stands behind its number or a dot. Navigation is left out, and so is
    what ``is_around`` says of an element that only stands around the text.
    """
    building = Building()
    for root in roots:
        _Walk(building, is_around).inside(root)
    return building


class _Walk:
    """A walk through a tree; ``line`` is the text of the block that has begun."""

    def __init__(self, building: Building, is_around: Callable[[Any], bool]) -> None:
        self._building = building
        self._is_around = is_around
        self._line: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._mark = ""
        self._numbers: list[int | None] = []
        self._term = ""

    def inside(self, root: Any) -> None:
        """Everything below an element."""
        self._children(root)
        self._end()

    def _children(self, node: Any) -> None:
        self._say(node.text)
        for child in node:
            self._node(child)
            self._say(child.tail)

    def _say(self, said: str | None) -> None:
        if said:
            self._line.append(_SPACE.sub(" ", said))

    def _end(self) -> None:
        """Ends the block that has begun, if anything was said in it; the next is no beginning of an item."""
        text = "\n".join(" ".join(part.split()) for part in "".join(self._line).split("\n")).strip()
        self._line = []
        if not text:
            return
        listed = bool(self._numbers) and self._kind != "heading"
        kind: BlockKind = "item" if listed and self._mark else self._kind
        self._building.add(kind, text, len(self._numbers[:MOST_NESTED]) if listed else self._level, self._mark)
        self._mark = ""

    def _node(self, node: Any) -> None:
        tag = _local(node)
        if tag in _BREAKS:
            self._line.append("\n")
        elif tag in _SPACES:
            self._line.append(" ")
        elif not tag or _is_skipped(node, tag) or self._is_around(node):
            return
        elif tag in _HEADINGS:
            self._block(node, "heading", _level(node, tag))
        elif tag in _LISTS:
            self._list(node, tag)
        elif tag in _TERMS or str(node.get("rend") or "").startswith("dt"):
            self._end()
            self._term = text_in(node)
        elif tag in _MEANINGS or str(node.get("rend") or "").startswith("dd"):
            self._meaning(node)
        elif tag in _ITEMS:
            self._item(node)
        elif tag == "pre" or (tag == "code" and "\n" in "".join(node.itertext())):
            self._end()
            self._building.add("code", "".join(node.itertext()).strip("\n"), len(self._numbers[:MOST_NESTED]))
        elif tag == "table":
            self._table(node)
        elif tag in _QUOTATIONS or tag in _CAPTIONS:
            self._block(node, "caption" if tag in _CAPTIONS else "quotation", 0)
        elif tag in _PARAGRAPHS:
            self._end()
            self._children(node)
            self._end()
        else:
            self._children(node)

    def _block(self, node: Any, kind: BlockKind, level: int) -> None:
        self._end()
        before = self._kind, self._level
        self._kind, self._level = kind, level
        self._children(node)
        self._end()
        self._kind, self._level = before

    def _list(self, node: Any, tag: str) -> None:
        self._end()
        if not self._numbers:
            self._building.part()
        ordered = tag == "ol" or node.get("rend") == "ol"
        first = str(node.get("start") or "1")
        self._numbers.append((int(first) if first.isdecimal() else 1) if ordered else None)
        self._children(node)
        self._end()
        self._numbers.pop()
        self._mark = ""

    def _item(self, node: Any) -> None:
        self._end()
        outside = not self._numbers
        if outside:
            self._numbers.append(None)
        number = self._numbers[-1]
        self._mark = "• " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        self._children(node)
        self._end()
        self._mark = ""
        if outside:
            self._numbers.pop()

    def _meaning(self, node: Any) -> None:
        """The meaning of a term of a list: both are a row, unless it is long."""
        self._end()
        term, self._term = self._term, ""
        means = text_in(node)
        if term and means and len(means) <= _LONG_MEANING:
            self._building.add("row", f"{term}{CELL}{means}")
            return
        self._building.add("paragraph", term)
        self._children(node)
        self._end()

    def _table(self, table: Any) -> None:
        """The rows of a table; what only lies in one to be beside something else is as if there were no table."""
        self._end()
        self._building.part()
        rows = list(_rows(table))
        for caption in (child for child in table if _local(child) in _CAPTIONS):
            self._block(caption, "caption", 0)
        while len(rows) > 1 and _is_caption(rows[0]):
            self._building.add("caption", text_in(rows.pop(0)))
        heads, body = _parted(rows)
        if not heads and _is_layout(rows):
            for cell in (cell for row in rows for cell in _cells(row) if not self._is_around(cell)):
                self._children(cell)
                self._end()
            return
        if heads:
            names = [" ".join(dict.fromkeys(filter(None, column))) for column in zip_longest(*heads, fillvalue="")]
            self._building.add("header", CELL.join(names))
        for texts in body:
            only = [text for text in texts if text]
            if len(set(only)) == 1 and len(texts) > 1:
                self._building.add("paragraph", only[0])
            else:
                self._building.add("row", CELL.join(texts))
        self._building.part()


def text_in(node: Any) -> str:
    """All that is said in an element, on one line."""
    parts: list[str] = []
    _gather(node, parts)
    return " ".join("".join(parts).split())


def _gather(node: Any, parts: list[str]) -> None:
    parts.append(node.text or "")
    for child in node:
        tag = _local(child)
        if tag and not _is_skipped(child, tag):
            apart = tag in _STANDS_APART
            parts.append(" " * apart)
            _gather(child, parts)
            parts.append(" " * apart)
        parts.append(child.tail or "")


def _is_skipped(node: Any, tag: str) -> bool:
    """Tells whether an element is not read, as a button, unless it is the heading that opens what stands below it."""
    if node.get("role") in _SKIPPED_ROLES or _refers(node, tag):
        return True
    return tag in _SKIPPED and not (tag == "button" and _local(node.getparent()) in _HEADINGS)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables within it."""
    for child in table:
        tag = _local(child)
        if tag in _ROWS:
            yield child
        elif tag in _ROW_GROUPS:
            yield from _rows(child)


def _is_caption(row: Any) -> bool:
    """Tells whether the first row says what the table is: it is a head, and only one of its cells is filled."""
    cells = _cells(row)
    filled = [cell for cell in cells if text_in(cell)]
    return len(cells) > 1 and len(filled) == 1 and filled[0].get("role") == "head"


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if _local(cell) in _CELLS]


def _parted(rows: Sequence[Any]) -> tuple[list[list[str]], list[list[str]]]:
    """The cells of the rows that name the columns, and those of the others."""
    texts = _grid(rows)
    count = next((at for at, row in enumerate(rows) if _local(row.getparent()) not in _TABLE_HEADS), len(rows))
    if not count and rows:
        cells = _cells(rows[0])
        is_head = all(_local(cell) == "th" or cell.get("role") == "head" for cell in cells) or _is_bold(rows)
        count = int(len(cells) > 1 and (is_head or names_columns(texts)))
    return (texts[:count], texts[count:]) if count < len(rows) else ([], texts)


def _is_bold(rows: Sequence[Any]) -> bool:
    """Tells whether the first row is in bold letters, and the next is not."""
    bold = [[_all_bold(cell) for cell in _cells(row)] for row in rows[:2]]
    return len(bold) > 1 and all(bold[0]) and not all(bold[1])


def _all_bold(cell: Any) -> bool:
    bold = " ".join(text_in(node) for node in cell.iter() if _local(node) in _BOLD)
    return bool(bold) and bold == text_in(cell)


def _grid(rows: Sequence[Any]) -> list[list[str]]:
    """The text of each cell; one that goes over several columns or rows is in all of them."""
    found: list[list[str]] = []
    below: dict[int, tuple[str, int]] = {}
    for row in rows:
        texts: list[str] = []
        for cell in _cells(row):
            while len(texts) in below:
                texts.append(_from_above(below, len(texts)))
            may_span = len(texts) < _MOST_COLUMNS
            text, wide, high = text_in(cell), *((_span(cell, "col"), _span(cell, "row")) if may_span else (1, 1))
            for _ in range(wide):
                if high > 1:
                    below[len(texts)] = (text, high - 1)
                texts.append(text)
        while len(texts) in below:
            texts.append(_from_above(below, len(texts)))
        found.append(texts)
    return found


def _from_above(below: dict[int, tuple[str, int]], column: int) -> str:
    text, left = below.pop(column)
    if left > 1:
        below[column] = (text, left - 1)
    return text


def _span(cell: Any, way: str) -> int:
    """Over how many columns or rows a cell goes."""
    of_text = "columns-spanned" if way == "col" else "rows-spanned"
    told = next((v for k, v in cell.items() if k.endswith((f"{way}span", of_text))), "1")
    return min(max(int(told), 1), _MOST_SPANNED) if str(told).isdecimal() else 1


def _is_layout(rows: Sequence[Any]) -> bool:
    """Tells whether a table without a header is none: one column, or cells that hold documents of their own."""
    own = _HEADINGS.keys() | _LISTS | {"table", "pre"}
    cells = [cell for row in rows for cell in _cells(row)]
    alone = all(len(_cells(row)) < 2 for row in rows)
    return alone or any(_local(node) in own for cell in cells for node in cell.iter())


def _refers(node: Any, tag: str) -> bool:
    """Tells whether an element is no more than a link to a note, or from it back."""
    inside = str(node.get("href") or "").rpartition("/")[2]
    return tag == "a" and "#" in inside and bool(_REFERENCE.fullmatch("".join(node.itertext())))


def _level(node: Any, tag: str) -> int:
    told = str(node.get("rend") or "")
    level = told[1:] if told.startswith("h") else next((v for k, v in node.items() if k.endswith("outline-level")), "")
    return min(int(level), 6) if level.isdecimal() and int(level) else _HEADINGS[tag]


def _local(node: Any) -> str:
    """The name of an element without its namespace, in lower case; "" for a comment or an entity."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
