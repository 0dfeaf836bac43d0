"""Words as they are compared: accents folded, cases folded, English endings cut."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex
import Stemmer

# A number keeps its separators ("3.25"), a word its apostrophe and its accents, also where these
# are code points of their own (NFD).
_WORD = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*")
_POSSESSIVE = regex.compile(r"['’]s?$")
_english = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its span in code points and the term it is compared by."""

    start: int
    end: int
    term: str


# The caches are small beside all the words and numbers of millions of sentences: the commonest are most of what is met.
@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents: the same for "Nông Đức Mạnh", its NFD form and "nong duc manh".

    >>> fold("Nông Đức Mạnh")
    'nong duc manh'
    """
    return _folded(text)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.replace("đ", "d")


@lru_cache(maxsize=32_768)
def term(word: str) -> str:
    """The term a word is indexed and compared by: folded, its possessive and its English ending cut.

    >>> term("Mobilizing"), term("committee's"), term("3.25")
    ('mobil', 'committe', '3.25')
    """
    folded = _POSSESSIVE.sub("", _folded(word)).replace("’", "'")
    return _english.stemWord(folded) or folded


def words(text: str) -> list[Word]:
    """The words of a text in reading order."""
    return [Word(m.start(), m.end(), term(m.group())) for m in _WORD.finditer(text)]


def terms(text: str) -> list[str]:
    """The terms of a text in reading order, for the word index and for overlaps."""
    return [term(m.group()) for m in _WORD.finditer(text)]
