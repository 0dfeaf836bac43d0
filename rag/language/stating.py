"""How a language says numbers and dates, denies, tells how many, in what order and of what measure: by this two statements are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.language.patterns import NEVER, Pattern, deferred


@dataclass(frozen=True, eq=False)
class Stating:
    """The tables of one language; all patterns are met by text as it is written.

    Attributes:
        elided: a word that is written before another without a space, "l'".
        cut: the words with which a clause begins.
        negation: each match denies once, also where the language says so twice ("ne … pas", "no … nunca").
        bounded: what behind a denial makes it a condition or a bound: "not before May", "no more than two".
        opposites: two patterns each, of which one takes back the other.
        opposed: the same as plain words, for a language whose words are compared by their stems.
        earlier, later: what says that one thing came before another, or after it.
        least, most: what stands right before a number and makes it a bound: "more than", "at most".
        lesser: what stands before an office and makes it another one: "vice", "former".
        measures: units of time, length, weight and volume, each with a base unit and how many of that it is.
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
    bounded: Pattern = NEVER
    opposed: tuple[tuple[str, str], ...] = ()
    earlier: Pattern = NEVER
    later: Pattern = NEVER
    least: Pattern = NEVER
    most: Pattern = NEVER
    lesser: Pattern = NEVER
    measures: Mapping[str, tuple[str, int]] = field(default_factory=dict)
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
    return deferred(rf"(?i)\b(?:{'|'.join(some)})\b")


def words_before(*some: str) -> Pattern:
    """Any of some patterns as what a text ends with, a space behind it and an article perhaps."""
    return deferred(rf"(?i)\b(?:{'|'.join(some)})\s+(?:(?:the|les?|las?|los|el)\s+)?$")


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


def measures(**units: str) -> dict[str, tuple[str, int]]:
    """``minute="minute:1 hour:60"``: the words of each unit, plural and all, with how many of the base they are."""
    return {
        word: (base, int(count))
        for base, some in units.items()
        for words, count in (entry.split(":") for entry in some.split())
        for word in words.split("|")
    }


METRIC = (
    "mm|millimetres|millimetre|millimeters:1 cm|centimetres|centimetre|centimeters|centimètres|centímetros:10 "
    "metres|metre|meters|meter|mètres|mètre|metros|metro|mét:1000 km|kilometres|kilometre|kilometers|kilomètres|kilómetros:1000000"
)
WEIGHT = "g|grams|gram|grammes|gramos:1 kg|kilograms|kilogram|kilos|kilo:1000 tonnes|tonne|toneladas|tấn:1000000"
VOLUME = "ml|millilitres:1 cl:10 litres|litre|liters|litros|litro|lít:1000"
