"""The files that a question names: "in the price list" is asked of prices.csv no less than of what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

import regex

from rag.corpus.formats import without_row
from rag.index.index import Index
from rag.index.listed import Listed
from rag.language.words import term, terms

MOST_FILES = 20_000
"""In a larger folder no names are looked at: that would take longer than the search itself."""
_WORD = regex.compile(r"\p{Lu}?\p{Ll}[\p{Ll}\p{M}]+|\p{Lu}{2,}")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HASH = regex.compile(r"[0-9a-f]{8,}", regex.IGNORECASE)


def words_of_name(path: str) -> tuple[str, ...]:
    """The words of a file's name, without what only numbers it.

    >>> words_of_name("notes/2024-03-05_boardMinutes.md"), words_of_name("000_3d2def1b4960c5b3.txt")
    (('board', 'Minutes'), ())
    """
    return tuple(_WORD.findall(_HASH.sub(" ", PurePosixPath(without_row(path).rpartition("#")[2]).stem)))


def named_in(index: Index, query: str) -> Set[str]:
    """The digests of the articles whose file's name has only words of a query.

    Of names that a year tells apart, those count whose year the question has, if there are any.
    """
    asked = set(terms(query))
    named = [file for name, files in _names(index).items() if set(name) <= asked for file in files]
    of_year = [file for file in named if asked & file.years]
    return {file.digest for file in of_year or named}


@dataclass(frozen=True, slots=True)
class _File:
    digest: str
    years: frozenset[str]


Names = Mapping[tuple[str, ...], Sequence[_File]]
_KNOWN: WeakKeyDictionary[Index, tuple[int, Names]] = WeakKeyDictionary()


def _names(index: Index) -> Names:
    """The articles by the words of their files' names, as terms; made once for each state of the index."""
    state = index.words.generation
    known = _KNOWN.get(index)
    if known is None or known[0] != state:
        known = _KNOWN[index] = state, _names_in(index.articles)
    return known[1]


def _names_in(articles: Collection[Listed]) -> Names:
    by_name: dict[tuple[str, ...], list[_File]] = {}
    for article in articles if len(articles) <= MOST_FILES else ():
        if name := tuple(map(term, words_of_name(article.path))):
            years = frozenset(_YEAR.findall(PurePosixPath(article.path).stem))
            by_name.setdefault(name, []).append(_File(article.digest, years))
    return by_name
