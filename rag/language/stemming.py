"""Words without their endings, in the languages that Snowball knows."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from rag.language.other import SNOWBALL
from rag.language.words import fold

_NAMES = {"fr": "french", "es": "spanish", **SNOWBALL}


def is_stemmed(language: str) -> bool:
    """Whether the endings of a language are known; English has ``rag.language.words.term``."""
    return language in _NAMES


@lru_cache(maxsize=32_768)
def stem(word: str, language: str) -> str:
    """A word without its ending, folded.

    >>> stem("durará", "es"), stem("duró", "es"), stem("rénovée", "fr")
    ('dur', 'dur', 'renov')
    """
    return fold(_stemmer(_NAMES[language]).stemWord(word.casefold()))


@lru_cache(maxsize=len(_NAMES))
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)
