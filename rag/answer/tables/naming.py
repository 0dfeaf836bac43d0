"""Schema linking: the words of a question in a table; which of its columns they name, and of what kind these are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from rag.answer.question.question import Question
from rag.answer.tables.table import Table
from rag.answer.tables.values import MONEY, UNITS_BY_NAME, Column, token_spans
from rag.language.packs import PACKS
from rag.language.patterns import Pattern
from rag.language.selecting import Concept
from rag.language.words import fold, term

_ENDINGS = frozenset().union(*(pack.selecting.endings for pack in PACKS.values()))
"""What a form of a word may have at its end that another has not, once both are cut: "own" and "owner"."""
YES = frozenset().union(*(pack.selecting.yes for pack in PACKS.values()))


@dataclass(frozen=True)
class Condition:
    """A condition on the cell of a column; ``told`` is how it is said, ``is_cell`` that it is the whole cell."""

    column: int
    holds: Callable[[int], bool] = field(repr=False, compare=False)
    told: str
    is_cell: bool = False


@dataclass
class QuestionWord:
    """A word of a question. ``known`` is what it was understood as, "" while nobody knows."""

    start: int
    end: int
    folded: str
    term: str
    is_function: bool
    known: str = ""


class Uncertain(Exception):
    """The question may not be about the table, or may mean two things."""


@dataclass
class TableQuestion:
    """A question's words beside a table, and what is known of them so far.

    ``mentioned`` are the columns that are named, ``negated`` tells that something is asked for that is not so.
    """

    question: Question
    table: Table
    conditions: list[Condition] = field(default_factory=list)
    mentioned: list[int] = field(default_factory=list)
    negated: bool = False

    def __post_init__(self) -> None:
        text, language = self.question.text, self.question.language
        self.words = [
            QuestionWord(start, end, word, term(word), language.is_function_word(text[start:end]))
            for start, end, word in token_spans(text)
        ]
        self.speech = language.selecting
        self.line = " ".join(word.folded for word in self.words)

    @property
    def kinds(self) -> list[Column]:
        """What the table's columns are."""
        return self.table.kinds

    def _columns(self) -> None:
        """The columns that the question names; a word that asks for a time names none where it would name two."""
        for words in self._hits(self.speech.when):
            for word in words:
                if sum(self._relates(word, at) for at in range(len(self.table.columns))) > 1:
                    word.known = word.known or "asking"
        self._whole_names()
        for word in self.words:
            if word.known and word.known != "comparison":
                continue
            related = [at for at in range(len(self.table.columns)) if self._relates(word, at)]
            if related:
                word.known = word.known or "column"
            self.mentioned += [at for at in related if at not in self.mentioned]
        self.mentioned = self._nearest(self.mentioned)
        self._by_concept()

    def _whole_names(self) -> None:
        """The columns whose names of several words the question has as they are: "per hour", be "per" no topic."""
        for at, name in enumerate(self.table.names):
            size = len(name.folded)
            for first in range(len(self.words) - size + 1 if size > 1 else 0):
                words = self.words[first : first + size]
                if tuple(word.folded for word in words) == name.folded and not any(word.known for word in words):
                    self.mentioned.append(at)
                    for word in words:
                        word.known = "column"

    def _nearest(self, columns: list[int]) -> list[int]:
        """Of columns that share a word, "Sales Q2" and "Sales Q3", those that have most of the question's words."""
        count = {at: sum(self._relates(word, at) for word in self.words if word.known != "value") for at in columns}
        kept = [
            at
            for at in columns
            if not any(
                count[other] > count[at] and set(self.table.names[other].terms) & set(self.table.names[at].terms)
                for other in columns
            )
        ]
        shared = [
            (a, b)
            for a in kept
            for b in kept
            if a < b
            and not any(
                self._relates(word, a) != self._relates(word, b) for word in self.words if word.known == "column"
            )
        ]
        if shared:  # nothing tells which of the two
            raise Uncertain
        return kept

    def _by_concept(self) -> None:
        """A column that is named by another word for it: "cost" for "Price"; or "leave" beside "Departs"."""
        named = {*self.mentioned, *(condition.column for condition in self.conditions)}
        for concept, pattern in self.speech.concepts.items():
            hits = [words for words in self._hits(pattern) if not any(word.known for word in words)]
            columns = [at for at in range(len(self.table.columns)) if self._called(at, concept)]
            told = [at for at in columns if at in named] or (columns if not self.mentioned else [])
            hits = [words for words in hits if len(told) == 1 and self._fits(told[0], words[0].folded)]
            if not hits:
                continue
            if told[0] not in named:
                self.mentioned.append(told[0])
            for words in hits:
                for word in words:
                    word.known = "column"

    def _relates(self, word: QuestionWord, column: int) -> bool:
        """Whether a word is one of a column's name, be it in another form.

        Short function words are no words of a name: of "in stock" only "stock" counts.
        """
        name = self.table.names[column]
        if word.is_function and (len(word.folded) < 3 or len(name.folded) > 1):  # "owns" of "owner", not "the"
            return False
        return any(kindred(word.term, term) or word.folded == term for term in (*name.terms, *name.folded))

    def _called(self, column: int, concept: Concept) -> bool:
        """Whether the name of a column says that it is about something, in any language."""
        name = " ".join(self.table.names[column].folded)
        return any(
            concept in pack.selecting.concepts and bool(pack.selecting.concepts[concept].search(name))
            for pack in PACKS.values()
        )

    def _fits(self, column: int, word: str) -> bool:
        """Whether a word for a column is no unit, or its own: days are no minutes."""
        aliases = next((names for names in UNITS_BY_NAME if word in names), None)
        return aliases is None or self._has_unit(column, aliases)

    def _has_unit(self, column: int, aliases: frozenset[str]) -> bool:
        """Whether a column says a unit; any currency is taken to be that of a price that says none."""
        said = self._units_said(column)
        silent = self._called(column, "price") and not any(names & said for names in MONEY)
        return bool(aliases & said) or (aliases in MONEY and silent)

    def _units_said(self, column: int) -> set[str]:
        """The words of a column's name and what stands beside its numbers."""
        beside = regex.findall(r"[^\s\d.,]+", " ".join(self.table.column(column)[:1]))
        return {*self.table.names[column].folded, *self.table.names[column].terms, *map(fold, beside)}

    def _measure(self, concepts: Sequence[Concept]) -> int:
        """The one column that rows are compared by: the one that is named, else the one of the likeliest concept."""
        own = {condition.column for condition in self.conditions}
        ordered = [at for at, column in enumerate(self.kinds) if column.readings and not self._is_key(at)]
        for concept in concepts:
            fitting = [at for at in ordered if self._called(at, concept)]
            if concept == "date":  # when a room was painted says nothing of its age, unless that is asked
                days = [at for at in ordered if self.kinds[at].kind == "date"]
                fitting = [at for at in days if at in fitting or at in self.mentioned]
            if concept == "departure":
                fitting = [at for at in fitting if self.kinds[at].kind == "time"]
            named = [at for at in fitting if at in self.mentioned]
            some = named or fitting
            if some:
                if len(some) > 1:
                    raise Uncertain
                return some[0]
        if concepts and concepts != ("price",):  # "the cheapest per day" is told by a column "Per day"
            raise Uncertain
        named = [at for at in self.mentioned if at in ordered and at not in own]
        if len(named) != 1:
            raise Uncertain
        return named[0]

    def _is_key(self, column: int) -> bool:
        """Whether a column numbers the rows: the first, where each row has another whole number, one after another."""
        cells = self.table.column(column)
        numbers = sorted(int(cell) for cell in cells if cell.isdecimal())
        return column == 0 and len(numbers) == len(cells) and numbers == [*range(numbers[0], numbers[0] + len(cells))]

    def _is_idle(self, word: QuestionWord) -> bool:
        """Whether a word says nothing here: it names the table as a whole, or would suit any."""
        idle = word.term in self.speech.idle or word.folded in self.speech.idle
        return idle or self._is_called(word) or (word.folded in self.speech.goods and self._is_priced)

    def _is_called(self, word: QuestionWord) -> bool:
        """Whether the table is called so, by its file, its title, or what stands above it."""
        return any(kindred(word.term, term) for term in self.table.called if len(word.term) > 1)

    @cached_property
    def _is_priced(self) -> bool:
        return any(self._called(at, "price") for at in range(len(self.table.columns)))

    def _asks(self, pattern: Pattern) -> bool:
        return bool(pattern.search(self.line))

    def _hits(self, pattern: Pattern) -> list[list[QuestionWord]]:
        found = []
        for hit in pattern.finditer(self.line):
            first = self.line[: hit.start()].count(" ")
            found.append(self.words[first : first + hit.group().strip().count(" ") + 1])
        return found

    def _take(self, pattern: Pattern, known: str) -> bool:
        """Marks the words that a pattern is about, where nothing else is known of them."""
        for words in self._hits(pattern):
            if words and not any(word.known for word in words):
                for word in words:
                    word.known = known
                return True
        return False

    def _text(self, run: Sequence[QuestionWord]) -> str:
        return " ".join(self.question.text[run[0].start : run[-1].end].split()) if run else ""


def kindred(term: str, other: str) -> bool:
    """Whether two terms are forms of one word, as "own" and "owner", "suppli" and "supplier".

    >>> kindred("own", "owner"), kindred("price", "prices"), kindred("in", "incident"), kindred("car", "cargo")
    (True, True, False, False)
    """
    if term == other:
        return True
    short, long = sorted((term, other), key=len)
    return len(short) >= 3 and long.startswith(short) and long[len(short) :] in _ENDINGS
