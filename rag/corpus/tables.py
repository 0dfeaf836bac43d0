"""Rows of tables: where they stand in a file, and how they read with the names of their columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any

import regex

from rag.corpus.blocks import CELL, Block, Form
from rag.corpus.columns import spaced
from rag.corpus.inline import plain, without_marks
from rag.corpus.leaders import dotted
from rag.corpus.markups import seen_as
from rag.corpus.rst import rst_cells, rule_above

DELIMITERS = ",;\t|"
_CELL = regex.compile(r"(?<!\\)\|")
_WIKI_CELL = regex.compile(r"\n[|!]|\|\||!!")
_WIKI_LOOK = regex.compile(r"^(?:[\w-]+=(?:\"[^\"]*\"|\S+)\s*)+\|(?!\|)")


def delimiter_of(text: str) -> str:
    """The delimiter of the cells of a table, by its first line."""
    first = text[: text.find("\n") + 1] or text
    return max(DELIMITERS, key=first.count)


def delimiter_at(text: str, form: Form, at: int) -> str:
    """The delimiter of the cells of the row that stands at a place: in a simple table of reStructuredText its rule."""
    return rule_above(text, at) if form == "rst" else delimiter_of(text)


def table_blocks(text: str) -> list[Block]:
    """The rows of a CSV file, the first of which is the header.

    Raises:
        csv.Error: it is no such file.
    """
    blocks: list[Block] = []
    for start, end, cells in csv_rows(text, delimiter_of(text)):
        if any(cell.strip() for cell in cells):
            blocks.append(Block(start, end, "row" if blocks else "header"))
    return blocks


def csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where each row begins and ends in a CSV file, and its cells.

    Raises:
        csv.Error: it is no such file.
    """
    place = len(text) - len(text.removeprefix("\ufeff"))
    drawn = place

    def lines() -> Iterator[str]:
        nonlocal drawn
        while drawn < len(text):
            end = text.find("\n", drawn) + 1 or len(text)
            line, drawn = text[drawn:end], end
            yield line

    csv.field_size_limit(len(text) + 1)
    for cells in csv.reader(lines(), delimiter=delimiter, strict=True):
        yield place, place + len(text[place:drawn].rstrip("\r\n")), cells
        place = drawn


def record_blocks(text: str) -> list[Block]:
    """The records of a JSONL file."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip("\ufeff \t\r\n")
        if body:
            first = start + line.index(body)
            blocks.append(Block(first, first + len(body), "row"))
        start += len(line)
    return blocks


def cells_of(row: str, form: Form, delimiter: str) -> list[str]:
    """The cells of a row as a reader sees them.

    >>> cells_of("| Churn | **3.1** % |", "markdown", "")
    ['Churn', '3.1 %']
    >>> cells_of("Churn ........ 3.1 %", "plain", "")
    ['Churn', '3.1 %']
    """
    if form == "table":
        return [" ".join(cell.split()) for cell in next(csv.reader([row], delimiter=delimiter), [])]
    if form == "told" and CELL in row:
        return [" ".join(cell.split()) for cell in row.split(CELL)]
    if form == "rst":
        return [plain(seen_as(cell, "rst")[0]) for cell in rst_cells(row, delimiter)]
    if form == "wiki":
        return [_wiki_cell(cell) for cell in _WIKI_CELL.split(row.strip()[1:])]
    if form in ("plain", "told") and (cells := dotted(row) or ([] if "|" in row else spaced(row))):
        return cells
    cells = _CELL.split(row.strip().removeprefix("|").removesuffix("|"))
    return [without_marks(cell) if form == "markdown" else " ".join(cell.split()) for cell in cells]


def _wiki_cell(cell: str) -> str:
    """A cell of a wiki's table, without what says how it looks."""
    return plain(seen_as(_WIKI_LOOK.sub("", cell.strip()), "wiki")[0])


def named(cells: Sequence[str], names: Sequence[str]) -> str:
    """A row with the names of its columns; without them, where they are too few.

    >>> named(["Churn", "3.1 %"], ["Metric", "Q1"])
    'Metric: Churn | Q1: 3.1 %'
    """
    told = zip(names if len(names) >= len(cells) else [""] * len(cells), cells)
    return " | ".join(f"{name}: {cell}" if name else cell for name, cell in told if cell)


def record(line: str) -> str:
    """A JSON object as a row with the names of its columns; another line as it is.

    >>> record('{"owner": "Tom", "days": 3}')
    'owner: Tom | days: 3'
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(found, dict):
        return line
    return named([" ".join(plain_value(value).split()) for value in found.values()], list(found))


def plain_value(value: Any) -> str:
    """A value of a record as text; of a list its parts."""
    if isinstance(value, list):
        return ", ".join(plain_value(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain_value(item)}" for name, item in value.items())
    return "" if value is None else str(value)
