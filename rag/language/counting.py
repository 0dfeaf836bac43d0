"""How a language counts, for a text that is met with the words of all languages at once: a short one is not surely in any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Counting:
    """The tables of one language, in small letters.

    Attributes:
        units: number words with their values; ``hundreds`` and ``tens`` multiply what stands before them, ``scales`` by a
            power of ten.
        ordinals: "first" and so on; ``times`` is "twice" and so on.
        other: pairs of words of which the second is none of ``times``: "at once".
        beside: words that are numbers only beside others, with what makes them so behind them.
        names: units that are a part of a name where they have a capital.
        counts_places: before these a unit tells the how manieth: "tháng".
        pronouns: units that stand for a thing as well; ``pronoun_before`` and ``pronoun_behind`` tell them by a neighbour,
            ``determiners`` by what stands before the word before: "the old one".
        fold, percent: alternatives of a pattern: "times", "per cent".
        currencies: patterns of money with its ISO 4217 code, in small letters; ``money`` are words for it behind a figure
            that may mean something else too: "pounds".
        measured: words for units behind a figure, with the symbol of the unit: "hours", "h".
    """

    units: Mapping[str, int] = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    tens: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    other: frozenset[tuple[str, str]] = frozenset()
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    counts_places: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    pronoun_before: frozenset[str] = frozenset()
    pronoun_behind: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    fold: str = ""
    percent: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)


NO_COUNTING = Counting()


def named(**names: str) -> dict[str, str]:
    """Words by what they name.

    >>> named(h="hour hours", d="day")
    {'hour': 'h', 'hours': 'h', 'day': 'd'}
    """
    return {word: symbol for symbol, words in names.items() for word in words.split()}
