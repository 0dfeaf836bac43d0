"""CSV, TSV and JSONL: a row or a line is an article where one of its columns holds a text, else the whole is one."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from rag.corpus.extract import Extract, Unreadable, clean, headed
from rag.corpus.metadata import read_date
from rag.corpus.readers.plain import decode
from rag.corpus.tables import csv_rows, delimiter_of, named, plain_value
from rag.language.packs import PRINTING
from rag.language.words import fold
from rag.settings import Settings

_LOOKED_AT = 20
"""Rows that are looked at to tell whether a column holds texts."""
_WORDS_OF_TEXT = 10
_STOPS = (".", "!", "?", "…", "。", "”", '"')


def read_rows(data: bytes, settings: Settings) -> Iterator[Extract]:
    """Every row as an article, ``row`` counting as a spreadsheet does, the header being the first.

    Where no column is known to hold the text of articles, the whole table is one: its rows are what is quoted.

    Raises:
        Unreadable: it is no table.
    """
    text, encoding = decode(data)
    rows = csv_rows(text, delimiter_of(text))
    try:
        _, _, header = next(rows, (0, 0, []))
        first = list(islice(rows, _LOOKED_AT))
        columns = _columns(tuple(header), settings)
        if not any(cell.strip() for _, _, cells in first for cell in cells):
            raise Unreadable("it has a header and no rows")
        if not _holds_texts([dict(zip(header, cells)) for _, _, cells in first], columns, settings):
            deque(rows, maxlen=0)
            yield Extract(text, encoding=encoding)
            return
        for row, (_, _, cells) in enumerate(chain(first, rows), 2):
            if any(cell.strip() for cell in cells):
                yield _extract(dict(zip(header, cells)), columns, row, encoding)
    except csv.Error as error:
        raise Unreadable(f"it is no table ({error})") from None


def read_lines(data: bytes, settings: Settings) -> Iterator[Extract | Unreadable]:
    """Every line as an article, ``row`` being its number. A strange line is told, and the others are read.

    Where no key of the first line is known to hold the text of articles, the whole file is one.

    Raises:
        Unreadable: the first line is no JSON object.
    """
    text, encoding = decode(data)
    lines = ((row, line) for row, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip())
    first = next(lines, None)
    if first is None:
        return
    if not _first_holds_text(_object(first[1]), settings):
        yield Extract(text, encoding=encoding)
        return
    for row, line in chain([first], lines):
        try:
            cells = _object(line)
            columns = _columns(tuple(cells), settings)
            yield _extract(cells, columns, row, encoding) if columns else _no_text(cells, row)
        except Unreadable as error:
            yield Unreadable(str(error), row)
        except RecursionError:
            yield Unreadable("it is nested too deep", row)


def _first_holds_text(first: Mapping[str, Any], settings: Settings) -> bool:
    try:
        return _holds_texts([first], _columns(tuple(first), settings), settings)
    except RecursionError:  # that it is nested too deep is told as of any other line
        return True


def _holds_texts(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], settings: Settings) -> bool:
    """Tells whether a column holds texts, no mere names: the settings say so, or most cells are sentences or longer."""
    if not columns or columns["text"] == settings.text_column:
        return bool(columns)
    cells = [cell for cell in (plain_value(row.get(columns["text"])).strip() for row in rows) if cell]
    texts = sum(cell.endswith(_STOPS) or len(cell.split()) >= _WORDS_OF_TEXT for cell in cells)
    return 2 * texts >= len(cells)


def _no_text(cells: Mapping[str, Any], row: int) -> Unreadable:
    has = ", ".join(list(cells)[:20])
    return Unreadable(f"no key in it is known to hold the text; name it with the setting text_column ({has})", row)


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is no JSON ({error})") from None
    if not isinstance(found, dict):
        raise Unreadable("it is no JSON object")
    return found


@lru_cache(maxsize=256)
def _columns(names: tuple[str, ...], settings: Settings) -> dict[str, str]:
    """Which column holds what: as the settings say, else by what columns are commonly called.

    Nothing, where no column is known to hold a text.
    """
    plain = {"".join(c for c in fold(name) if c.isalnum()): name for name in reversed(names)}
    known = {
        what: next((plain[name] for name in called if name in plain), "") for what, called in PRINTING.columns.items()
    }
    told = {what: getattr(settings, f"{what}_column", None) for what in PRINTING.columns}
    columns = {what: told[what] if told[what] in names else known[what] for what in PRINTING.columns}
    return {what: str(name) for what, name in columns.items() if name} if columns["text"] else {}


def _extract(cells: Mapping[str, Any], columns: Mapping[str, str], row: int, encoding: str) -> Extract:
    """A row as an article; what its other columns hold stands below the text, with their names."""
    told = {what: plain_value(cells.get(name)) for what, name in columns.items()}
    title = told.get("title", "")
    others = {name: plain_value(value) for name, value in cells.items() if name not in columns.values()}
    below = named([" ".join(clean(value).split()) for value in others.values()], list(others))
    text = clean(told.get("text", ""))
    return Extract(
        headed(title, f"{text}\n\n- {below}" if below else text) if text.strip() else "",
        title=title,
        date=read_date(told.get("date", "")),
        author=told.get("author", ""),
        url=told.get("url", ""),
        encoding=encoding,
        row=row,
    )
