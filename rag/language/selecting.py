"""The questions over tables in a language, by which rows are selected: a set of tables, and nothing that decides.

Patterns are met by folded words with a space between, without apostrophes and marks ("combien d incidents").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.language.patterns import NEVER, Pattern

Concept = Literal["price", "duration", "length", "weight", "age", "severity", "date", "departure", "arrival", "person"]
"""What a column may be about."""
Relation = Literal["more", "less", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Extreme:
    """Words for an end of an order: ``concepts`` are those of the columns that they are about, the likeliest first.

    Without any, the column has to be named: "the highest". ``highest`` is the end.
    """

    words: Pattern
    highest: bool
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that stand before what a column is compared with: "cheaper than"; ``concept`` as of an extreme."""

    words: Pattern
    relation: Relation
    concept: Concept | None = None


@dataclass(frozen=True, eq=False)
class Selecting:
    """How a language asks for rows.

    Attributes:
        count, total, average: how many, how much together, how much on average.
        listing: a request for rows: "which", "list".
        who, when, how_much: question words that tell of what kind the column is.
        negated: what turns a condition into its opposite.
        altering: words that change what is meant in ways that are not understood here.
        idle: words that say nothing in a question about a table, as its own words for a row.
        goods: what the rows of a price list are called.
        extremes, comparisons: see there; the first that is found counts.
        concepts: what columns, and the words for them in a question, are called.
        scale: words for how grave something is, from 1.
        yes, no: what a cell says of something that is so, or not.
        not_whole: words by which a name is another one: "New" before "York".
        endings: what a form of a word may have at its end that another has not, once both are cut: "own" and "owner".
        weekdays: the days of the week.
        said: how it is told what was compared; see ``rag.answer.tables.selecting``.
    """

    count: Pattern = NEVER
    total: Pattern = NEVER
    average: Pattern = NEVER
    listing: Pattern = NEVER
    who: Pattern = NEVER
    when: Pattern = NEVER
    how_much: Pattern = NEVER
    negated: Pattern = NEVER
    altering: Pattern = NEVER
    idle: frozenset[str] = frozenset()
    goods: frozenset[str] = frozenset()
    extremes: tuple[Extreme, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    concepts: Mapping[Concept, Pattern] = field(default_factory=dict)
    scale: Mapping[str, int] = field(default_factory=dict)
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    not_whole: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)


def ranks(*words: str) -> dict[str, int]:
    """Words by their rank, from 1; of those that stand together all have the same.

    >>> ranks("low minor", "high")
    {'low': 1, 'minor': 1, 'high': 2}
    """
    return {word: rank for rank, together in enumerate(words, 1) for word in together.split()}


NO_SELECTING = Selecting()
