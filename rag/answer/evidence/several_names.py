"""The sentences that a question with several names needs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.analysis import LAST_BIT, WORD
from rag.language.base import Language
from rag.language.detect import spoken
from rag.language.words import term

_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+(?:(?:of|the|de|van|von|du|la)\s+)*\p{Lu}[\p{L}\p{M}’'-]*)*")

Name = tuple[str, ...]
"""The terms of a name."""


def with_all_named(
    question: str, chosen: Sequence[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """The chosen sentences, and where a question has several names, for one that none of their passages has its best.

    "What do Vuong and Manh say about trust?" may be answered in two articles; a sentence comes to it
    only when it is above those that answer nothing, of score 0.
    """
    found, names = list(chosen), names_of(question)
    for name in names if len(names) > 1 else ():
        if len(found) < most and not any(e.candidate.facts.terms.keys() >= set(name) for e in found):
            found += [e for e in evidence if e.score > 0 and _has(e, name)][:1]
    return found


def names_of(question: str, *, titles: bool = True) -> list[Name]:
    """The terms of each run of capitalised words, function words left out, and titles where they are not wanted.

    >>> names_of("What did Mr. Vuong tell Nong Duc Manh?", titles=False)
    [('vuong',), ('nong', 'duc', 'manh')]
    """
    languages = spoken(question)
    runs = [[m.group() for m in WORD.finditer(run.group())] for run in _NAME.finditer(question)]
    names = [tuple(term(word) for word in run if not _is_idle(word, languages, titles)) for run in runs]
    return list(dict.fromkeys(name for name in names if name))


def _is_idle(word: str, languages: Sequence[Language], titles: bool) -> bool:
    return any(one.is_function_word(word) or (not titles and word.lower() in one.naming.titles) for one in languages)


def _has(evidence: Evidence, name: Name) -> bool:
    held = evidence.candidate.facts.terms
    return all(held.get(t, 0) >> min(evidence.index, LAST_BIT) & 1 for t in name)
