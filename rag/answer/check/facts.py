"""The facts that a sentence states and that cannot be paraphrased: numbers, dates, names and quoted strings, in one spelling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from rag.answer.check.names import Name, names_in
from rag.answer.check.numbers import Number, numbers_in
from rag.answer.check.tokens import Token, spelled, words
from rag.language.dates import Date, dates_in

_QUOTED = regex.compile(r"\"([^\"]{2,}?)\"")


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The facts that a text states and that cannot be paraphrased, in reading order; ``text`` is the text in one spelling.

    Two are the same when they are one object: ``facts_of`` gives one for a text.
    """

    text: str
    words: tuple[Token, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    quoted: tuple[str, ...]

    @property
    def years(self) -> frozenset[int]:
        """Every year that is named, alone or in a date."""
        alone = {int(v) for n in self.numbers for v in n.values if v == v.to_integral_value() and 1000 <= v < 2200}
        return frozenset(alone).union(*(date.years for date in self.dates))


@lru_cache(maxsize=1024)
def facts_of(text: str) -> Facts:
    """The facts of a text.

    >>> facts = facts_of("On Jan. 5, Minh paid 1.2 million pounds.")
    >>> [sorted(n.values) for n in facts.numbers], [name.text for name in facts.names], len(facts.dates)
    ([[Decimal('1.2E+6')]], ['Minh'], 1)
    """
    text = spelled(text)
    dates = tuple(sorted(dates_in(text), key=lambda date: date.start))
    taken = [(date.start, date.end) for date in dates]
    numbers = tuple(numbers_in(text, taken))
    spoken = [(number.start, number.end) for number in numbers]
    quoted = tuple(hit.group(1) for hit in _QUOTED.finditer(text))
    return Facts(text, words(text), numbers, dates, tuple(names_in(text, [*taken, *spoken])), quoted)
