"""Tables of articles: a row of a CSV or TSV file is an article, and so is a line of a JSONL file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rag.corpus.extract import Extract, Unreadable, clean, headed
from rag.corpus.metadata import read_date
from rag.corpus.readers.plain import decode
from rag.language.words import fold
from rag.settings import Settings

_DELIMITERS = ",;\t|"
_NAMES = {
    "text": "text body content article articlebody articletext fulltext maintext noidung",
    "title": "title headline subject tieude",
    "date": "date published publisheddate publishedat publishdate datepublished datepublish pubdate ngaydang ngay",
    "url": "url link permalink sourceurl canonicalurl",
    "author": "author authors byline creator tacgia",
}
"""What a column may be called, folded and without spaces and marks, the likeliest first."""


def read_rows(data: bytes, settings: Settings) -> Iterator[Extract]:
    """Every row; ``row`` counts as a spreadsheet does, the header being the first.

    Raises:
        Unreadable: it is no table, or no column is known to hold the text.
    """
    text, encoding = decode(data)
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(int(settings.max_file_mb * 1e6) + 1)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header = next(rows, [])
        columns = _columns(tuple(header), settings)
        filled = ((row, cells) for row, cells in enumerate(rows, 2) if any(cell.strip() for cell in cells))
        row = 0
        for row, cells in filled:
            yield _extract(dict(zip(header, cells)), columns, row, encoding)
        if not row:
            raise Unreadable("it has a header and no rows")
    except csv.Error as error:
        raise Unreadable(f"it is no table ({error})") from None


def read_lines(data: bytes, settings: Settings) -> Iterator[Extract | Unreadable]:
    """Every line; ``row`` is its number. A strange line is told, and the others are read.

    Raises:
        Unreadable: the first line is no JSON object, or no key in it is known to hold the text.
    """
    text, encoding = decode(data)
    lines = ((row, line) for row, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip())
    for place, (row, line) in enumerate(lines):
        try:
            cells = _object(line)
            extract = _extract(cells, _columns(tuple(cells), settings), row, encoding)
        except Unreadable as error:
            if place == 0:
                raise
            yield Unreadable(str(error), row)
        except RecursionError:
            yield Unreadable("it is nested too deep", row)
        else:
            yield extract


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
    """Which column holds what: as the settings say, else by what columns are commonly called."""
    plain = {"".join(c for c in fold(name) if c.isalnum()): name for name in reversed(names)}
    known = {what: next((plain[one] for one in called.split() if one in plain), "") for what, called in _NAMES.items()}
    told = {what: getattr(settings, f"{what}_column", None) for what in _NAMES}
    columns = {what: told[what] if told[what] in names else known[what] for what in _NAMES}
    if not columns["text"]:
        has = ", ".join(names[:20])
        raise Unreadable(f"no column in it is known to hold the text; name it with the setting text_column ({has})")
    return {what: str(name) for what, name in columns.items() if name}


def _extract(cells: Mapping[str, Any], columns: Mapping[str, str], row: int, encoding: str) -> Extract:
    told = {what: _plain(cells.get(name)) for what, name in columns.items()}
    title = told.get("title", "")
    return Extract(
        headed(title, clean(told["text"])) if told["text"].strip() else "",
        title=title,
        date=read_date(told.get("date", "")),
        author=told.get("author", ""),
        url=told.get("url", ""),
        encoding=encoding,
        row=row,
    )


def _plain(value: Any) -> str:
    """A cell as text; of a list its parts."""
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return "" if value is None else str(value)
