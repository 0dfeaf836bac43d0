"""The names in a question."""

from __future__ import annotations

import regex

from rag.answer.question.analysis import WORD
from rag.language.detect import spoken
from rag.language.words import term

_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+(?:(?:of|the|de|van|von|du|la)\s+)*\p{Lu}[\p{L}\p{M}’'-]*)*")


def names_of(question: str) -> list[frozenset[str]]:
    """The terms of each run of capitalised words, function words left out.

    >>> [sorted(name) for name in names_of("What do Vuong and Le Manh say?")]
    [['vuong'], ['le', 'manh']]
    """
    languages = spoken(question)
    runs = [[m.group() for m in WORD.finditer(run.group())] for run in _NAME.finditer(question)]
    names = [frozenset(term(w) for w in run if not any(one.is_function_word(w) for one in languages)) for run in runs]
    return list(dict.fromkeys(name for name in names if name))
