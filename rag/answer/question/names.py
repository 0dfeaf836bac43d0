"""The names in a question."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from rag.answer.question.analysis import WORD
from rag.language.base import Language
from rag.language.detect import spoken
from rag.language.packs import CLAUSES
from rag.language.words import term

_NAME = regex.compile(
    rf"\p{{Lu}}[\p{{L}}\p{{M}}’'.-]*(?:\s+(?:(?:{CLAUSES.within_names})\s+)*\p{{Lu}}[\p{{L}}\p{{M}}’'-]*)*"
)


NameTerms = tuple[str, ...]
"""The terms of a name, in the order in which they are written."""


def names_of(question: str, *, titles: bool = True) -> list[NameTerms]:
    """The terms of each run of capitalised words, function words left out, and titles where they are not wanted.

    >>> names_of("What did Mr. Vuong tell Nong Duc Manh?", titles=False)
    [('vuong',), ('nong', 'duc', 'manh')]
    """
    languages = spoken(question)
    runs = [[m.group() for m in WORD.finditer(run.group())] for run in _NAME.finditer(question)]
    names = [tuple(term(word) for word in run if not _is_idle(word, languages, titles)) for run in runs]
    return list(dict.fromkeys(name for name in names if name))


def _is_idle(word: str, languages: Sequence[Language], titles: bool) -> bool:
    return any(
        language.is_function_word(word) or (not titles and word.lower() in language.naming.titles)
        for language in languages
    )
