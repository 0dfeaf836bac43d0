"""The conditions that a question makes: whole cells, parts of cells, comparisons and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import regex

from rag.answer.tables.naming import YES, Condition, QuestionWord, TableQuestion, Uncertain
from rag.answer.tables.table import LONGEST
from rag.answer.tables.values import UNITS_BY_NAME, Day, Tokens, clock, day_of, month_of, number
from rag.language.packs import DATING
from rag.language.patterns import either_way
from rag.language.selecting import Concept, Relation
from rag.language.words import fold, term

Value = float | Day
_NAME = 4
"""Words of a cell up to which it is a name, of which a part stands for the whole: "Tom" for "Tom Reyes"."""
_YEAR = regex.compile(r"(?:19|20)\d\d")
_ORDINAL = rf"(?:{DATING.ordinals})?"
_DAY_WORD, _MONTH_WORD, _YEAR_WORD = map(either_way, (DATING.day_word, DATING.month_word, DATING.year_word))
_DATES = regex.compile(
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    rf"|(?i:(?:{_DAY_WORD})\s+)?(?:\d{{1,2}}\s+)?(?i:{_MONTH_WORD})\s+\d{{1,2}}(?:(?:\s+(?i:{_YEAR_WORD}))?\s+\d{{4}})?"
    rf"|(?:\d{{1,2}}(?:{DATING.ordinals}|\.)?\s+)?(?:(?:{DATING.before_month})\s+)?\p{{L}}{{3,10}}\.?(?:\s+\d{{1,2}}{_ORDINAL}\b)?"
    rf"(?:,?\s+(?:(?:{DATING.before_year})\s+)?\d{{4}})?"
)
_COUNTED_MONTH = regex.compile(rf"(?i)(?:{_MONTH_WORD})\s+(\d{{1,2}})")

_NOTHING = ("", "-", "–", "—", "0")
"""What a cell holds that holds nothing."""


class Conditions(TableQuestion):
    """Finds the conditions, what is surest first."""

    def _whole_cells(self, minimum: int) -> None:
        """Runs of words that are whole cells, the longest first."""
        for length in range(min(len(self.words), LONGEST), minimum - 1, -1):
            for first in range(len(self.words) - length + 1):
                run = self.words[first : first + length]
                if any(word.known for word in run) or all(word.is_function for word in run):
                    continue
                if length == 1 and run[0].folded in self._column_words:
                    continue
                columns = self._columns_with(tuple(word.folded for word in run), tuple(word.term for word in run))
                if columns:
                    self._mean(self._one_of(columns, first), run)

    def _columns_with(self, folded: tuple[str, ...], terms: tuple[str, ...]) -> list[int]:
        exact = self.table.places.get(folded) or self.table.places.get(terms) or set()
        return sorted(exact)

    @cached_property
    def _column_words(self) -> frozenset[str]:
        return frozenset(word for name in self.table.names for word in name.folded)

    def _one_of(self, columns: Sequence[int], first: int) -> int:
        """Which of several columns is meant: the one that is named just before."""
        if len(columns) == 1:
            return columns[0]
        before = {word.folded for word in self.words[max(first - 2, 0) : first]}
        named = [at for at in columns if before & set(self.table.names[at].folded)]
        related = [at for at in columns if any(self._relates(word, at) for word in self.words)]
        for some in (named, related):
            if len(some) == 1:
                if some is related and self._asks(self.speech.when):  # it is what is asked for
                    others = [at for at in columns if at not in related]
                    if len(others) != 1:
                        raise Uncertain
                    return others[0]
                return some[0]
        raise Uncertain

    def _mean(self, column: int, run: Sequence[QuestionWord]) -> None:
        """The cells of a column that are some words, be it in another form."""
        folded, terms = tuple(word.folded for word in run), tuple(word.term for word in run)
        cells = [row[column] for row in self.table.tokens]
        exact = any(cell.folded == folded for cell in cells)

        def holds(row: int) -> bool:
            return cells[row].folded == folded if exact else cells[row].terms == terms

        shown = next(row.cells[column] for at, row in enumerate(self.table.rows) if holds(at))
        if shown and self._is_day(column):
            raise Uncertain
        self._add(column, holds, shown, run, is_cell=True)

    def _is_day(self, column: int) -> bool:
        """Whether a column has some days of the week by name and others otherwise: "daily", "Monday to Friday"."""
        days = self.speech.weekdays
        named = [bool(set(cell[column].folded) & days) for cell in self.table.tokens]
        alone = [" ".join(cell[column].folded) in days for cell in self.table.tokens]
        return any(named) and not all(alone)

    def _add(
        self,
        column: int,
        holds: Callable[[int], bool],
        shown: str,
        run: Sequence[QuestionWord],
        *,
        is_cell: bool = False,
    ) -> None:
        self.conditions.append(Condition(column, holds, shown, is_cell))
        for word in run:
            word.known = "value"

    def _compared(self) -> None:
        """Comparisons: the words for one, and right after them a number or a time of day."""
        for comparison in self.speech.comparisons:
            for words in self._hits(comparison.words):
                after = self.words[self.words.index(words[-1]) + 1 :]
                if not after or after[0].known:
                    continue
                run, value = after[:1], self._amount(after)
                if value is None:
                    continue
                at_clock = clock(self._text(run)) is not None or clock(self._text(after[:2])) is not None
                column = self._comparable("time" if at_clock else "number", comparison.concept, after)
                if at_clock and clock(self._text(after[:2])) is not None and len(after) > 1:
                    run = after[:2]
                run = [*run, *self._unit(column, self.words[self.words.index(run[-1]) + 1 :])]
                self._add(column, self._comparing(column, comparison.relation, value), self._text([*words, *run]), run)
                for word in words:
                    word.known = "comparison"

    def _unit(self, column: int, after: Sequence[QuestionWord]) -> list[QuestionWord]:
        """The word after a number for what a column has: "10 euros" of "price_eur"."""
        if not after or after[0].known:
            return []
        aliases = next((names for names in UNITS_BY_NAME if after[0].folded in names), None)
        if aliases is None:
            return []
        if not self._has_unit(column, aliases):  # 1 hour is not one minute
            raise Uncertain
        return [after[0]]

    def _amount(self, after: Sequence[QuestionWord]) -> float | None:
        for run in (after[:2], after[:1]):
            if (time := clock(self._text(run))) is not None:
                return time
        text = after[0].folded
        values = {value for decimal in ".," if (value := number(text, decimal)) is not None}
        if _YEAR.fullmatch(text) and any(column.kind == "date" for column in self.kinds):
            return None  # a year is a date
        return values.pop() if len(values) == 1 else None

    def _comparable(self, kind: str, concept: Concept | None, after: Sequence[QuestionWord]) -> int:
        """The one column that is compared: the one that is named, or is about what is asked, or has the unit."""
        columns = [at for at, column in enumerate(self.kinds) if column.kind == kind]
        named = [at for at in columns if any(self._relates(word, at) for word in self.words if not word.known)]
        named = named or [at for at in columns if concept and self._called(at, concept)]
        told = named or [at for at in columns if self._is_meant(at)]
        unit = after[1].folded if len(after) > 1 else ""
        aliases: frozenset[str] = next((names for names in UNITS_BY_NAME if unit in names), frozenset())
        told = told or [at for at in columns if aliases and self._has_unit(at, aliases)]
        if len(told) != 1:
            raise Uncertain
        return told[0]

    def _is_meant(self, column: int) -> bool:
        """Whether a column is about what a word of the question is about: "cost" and "Price"."""
        return any(
            pattern.search(self.line) and self._called(column, concept)
            for concept, pattern in self.speech.concepts.items()
        )

    def _comparing(self, column: int, relation: Relation, value: Value) -> Callable[[int], bool]:
        readings = self.kinds[column].readings

        def holds(row: int) -> bool:
            met = {_meets(reading[row], relation, value) for reading in readings}
            if len(met) > 1:
                raise Uncertain
            return met.pop()

        return holds

    def _dated(self) -> None:
        """Days, months and years, of the one column of dates; with a word before them, what is before or after them."""
        columns = [at for at, column in enumerate(self.kinds) if column.kind == "date"]
        if not columns:
            return
        for run, day in list(self._days()):
            if any(word.known for word in run):
                continue
            related = [at for at in columns if any(self._relates(word, at) for word in self.words if word not in run)]
            column = related[0] if len(related) == 1 else columns[0]
            if len(columns) > 1 and len(related) != 1:
                raise Uncertain
            relation, words = self._relation_before(run)
            self._add(column, self._on(column, day, relation), self._text([*words, *run]), run)
            for word in words:
                word.known = "comparison"

    def _relation_before(self, run: Sequence[QuestionWord]) -> tuple[Relation | None, list[QuestionWord]]:
        first = self.words.index(run[0])
        for comparison in self.speech.comparisons:
            for words in self._hits(comparison.words):
                if self.words.index(words[-1]) == first - 1:
                    return comparison.relation, words
        return None, []

    def _days(self) -> Iterator[tuple[list[QuestionWord], Day]]:
        for hit in _DATES.finditer(self.question.text):
            text = hit.group().strip()
            if (day := day_of(text)) is not None and (day == day_of(text, day_first=False)):
                yield self._between(hit.start(), hit.end()), day
        for word in self.words:
            if not word.known and (month := month_of(word.folded)) and len(word.folded) > 3:
                yield [word], (0, month, 0)
            elif not word.known and _YEAR.fullmatch(word.folded):
                yield [word], (int(word.folded), 0, 0)
        for hit in _COUNTED_MONTH.finditer(self.question.text):
            if 1 <= int(hit[1]) <= 12:
                yield self._between(hit.start(), hit.end()), (0, int(hit[1]), 0)

    def _between(self, start: int, end: int) -> list[QuestionWord]:
        return [word for word in self.words if start <= word.start and word.end <= end]

    def _on(self, column: int, day: Day, relation: Relation | None) -> Callable[[int], bool]:
        """Whether a row's day is, or is before or after, a day, a month or a year."""
        readings: list[Sequence[Day | None]] = list(self.kinds[column].readings)  # type: ignore[arg-type]
        years = {cell[0] for reading in readings for cell in reading if cell}
        if not day[0] and len(years) > 1:
            raise Uncertain  # March of which year?
        full = (day[0] or (years.pop() if len(years) == 1 else 0), *day[1:])

        def holds(row: int) -> bool:
            met = {_meets(_as_told(reading[row], full), relation, _as_told(full, full)) for reading in readings}
            if len(met) > 1:
                raise Uncertain
            return met.pop()

        return holds

    def _negation(self) -> None:
        if self._take(self.speech.negated, "negation"):
            self.negated = True

    def _parts_of_cells(self, strict: bool) -> None:
        """What is left of the question's topic stands within cells, all of one column."""
        left = [word for word in self.words if not word.known and not word.is_function]
        left = [word for word in left if not self._is_idle(word)]
        if not left:
            return
        wanted = {word.term for word in left}
        found: dict[int, list[int]] = {}
        for row, cells in enumerate(self.table.tokens):
            for at, cell in enumerate(cells):
                if wanted <= set(cell.terms):
                    found.setdefault(at, []).append(row)
        if not found:
            return  # ``_rest`` sees that they are not known
        column = self._one_of(sorted(found), self.words.index(left[0]))
        rows = frozenset(found[column])
        if self.kinds[column].kind != "text" or any(self._is_too_much(row, column, wanted, strict) for row in rows):
            raise Uncertain
        if self._is_day(column) and wanted & {term(day) for day in self.speech.weekdays}:
            raise Uncertain
        shown = self._text(left) if len(rows) > 1 else self.table.rows[min(rows)].cells[column]
        self._add(column, lambda row: row in rows, shown, left)

    def _is_too_much(self, row: int, column: int, wanted: set[str], strict: bool) -> bool:
        """Whether a cell may say something else than the words that were found in it."""
        cell: Tokens = self.table.tokens[row][column]
        if len(cell.folded) > (_NAME if strict else LONGEST):
            return True
        others = [word for word, own in zip(cell.folded, cell.terms) if own not in wanted]
        denied = bool(self.speech.negated.search(" ".join(others)))
        return denied or bool(set(others) & self.speech.not_whole)

    def _flags(self) -> None:
        """A column that says yes or no and is named is a condition: in stock, or not."""
        for at in [at for at in self.mentioned if self.kinds[at].kind == "flag"]:
            if not (self._asks(self.speech.listing) or self._asks(self.speech.count)) or self.conditions:
                continue
            wanted = not self.negated
            cells = [fold(cell) for cell in self.table.column(at)]
            self.mentioned.remove(at)
            shown = next((row.cells[at] for row in self.table.rows if (fold(row.cells[at]) in YES) is wanted), "")
            self.conditions.append(Condition(at, lambda row, c=cells, w=wanted: (c[row] in YES) is w, shown))  # type: ignore[misc]
            self.negated = False

    def _lacking(self) -> None:
        """A column that is named and denied is a condition: nothing stands there ("no bench", "out of stock")."""
        if not self.negated or self.conditions or not self._asks(self.speech.listing):
            return
        empty = {at: [cell.strip() in _NOTHING for cell in self.table.column(at)] for at in self.mentioned}
        lacking = [at for at, cells in empty.items() if any(cells)]
        if len(lacking) == 1:
            (at,) = lacking
            self.mentioned.remove(at)
            self.conditions.append(
                Condition(at, empty[at].__getitem__, self.table.column(at)[empty[at].index(True)] or "–")
            )
            self.negated = False


def _meets(found: Value | None, relation: Relation | None, value: Value | None) -> bool:
    if found is None or value is None:
        return False
    told: dict[Relation | None, bool] = {
        "more": found > value,  # type: ignore[operator]
        "less": found < value,  # type: ignore[operator]
        "at_least": found >= value,  # type: ignore[operator]
        "at_most": found <= value,  # type: ignore[operator]
        None: found == value,
    }
    return told[relation]


def _as_told(day: Day | None, model: Day) -> Day | None:
    """A day as exactly as another is told: a month, where that is one."""
    return day and tuple(own if asked else 0 for own, asked in zip(day, model))  # type: ignore[return-value]
