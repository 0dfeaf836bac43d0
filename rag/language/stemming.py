"""Words without their endings, in the languages that Snowball knows."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from rag.language.packs import language_by
from rag.language.words import fold


def is_stemmed(language: str) -> bool:
    """Whether the endings of a language are known; English has ``rag.language.words.term``."""
    return bool(language_by(language).snowball)


@lru_cache(maxsize=32_768)
def stem(word: str, language: str) -> str:
    """A word without its ending, folded.

    >>> stem("durará", "es"), stem("duró", "es"), stem("rénovée", "fr")
    ('dur', 'dur', 'renov')
    """
    return fold(_stemmer(language_by(language).snowball).stemWord(word.casefold()))


@lru_cache(maxsize=32)
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)
