"""A table of an article, as cells and the spans of its rows; and the rows of one file that are articles each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any

import regex

from rag.answer.tables.values import Column, Tokens, column_of, tokens_of
from rag.corpus.article import Article, Sentence, Span
from rag.corpus.blocks import Form
from rag.corpus.formats import form_of, without_row
from rag.corpus.markups import form_in
from rag.corpus.sentences import split_sentences
from rag.corpus.tables import cells_of, delimiter_at, plain_value
from rag.language.packs import PACKS, language_by

MOST_CHARS = 600_000
"""A longer article is not taken apart to answer a question."""
MOST_ROWS = 5_000
"""Rows of a table that may be selected: reading so many takes a second, once."""
LONGEST = 16
"""Words above which a cell is a text that is read, and selects nothing."""
_SCALES = [pack.selecting.scale for pack in PACKS.values()]
_FLAGS = frozenset().union(*(pack.selecting.yes | pack.selecting.no for pack in PACKS.values()))
_NAMED = regex.compile(r"\s*(?P<name>[^:|]{1,60}):\s+(?P<cell>\S.*)", regex.DOTALL)
_PARTS = regex.compile(r"\s+\|\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: ``article.text[start:end]`` is what is quoted of it."""

    article: Article
    unit: Sentence
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows that have the same columns; ``called`` are the words that tell what the table is about."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    called: frozenset[str] = field(repr=False)

    def column(self, at: int) -> list[str]:
        return [row.cells[at] for row in self.rows]

    @cached_property
    def tokens(self) -> tuple[tuple[Tokens, ...], ...]:
        """The words of each cell, row by row."""
        return tuple(tuple(map(tokens_of, row.cells)) for row in self.rows)

    @cached_property
    def kinds(self) -> list[Column]:
        """What the columns are.

        Numbers that can be read in two ways are read by the mark before decimals that other columns have for certain,
        or that the language of the articles has.
        """
        columns = [column_of(self.column(at), _SCALES, _FLAGS) for at in range(len(self.columns))]
        certain = {column.decimals for column in columns if len(column.decimals) == 1}
        spoken = {language_by(row.article.language).decimal for row in self.rows}
        told = certain or spoken
        return [column.written_with(min(told)) for column in columns] if len(told) == 1 else columns

    @cached_property
    def places(self) -> dict[tuple[str, ...], set[int]]:
        """The columns by what their cells are; by the words as they are written, and by their terms."""
        found: dict[tuple[str, ...], set[int]] = {}
        for cells in self.tokens:
            for at, cell in enumerate(cells):
                if 0 < len(cell.folded) <= LONGEST and self.kinds[at].kind != "flag":
                    found.setdefault(cell.folded, set()).add(at)
                    found.setdefault(cell.terms, set()).add(at)
        return found

    @cached_property
    def names(self) -> tuple[Tokens, ...]:
        """The words of the name of each column."""
        return tuple(tokens_of(name.replace("_", " ")) for name in self.columns)


@lru_cache(maxsize=32)
def tables_in(article: Article) -> tuple[Table, ...]:
    """The tables of an article with two columns and two rows at least, in reading order."""
    if len(article.text) > MOST_CHARS:
        return ()
    form: Form = "told" if article.blocks else form_in(article.text, form_of(article.path))
    units = split_sentences(article.text, article.language, form, article.blocks)
    parsed = (_table(article, group, lead, form) for group, lead in _groups(units, article.text))
    return tuple(table for table in parsed if table and len(table.rows) > 1 and len(table.columns) > 1)


@lru_cache(maxsize=8)
def table_of(articles: tuple[Article, ...]) -> Table | None:
    """The table whose rows are articles of their own, from their texts."""
    rows = [row for article in articles if (row := _record_of(article))]
    name = without_row(articles[0].path) if articles else ""
    return _uniform([(article, unit, pairs) for article, unit, pairs in rows], _words_of_name(name))


def _groups(units: Sequence[Sentence], text: str) -> Iterator[tuple[list[Sentence], str]]:
    """Rows that stand together, with what is said just before them."""
    group: list[Sentence] = []
    before = lead = ""
    for unit in units:
        if unit.kind == "row":
            if group and unit.context != group[-1].context:
                yield group, lead
                group = []
            lead = lead if group else before
            group.append(unit)
            continue
        if group:
            yield group, lead
            group = []
        is_header = unit.kind == "lead" and " | " in unit.plain
        before = before if is_header else unit.shown(text)[:200]
    if group:
        yield group, lead


def _table(article: Article, group: Sequence[Sentence], lead: str, form: Form) -> Table | None:
    if len(group) > MOST_ROWS:
        return None
    called = _terms(lead) | _called(article, group[0].section)
    if form == "records":
        read = [(article, unit, _record(article.text[unit.start : unit.end])) for unit in group]
        return _uniform([row for row in read if row[2]], called)
    header, delimiter = group[0].context, delimiter_at(article.text, form, group[0].start)
    if header is not None:
        columns = cells_of(article.text[slice(*header)], form, delimiter)
        if len(columns) > 1:
            return _headed(article, group, columns, called, form, delimiter)
    return _uniform([(article, unit, _pairs(article.text[unit.start : unit.end])) for unit in group], called)


def _called(article: Article, section: str) -> frozenset[str]:
    """What a table is called: as its section, which is about less than the article; without one, as the article."""
    return _terms(section) if section else _words_of_name(without_row(article.path)) | _terms(article.title)


def _headed(
    article: Article, group: Sequence[Sentence], columns: Sequence[str], called: frozenset[str], form: Form, mark: str
) -> Table | None:
    """A table with a header; None where a row has not as many cells, so that nobody knows which is which."""
    rows = []
    for unit in group:
        cells = cells_of(article.text[unit.start : unit.end], form, mark)
        if len(cells) != len(columns):
            return None
        rows.append(Row(article, unit, tuple(cells)))
    return _made(tuple(columns), tuple(rows), called)


def _uniform(rows: Sequence[tuple[Article, Sentence, dict[str, str]]], called: frozenset[str]) -> Table | None:
    """A table of rows that say themselves what their cells are."""
    columns = tuple(dict.fromkeys(name for _, _, pairs in rows for name in pairs))
    shared = [name for name in columns if sum(name in pairs for _, _, pairs in rows) * 2 >= len(rows)]
    if len(rows) < 2 or not shared or not all(pairs for _, _, pairs in rows):
        return None
    made = tuple(
        Row(article, unit, tuple(pairs.get(column, "") for column in columns)) for article, unit, pairs in rows
    )
    return _made(columns, made, called)


def _made(columns: tuple[str, ...], rows: tuple[Row, ...], called: frozenset[str]) -> Table | None:
    """A table, where every column can be told by its name; rows that only add up the others are none of it."""
    rows = tuple(row for row in rows if not _adds_up(row))
    named = [" ".join(tokens_of(name).folded) for name in columns]
    return Table(columns, rows, called) if len(set(named)) == len(named) and sum(map(bool, named)) > 1 else None


def _adds_up(row: Row) -> bool:
    """Whether a row says of itself that it is the sum or the average of others."""
    first = next((cell for cell in row.cells if cell), "")
    folded = " ".join(tokens_of(first).folded)
    speeches = (pack.selecting for pack in PACKS.values())
    return any(selecting.total.fullmatch(folded) or selecting.average.fullmatch(folded) for selecting in speeches)


def _pairs(row: str) -> dict[str, str]:
    """The cells of a row that names them, ``Year: 2023 | Tonnes: 3.2``; none where a cell has no name.

    >>> _pairs("Year: 2023 | Tonnes: 3.2")
    {'Year': '2023', 'Tonnes': '3.2'}
    """
    hits = [_NAMED.fullmatch(part) for part in _PARTS.split(" ".join(row.split()))]
    return {hit["name"].strip(): hit["cell"].strip() for hit in hits if hit} if all(hits) else {}


def _record(line: str) -> dict[str, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return _cells(record) if isinstance(record, dict) else {}


def _cells(record: dict[str, Any]) -> dict[str, str]:
    return {str(name): " ".join(plain_value(value).split()) for name, value in record.items()}


def _record_of(article: Article) -> tuple[Article, Sentence, dict[str, str]] | None:
    """What an article that is a row says in the names of its columns, with its title, and what is quoted of it."""
    units = split_sentences(article.text, article.language)
    last = next((unit for unit in reversed(units) if unit.kind == "row" or " | " in unit.plain), None)
    if last is None:
        return None
    pairs = _pairs(article.text[last.start : last.end])
    heading: Span | None = None
    first = units[0]
    if first.kind == "heading":
        heading = (first.start, first.end)
        pairs = {"title": first.shown(article.text), **pairs}
    if article.date:
        pairs.setdefault("date", article.date.isoformat())
    if article.author:
        pairs.setdefault("author", article.author)
    unit = Sentence(last.start, last.end, "row", heading, last.section, last.plain)
    return article, unit, pairs


def _words_of_name(path: str) -> frozenset[str]:
    return _terms(PurePosixPath(path.rpartition("#")[2]).stem)


def _terms(text: str) -> frozenset[str]:
    return frozenset(tokens_of(text.replace("_", " ").replace("-", " ")).terms)
