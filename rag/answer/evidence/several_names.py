"""The sentences that a question with several names needs."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.analysis import LAST_BIT
from rag.answer.question.names import NameTerms
from rag.answer.question.question import Question


def with_all_named(
    question: Question, chosen: Sequence[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """The chosen sentences, and where a question has several names, for one that none of their passages has its best.

    "What do Vuong and Manh say about trust?" may be answered in two articles; a sentence comes to it
    only when it is above those that answer nothing, of score 0.
    """
    sentences, names = list(chosen), question.names
    for name in names if len(names) > 1 else ():
        if len(sentences) < most and not any(e.candidate.facts.terms.keys() >= set(name) for e in sentences):
            sentences += [e for e in evidence if e.score > 0 and _has(e, name)][:1]
    return sentences


def _has(evidence: Evidence, name: NameTerms) -> bool:
    terms = evidence.candidate.facts.terms
    return all(terms.get(t, 0) >> min(evidence.index, LAST_BIT) & 1 for t in name)
