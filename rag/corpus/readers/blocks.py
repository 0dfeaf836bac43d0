"""From a tree of marked-up text (HTML, TEI, OpenDocument) to text with paragraphs, headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import regex

_HEADINGS = {"h": 2, "head": 2, **{f"h{level}": level for level in range(1, 7)}}
_ITEMS = {"li", "item", "list-item", "dd"}
_ROWS = {"tr", "row", "table-row"}
_CELLS = {"td", "th", "cell", "table-cell"}
_BREAKS = {"br", "lb", "line-break"}
_SPACES = {"tab", "s"}
_PARAGRAPHS = {
    *("p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "figure", "figcaption", "caption"),
    *("blockquote", "quote", "ul", "ol", "dl", "dt", "list", "table", "body", "hr", "address", "form"),
}
_SKIPPED = {"script", "style", "template", "noscript", "svg", "iframe", "object", "tracked-changes", "note"}
_TABLE_HEADS = {"thead", "table-header-rows"}
_REFERENCE = regex.compile(r"[^\p{L}]{0,6}")
_SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a block begins or ends; the next one begins with ``mark``, if it is given."""

    mark: str | None = None


_Token = str | _Edge


def text_of(root: Any) -> str:
    """The text below an element: blocks parted by blank lines, headings and items marked as in Markdown.

    A row of a table is an item; where the table has a head, it names what each cell is:
    ``- Year: 2023 | Tonnes: 3.2 million``.
    """
    return "\n\n".join(_blocks(_inside(root)))


def _blocks(tokens: Iterable[_Token]) -> Iterator[str]:
    line, mark = "", ""
    for token in (*tokens, _Edge()):
        if isinstance(token, str):
            line += token
            continue
        text = "\n".join(" ".join(part.split()) for part in line.split("\n")).strip()
        if text:
            yield mark + text
        if token.mark is not None or text:
            mark = token.mark or ""
        line = ""


def _inside(node: Any) -> Iterator[_Token]:
    """What an element holds, without itself."""
    yield _SPACE.sub(" ", node.text or "")
    for child in node:
        yield from _tokens(child)
        yield _SPACE.sub(" ", child.tail or "")


def _tokens(node: Any) -> Iterator[_Token]:
    tag = _local(node)
    if tag in _BREAKS:
        yield "\n"
    elif tag in _SPACES:
        yield " "
    elif tag in _HEADINGS:
        yield from _block(node, "#" * _level(node, tag) + " ")
    elif tag in _ITEMS:
        yield from _block(node, "- ")
    elif tag == "pre" or (tag == "code" and "\n" in "".join(node.itertext())):
        yield from (_Edge("```\n"), "\n".join(["".join(node.itertext()).strip("\n"), "```"]), _Edge(""))
    elif tag in _ROWS:
        yield from _row(node)
    elif tag in _PARAGRAPHS:
        yield from _block(node, None)
    elif tag and tag not in _SKIPPED and not _refers(node, tag):
        yield from _inside(node)


def _block(node: Any, mark: str | None) -> Iterator[_Token]:
    yield _Edge(mark)
    yield from _inside(node)
    yield _Edge("" if mark else None)


def _row(row: Any) -> Iterator[_Token]:
    """A row as an item; what lies in its only cell, as if there were no table."""
    cells = [cell for cell in row if _local(cell) in _CELLS]
    texts = [" ".join(_blocks(_inside(cell))).replace("\n", " ") for cell in cells]
    heads = _heads(row)
    if heads == texts:  # the head itself
        return
    if sum(map(bool, texts)) == 1:
        for cell in cells:
            yield from _block(cell, None)
        return
    if len(heads) == len(texts):
        texts = [f"{head}: {text}" if head and text else text for head, text in zip(heads, texts)]
    yield from (_Edge("- "), " | ".join(filter(None, texts)), _Edge(""))


def _heads(row: Any) -> list[str]:
    """The names of the columns, where the first row of the table holds nothing else, and as many as this one."""
    table = next((one for one in row.iterancestors() if _local(one) == "table"), None)
    first = next((one for one in table.iter() if _local(one) in _ROWS), row) if table is not None else row
    if len(first) < 2 or len(first) != len(row):
        return []
    cells = [cell for cell in first if _local(cell) in _CELLS]
    if _local(first.getparent()) not in _TABLE_HEADS and not all(
        _local(cell) == "th" or cell.get("role") == "head" for cell in cells
    ):
        return []
    return [" ".join(_blocks(_inside(cell))).replace("\n", " ") for cell in cells]


def _refers(node: Any, tag: str) -> bool:
    """Whether an element is no more than a link to a note, or from it back."""
    inside = str(node.get("href") or "").rpartition("/")[2]
    return tag == "a" and "#" in inside and bool(_REFERENCE.fullmatch("".join(node.itertext())))


def _level(node: Any, tag: str) -> int:
    told = str(node.get("rend") or "")
    level = told[1:] if told.startswith("h") else next((v for k, v in node.items() if k.endswith("outline-level")), "")
    return min(int(level), 6) if level.isdecimal() and int(level) else _HEADINGS[tag]


def _local(node: Any) -> str:
    """The name of an element without its namespace, in lower case; "" for a comment or an entity."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
