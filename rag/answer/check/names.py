"""Names: neighbouring words with capitals, and when two are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from rag.answer.check.tokens import Token, words
from rag.language.words import fold


@dataclass(frozen=True, slots=True)
class Name:
    """Neighbouring words with capitals; ``unsure`` is one that may have its capital from the sentence's beginning."""

    start: int
    end: int
    words: tuple[Token, ...]
    unsure: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_POSSESSIVE = regex.compile(r"'s?$")


def names_in(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Name]:
    run: list[Token] = []
    for word in [*words(text), None]:
        named = word is not None and word.capital and not any(a <= word.start < b for a, b in taken)
        if run and (not named or word is None or text[run[-1].end : word.start].strip(" -&")):
            yield from _name(run)
            run = []
        if named and word is not None:
            run.append(word)


def _name(run: list[Token]) -> Iterator[Name]:
    """A run as a name, without a function word that only begins a sentence, and without "I"."""
    while run and (run[0].text == "I" or (run[0].opens and not run[0].content)):
        run = run[1:]
    if run:
        yield Name(run[0].start, run[-1].end, tuple(run), run[0].opens and len(run) == 1)


@lru_cache(maxsize=32_768)
def letters(word: str) -> str:
    """A name's word as it is compared: without its possessive, small letters.

    >>> letters("Lidby's")
    'lidby'
    """
    return str(_POSSESSIVE.sub("", word).casefold())


def same_letters(one: str, other: str) -> bool:
    """Tells whether two words spell one name: accents matter where both have some.

    >>> same_letters("Mạnh", "Manh"), same_letters("Hòa", "Hoa"), same_letters("Hoả", "Hòa")
    (True, True, False)
    """
    one, other = letters(one), letters(other)
    return one == other or ((one.isascii() or other.isascii()) and fold(one) == fold(other))


def key_of(word: Token) -> str:
    """The key that two words have in common that are one: English by its stem, Vietnamese and names as they are spelled.

    The accents of names are compared by ``same_letters``.
    """
    if word.capital and not word.opens:
        return fold(letters(word.text))
    return word.key
