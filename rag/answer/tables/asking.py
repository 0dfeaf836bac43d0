"""A question read against one table: every word of it is known for what it is, or the question is not read at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.answer.question.question import Question
from rag.answer.tables.conditions import Conditions
from rag.answer.tables.naming import Condition, Uncertain, kindred
from rag.answer.tables.table import Table
from rag.answer.tables.values import Column
from rag.language.patterns import Pattern
from rag.language.selecting import Concept

Operation = Literal["rows", "count", "extreme", "total", "average"]


@dataclass(frozen=True)
class Asked:
    """The question to a table: the rows that meet all conditions, of one column any, and what of them.

    ``rows`` are their places, ``kinds`` what the table's columns are. ``measure`` is the column by which they are
    compared or that is added up, ``highest`` which end of it is asked for, ``targets`` the columns that were asked for.
    ``loose`` counts the words that would suit any table.
    """

    operation: Operation
    conditions: tuple[Condition, ...]
    measure: int | None = None
    highest: bool = True
    targets: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    kinds: tuple[Column, ...] = ()
    loose: int = 0


def read(question: Question, table: Table) -> Asked | None:
    """What a question asks of a table; None where a word of it is not understood, or could mean two things."""
    reading = _Reading(question, table)
    try:
        asked = reading.asked()
        rows = tuple(at for at in range(len(table.rows)) if _is_met(at, asked.conditions))
    except Uncertain:
        return None
    return replace(asked, rows=rows, kinds=tuple(reading.kinds), loose=reading.loose)


def _is_met(row: int, conditions: Sequence[Condition]) -> bool:
    """Whether a row meets the conditions: any of those of one column, and those of all columns."""
    by_column: dict[int, bool] = {}
    for condition in conditions:
        by_column[condition.column] = by_column.get(condition.column, False) or condition.holds(row)
    return all(by_column.values())


class _Reading(Conditions):
    """The reading, step by step: what is surest comes first, and no word is two things."""

    def asked(self) -> Asked:
        self._whole_cells(minimum=2)
        operation = self._operation()
        self._compared()
        extreme = None if operation == "count" else self._extreme()
        self._dated()
        self._whole_cells(minimum=1)
        self._negation()
        self._columns()
        self._flags()
        self._lacking()
        self._parts_of_cells(strict=operation != "rows" or extreme is not None)
        self._rest()
        if extreme is not None:
            return self._with_extreme(*extreme)
        if operation in ("total", "average"):
            return Asked(operation, self._settled(), self._measure(()))
        return self._count() if operation == "count" else self._rows()

    def _operation(self) -> Operation:
        names: tuple[Operation, ...] = ("total", "average")
        for name in names:
            if self._take(getattr(self.speech, name), "operation"):
                self._take(self.speech.count, "operation")
                return name
        return "count" if self._take(self.speech.count, "operation") else "rows"

    def _extreme(self) -> tuple[bool, tuple[Concept, ...]] | None:
        for extreme in self.speech.extremes:
            if self._take(extreme.words, "extreme"):
                return extreme.highest, extreme.concepts
        return None

    def _with_extreme(self, highest: bool, concepts: tuple[Concept, ...]) -> Asked:
        if self._asks(self.speech.when) and any(self._is_state(condition.column) for condition in self.conditions):
            raise Uncertain
        measure = self._measure(concepts)
        kind = self.kinds[measure].kind
        if "severity" in concepts and kind == "number":
            if self._called(measure, "severity"):  # 1 may be the gravest, or the least grave
                raise Uncertain
            if concepts[0] == "severity" and not self._is_loss(measure):
                raise Uncertain
        if kind == "scale" and "severity" not in concepts and not self.mentioned:
            raise Uncertain
        return Asked("extreme", self._settled(), measure, highest, tuple(self.mentioned))

    def _is_loss(self, column: int) -> bool:
        return self._called(column, "duration")

    def _count(self) -> Asked:
        """How many rows; or, where a column of numbers is asked for, what stands there."""
        numeric = [at for at in self.mentioned if self.kinds[at].kind == "number" and not self._is_key(at)]
        if numeric:
            if not self.conditions or len(numeric) > 1:
                raise Uncertain
            return Asked("rows", self._settled(), targets=(numeric[0],))
        counted = self._counted()
        if not self.conditions and set(self.mentioned) - {counted}:
            raise Uncertain
        if counted is not None and len(set(self.table.column(counted))) < len(self.table.rows):
            raise Uncertain  # one that stands in two rows would be counted twice
        return Asked("count", self._settled())

    def _counted(self) -> int | None:
        """The column whose name stands for the rows that are counted, if any: the first, or as the table is called.

        Of any other column not the rows would have to be counted, but what is in it.
        """
        first = next(at for at, word in enumerate(self.words) if word.known == "operation")
        for word in self.words[first:]:
            if word.known == "column" and not self._is_called(word):
                if not self._relates(word, 0):
                    raise Uncertain
                return 0
            if word.known in ("column", "table"):
                return next((at for at in self.mentioned if self._relates(word, at)), None)
        return None

    def _rows(self) -> Asked:
        """Rows, or single cells of them: only where it is told which, and what of them is asked for."""
        conditions, targets = self._settled(), self._targets()
        numeric = [
            condition.column
            for condition in conditions
            if self.kinds[condition.column].kind == "number" and condition.is_cell
        ]
        if len(set(numeric)) < len(numeric):  # from the one to the other?
            raise Uncertain
        told = (
            len({condition.column for condition in conditions}) > 1
            or self._asks(self.speech.listing)
            or self._names_table()
            or any(condition.column in self.mentioned for condition in conditions)  # "what expires in May"
        )
        if not conditions or not (targets or told):
            raise Uncertain
        return Asked("rows", conditions, targets=targets)

    def _targets(self) -> tuple[int, ...]:
        """The columns that are asked for; they have to be of the kind that the question word asks for."""
        own = {condition.column for condition in self.conditions}
        targets = tuple(at for at in self.mentioned if at not in own)
        kinds = self.kinds
        if self._asks(self.speech.when) and any(map(self._is_state, own)):
            raise Uncertain
        if self._asks(self.speech.who) and not targets:
            return self._people(own)
        asked: tuple[tuple[Pattern, tuple[str, ...]], ...] = (
            (self.speech.when, ("date", "time")),
            (self.speech.how_much, ("number",)),
            (self.speech.who, ("text",)),
        )
        for pattern, fitting in asked:
            if self._asks(pattern):
                fits = tuple(at for at in targets if kinds[at].kind in fitting)
                if fits or fitting == ("text",):
                    if len(fits) != 1:
                        raise Uncertain
                    return fits
                matching = [at for at, column in enumerate(kinds) if column.kind in fitting and at not in own]
                concept: Concept | None = "price" if pattern is self.speech.how_much else None
                matching = [at for at in matching if concept is None or self._called(at, concept)]
                if targets or len(matching) != 1:
                    raise Uncertain
                return tuple(matching)
        return targets

    def _people(self, own: set[int]) -> tuple[int, ...]:
        """The one column of people, where it is not told which column is asked for."""
        people = [at for at, column in enumerate(self.kinds) if column.kind == "text" and self._called(at, "person")]
        if len(people) != 1 or people[0] in own or any(map(self._is_state, own)):
            raise Uncertain
        return tuple(people)

    def _is_state(self, column: int) -> bool:
        """Whether a column has one word or another in small letters, so that a day may not be that of its beginning.

        When something was closed is not told by a row that has a day and is closed.
        """
        cells = [cell for cell in self.table.column(column) if cell]
        return (
            self.kinds[column].kind in ("text", "scale")
            and len(set(cells)) < len(cells)
            and any(map(str.islower, cells))
        )

    def _rest(self) -> None:
        """Every other word has to say nothing, or be a word for the table as a whole."""
        for word in self.words:
            if not word.known and self._is_idle(word):
                word.known = "table" if not word.is_function else "idle"
        hits = [words for words in self._hits(self.speech.altering) if not all(word.known for word in words)]
        hits = [words for words in hits if not all(word.known in ("table", "column") for word in words)]
        joined = len({condition.column for condition in self.conditions}) < len(self.conditions)
        if any(
            " ".join(word.folded for word in words) not in (("or", "o", "ou", "hoac") if joined else ())
            for words in hits
        ):
            raise Uncertain
        if any(not word.known and not word.is_function for word in self.words):
            raise Uncertain

    @property
    def loose(self) -> int:
        return sum(word.known == "table" and not self._is_called(word) for word in self.words)

    def _names_table(self) -> bool:
        return any(
            kindred(word.term, term) for word in self.words for term in self.table.called if not word.is_function
        )

    def _settled(self) -> tuple[Condition, ...]:
        """The conditions; turned into their opposite where that is asked of the only one."""
        if not self.negated:
            return tuple(self.conditions)
        if len(self.conditions) != 1 or not self._asks(self.speech.listing):
            raise Uncertain
        only = self.conditions[0]
        said = self.speech.said["not"].format(value=only.told)
        return (Condition(only.column, lambda row: not only.holds(row), said),)
