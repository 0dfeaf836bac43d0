"""How a language says numbers and dates, denies, and tells how many: by this two statements are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from rag.language.patterns import NEVER, Pattern


@dataclass(frozen=True, eq=False)
class Stating:
    """The tables of one language; all patterns are met by text as it is written.

    Attributes:
        elided: a word that is written before another without a space, "l'".
        cut: the words with which a clause begins.
        negation: each match denies once, also where the language says so twice ("ne … pas", "no … nunca").
        opposites: two patterns each, of which one takes back the other.
        quantifiers: alternatives by kind, to be met between letters.
        numbers: number words with their values; ``hundreds`` and ``twenties`` multiply what stands before them,
            ``scales`` by a power of ten; ``joint`` may stand between two of them.
        ordinals: "first" and so on.
        months, days: their names, with the number of the month, and with the English name.
    """

    elided: Pattern = NEVER
    cut: Pattern = NEVER
    negation: Pattern = NEVER
    opposites: tuple[tuple[Pattern, Pattern], ...] = ()
    quantifiers: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    twenties: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    joint: str = ""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


NO_STATING = Stating()


def words_of(*some: str) -> Pattern:
    """Any of some patterns, between word boundaries, in large letters and in small ones."""
    return regex.compile(rf"(?i)\b(?:{'|'.join(some)})\b")


def numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Words by what they say: the first says ``first``, each other one ``step`` more.

    >>> numbered("twenty thirty", 20, 10)
    {'twenty': 20, 'thirty': 30}
    """
    return {word: first + step * at for at, word in enumerate(words.split())}


def all_to(words: Mapping[str, str]) -> dict[str, str]:
    """Words by what they mean, of which some are written together.

    >>> all_to({"tarde|tardes": "afternoon"})
    {'tarde': 'afternoon', 'tardes': 'afternoon'}
    """
    return {word: meaning for together, meaning in words.items() for word in together.split("|")}
