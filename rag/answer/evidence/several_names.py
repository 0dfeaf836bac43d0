"""The sentences that a question with several names needs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.analysis import LAST_BIT, WORD
from rag.language.detect import spoken
from rag.language.words import term

_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+(?:(?:of|the|de|van|von|du|la)\s+)*\p{Lu}[\p{L}\p{M}’'-]*)*")


def with_all_named(
    question: str, chosen: Sequence[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """The chosen sentences, and where a question has several names, for one that none of their passages has its best.

    "What do Vuong and Manh say about trust?" may be answered in two articles; a sentence comes to it
    only when it is above those that answer nothing, of score 0.
    """
    found, names = list(chosen), _names_of(question)
    for name in names if len(names) > 1 else ():
        if len(found) < most and not any(name <= e.candidate.facts.terms.keys() for e in found):
            found += [e for e in evidence if e.score > 0 and _has(e, name)][:1]
    return found


def _names_of(question: str) -> list[frozenset[str]]:
    """The terms of each run of capitalised words, function words left out."""
    languages = spoken(question)
    runs = [[m.group() for m in WORD.finditer(run.group())] for run in _NAME.finditer(question)]
    names = [frozenset(term(w) for w in run if not any(one.is_function_word(w) for one in languages)) for run in runs]
    return list(dict.fromkeys(name for name in names if name))


def _has(evidence: Evidence, name: frozenset[str]) -> bool:
    held = evidence.candidate.facts.terms
    return all(held.get(t, 0) >> min(evidence.index, LAST_BIT) & 1 for t in name)
