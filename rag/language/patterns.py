"""The patterns of which the tables of every language are made, and numbers, years and times of day in digits."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

import regex

from rag.language.words import fold

Pattern = regex.Pattern[str]

NEVER: Pattern = regex.compile(r"(?!)")
"""Matches nowhere: stands for a table that a language does not have."""

DIGITS = r"\d+(?:[.,]\d+)*"
YEAR = r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d.,]*\d)"
CLOCK = r"\b\d{1,2}:\d\d\b"
PHONE: Pattern = regex.compile(r"\+?\d(?:[ ().-]{0,2}\d){4,}")
"""At least five digits, as the number of a telephone is written."""
EMAIL: Pattern = regex.compile(r"[\w.+-]+(?:@|\s?[(\[](?:at|arroba)[)\]]\s?)[\w-]+")
ANY_NUMBER: Pattern = regex.compile(DIGITS)
ANY_TIME: Pattern = regex.compile(rf"{YEAR}|{CLOCK}")


class _Deferred:
    """Stands for a pattern and is compiled when it is first met with a text: a start would compile tables of every language."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _compiled(self) -> Pattern:
        return regex.compile(self._text)

    def __getattr__(self, name: str) -> Any:
        value = self.__dict__[name] = getattr(self._compiled, name)
        return value


def deferred(text: str) -> Pattern:
    """A pattern that is compiled at its first use; a mistake in it is told then.

    >>> deferred("b+").search("abbc").span()
    (1, 3)
    """
    return cast("Pattern", _Deferred(text))


def any_of(*alternatives: str) -> Pattern:
    """Any of some patterns, between word boundaries."""
    return deferred(rf"\b(?:{'|'.join(alternatives)})\b")


def one_of(words: str) -> str:
    """Any of some words."""
    return f"(?:{'|'.join(words.split())})"


BETWEEN_ENDS = regex.compile(
    r"(?i)\s*(?:[-–—]|to|till|until|through|and|đến|tới|và|à|au|et|a|al|hasta|y)\s*(?:an?\s+|el\s+|le\s+)?"
)
"""What stands between the ends of a range in some language; "and" may stand there too: between Monday and Friday."""


def price_words(words: str) -> Pattern:
    """What may tell a price, in a folded text: any of some words, or the sign of a currency.

    >>> bool(price_words("free").search("6 €")), bool(price_words("free").search("6 boats"))
    (True, False)
    """
    return deferred(rf"[$€£¥₫₹]|\b{one_of(words)}\b")


def either_way(words: str) -> str:
    """Alternatives of a pattern with their accents and without.

    >>> either_way("tháng|năm")
    'tháng|năm|thang|nam'
    """
    return f"{words}|{fold(words)}"
