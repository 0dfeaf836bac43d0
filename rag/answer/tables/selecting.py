"""Rows that answer a question over one table, and what is said of them in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.answer.question.question import Question
from rag.answer.tables.asking import Asked, read
from rag.answer.tables.naming import Condition
from rag.answer.tables.table import Row, Table
from rag.answer.tables.values import Column
from rag.language.base import Language
from rag.language.packs import PACKS

MOST_QUOTED = 12
"""Rows that are quoted; how many there are is said."""
_OF_TIME = ("date", "time")


@dataclass(frozen=True, slots=True)
class Selected:
    """Rows of a table, and what was compared, in a sentence; "" where the row itself says all.

    ``target`` is the column that was asked for, where it is one.
    """

    table: Table
    rows: tuple[Row, ...]
    told: str
    target: int | None = None


def select(question: Question, tables: Iterable[Table]) -> Selected | None:
    """The rows that answer a question; None where it is not certain that they do.

    That is so where a word of the question is not understood, where two tables answer it equally well, where no row
    does, or where what is compared can be read in two ways that differ.
    """
    if question.language.code not in PACKS:
        return None
    read_from = [(table, asked) for table in tables if (asked := read(question, table)) and asked.rows]
    least = min((asked.loose for _, asked in read_from), default=0)
    best = [(table, asked) for table, asked in read_from if asked.loose == least]
    return _selected(*best[0], question.language) if len(best) == 1 else None


def _selected(table: Table, asked: Asked, language: Language) -> Selected | None:
    said = language.selecting.said
    if asked.operation == "extreme":
        return _extreme(table, asked, said)
    if asked.operation in ("total", "average"):
        return _summed(table, asked, said)
    return _listed(table, asked, said)


def _listed(table: Table, asked: Asked, said: Mapping[str, str]) -> Selected:
    target = asked.targets[0] if len(asked.targets) == 1 else None
    if len(asked.rows) == 1 and asked.operation == "rows":
        return _of(table, asked.rows, "", target)
    name = "all" if not asked.conditions else "one" if len(asked.rows) == 1 else "some"
    lead = said[name].format(count=len(asked.rows), all=len(table.rows), where=_where(table, asked.conditions, said))
    return _of(table, asked.rows, lead + _more(asked.rows, said), target)


def _extreme(table: Table, asked: Asked, said: Mapping[str, str]) -> Selected | None:
    """The rows at the end of an order, all that are equal."""
    assert asked.measure is not None
    column = asked.kinds[asked.measure]
    ends = {_at_end(reading, asked.rows, highest=asked.highest) for reading in column.readings}
    rows = ends.pop()
    if ends or not rows:
        return None
    of_time = column.kind in _OF_TIME
    name = ("latest" if asked.highest else "earliest") if of_time else ("highest" if asked.highest else "lowest")
    value = table.rows[rows[0]].cells[asked.measure]
    lead = said[name].format(column=table.columns[asked.measure], all=len(asked.rows), value=value)
    among = _among(table, asked, said)
    return _of(table, rows, among + lead + _more(rows, said), asked.targets[0] if len(asked.targets) == 1 else None)


def _at_end(values: Sequence[object], rows: Sequence[int], *, highest: bool) -> tuple[int, ...]:
    known = [at for at in rows if values[at] is not None]
    if not known:
        return ()
    end = (max if highest else min)(values[at] for at in known)  # type: ignore[type-var]
    return tuple(at for at in known if values[at] == end)


def _summed(table: Table, asked: Asked, said: Mapping[str, str]) -> Selected | None:
    """What numbers come to together, or on average: only where every row has one, and they are read in one way."""
    assert asked.measure is not None
    column: Column = asked.kinds[asked.measure]
    if column.kind != "number":
        return None
    sums = set()
    for reading in column.readings:
        numbers = [value for at in asked.rows if isinstance(value := reading[at], float)]
        if len(numbers) < len(asked.rows):
            return None
        sums.add(round(sum(numbers) / (len(numbers) if asked.operation == "average" else 1), 6))
    if len(sums) != 1 or len(asked.rows) > MOST_QUOTED:  # every number has to be there to be checked
        return None
    lead = said[asked.operation].format(
        column=table.columns[asked.measure], all=len(asked.rows), value=_number(sums.pop(), column.unit)
    )
    return _of(table, asked.rows, _among(table, asked, said) + lead, asked.measure)


def _of(table: Table, rows: Sequence[int], lead: str, target: int | None) -> Selected:
    return Selected(table, tuple(table.rows[at] for at in rows[:MOST_QUOTED]), lead, target)


def _among(table: Table, asked: Asked, said: Mapping[str, str]) -> str:
    """Which rows were compared, where these are not all."""
    if not asked.conditions:
        return ""
    where = _where(table, asked.conditions, said)
    return said["among"].format(all=len(table.rows), count=len(asked.rows), where=where) + " "


def _more(rows: Sequence[int], said: Mapping[str, str]) -> str:
    return " " + said["more"].format(shown=MOST_QUOTED) if len(rows) > MOST_QUOTED else ""


def _where(table: Table, conditions: Sequence[Condition], said: Mapping[str, str]) -> str:
    """Conditions as a reader is told them: ``owner: Tom Reyes and status: open``."""
    by_column: dict[int, list[str]] = {}
    for condition in conditions:
        by_column.setdefault(condition.column, []).append(condition.told)
    either = f" {said['or']} "
    parts = (f"{table.columns[at]}: {either.join(values)}" for at, values in by_column.items())
    return f" {said['and']} ".join(parts)


def _number(value: float, unit: tuple[str, str]) -> str:
    """A number with its unit, without digits that say nothing.

    >>> _number(216.0, ("", "")), _number(12.5, ("$", "")), _number(5250000.0, ("", "€"))
    ('216', '$12.5', '5\u202f250\u202f000 €')
    """
    plain = f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u202f")
    return f"{unit[0]}{plain} {unit[1]}".strip()
