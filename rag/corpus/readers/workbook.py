"""Workbooks (XLSX): each sheet below its name, as rows of a table whose first full row names the columns."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.readers.packed import date_of, unpack
from rag.settings import Settings

_MOST_COLUMNS = 200
_MOST_BLANK = 1000
"""Blank rows after which nothing more of a sheet is read: some programs format a million of them."""
_CURRENCY = re.compile(r"\[\$([^\]-]{1,5})|([€$£¥₫])")
_DECIMALS = re.compile(r"\.(0+)")


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The workbook as one article; a formula is read as what it came to when the workbook was saved."""
    from openpyxl import load_workbook

    packed = unpack(data, settings)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    parts, left = [], settings.max_article_chars
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        part = _sheet(sheet, left)
        left -= len(part)
        if left < 0:
            most = settings.max_article_chars
            raise Unreadable(f"its sheets have more than the {most:,} characters of the setting max_article_chars")
        if part:
            parts.append(f"## {' '.join(clean(sheet.title).split())}\n\n{part}")
    about = book.properties
    title, author = clean(about.title or ""), clean(about.creator or "")
    made_by_library = author == "openpyxl"  # an export, which nobody has saved: its day tells nothing of what it holds
    changed = None if made_by_library and not about.lastModifiedBy else date_of(about, packed)
    yield Extract("\n\n".join(parts), title=title, author="" if made_by_library else author, changed=changed)


def _sheet(sheet: Any, most: int) -> str:
    """A sheet: what stands above the table as paragraphs, then its header and rows; not much more than ``most``
    characters of them.
    """
    lines: list[str] = []
    columns = blank = told = 0
    for cells in sheet.iter_rows(max_col=_MOST_COLUMNS):
        row = [_shown(cell) for cell in cells]
        filled = sum(map(bool, row))
        blank = 0 if filled else blank + 1
        if blank > _MOST_BLANK or told > most:
            break
        told += sum(map(len, row))
        if not filled:
            columns = 0 if blank > 1 else columns  # another table may begin
            lines.append("")
        elif columns:
            lines.append(_line((*row, *[""] * columns)[:columns]))
        elif filled > 1 and _is_header(cells):
            columns = max(at for at, cell in enumerate(row, 1) if cell)
            lines += ["", _line(row[:columns]), _line(["---"] * columns)]
        else:
            text = [cell for cell in row if cell]
            lines += ["", "- " + " | ".join(text) if len(text) > 1 else text[0]]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_header(cells: Sequence[Any]) -> bool:
    """Tells whether a row names columns: it has words only, from its first to its last cell."""
    values = [cell.value for cell in cells]
    while values and values[-1] is None:
        values.pop()
    while values and values[0] is None:
        values.pop(0)
    return all(isinstance(value, str) and value.strip() for value in values)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Any) -> str:
    """A cell as the workbook shows it, as far as that tells something: dates, percents, currencies."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return " ".join(clean(str(value)).replace("|", "¦").split())


def _number(value: float, shown_as: str) -> str:
    """A number with the sign of its format.

    >>> _number(0.125, "0.0%"), _number(4.2, '0.00" "[$€-407]'), _number(1200.0, "General")
    ('12.5 %', '4.20 €', '1200')
    """
    first = shown_as.split(";")[0]
    decimals = _DECIMALS.search(first)
    if "%" in first:
        return f"{round(value * 100, len(decimals[1]) if decimals else 6):g} %"
    plain = f"{value:.{len(decimals[1])}f}" if decimals else f"{round(value, 10):.15g}"
    money = _CURRENCY.search(first)
    return f"{plain} {money[1] or money[2]}" if money else plain
