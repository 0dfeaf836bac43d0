"""Further sentences beside the likeliest: which say nothing that was asked, and which the answer needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.corpus.parts import asks
from rag.language.words import terms

_MOST = 400
"""Characters of the answer to a printed question that is quoted beyond its first sentence."""


def with_rest(chosen: Sequence[Evidence], most: int) -> list[Evidence]:
    """The chosen sentences, and where the likeliest begins the short answer to a question that is printed above it, the
    rest of that: "Is there parking? Not here. The next car park is in Tanner Row."."""
    first = chosen[0] if chosen else None
    if first is None or not first.index or first.sentence.kind != "text":
        return list(chosen)
    units, text = first.candidate.sentences, first.candidate.shown(first.index - 1)
    if units[first.index - 1].kind not in ("heading", "question") or not asks(text):
        return list(chosen)
    behind = range(first.index + 1, len(units))
    rest = list(takewhile(lambda at: units[at].section == first.sentence.section and units[at].kind == "text", behind))
    if not rest or units[rest[-1]].end - first.start > _MOST:
        return list(chosen)
    answer = [first, *(replace(first, index=at, share=0.0, short=None) for at in rest)]
    places = {(e.candidate.path, e.start) for e in answer}
    return [*answer, *(e for e in chosen if (e.candidate.path, e.start) not in places)][:most]


def without_needless(question: Question, chosen: Sequence[Evidence]) -> list[Evidence]:
    """The chosen sentences without those that the first makes needless.

    Such are the same words once more, as a mail quotes another, and other rows, where the first is the one that the
    question names: the fee for a car beside that for a bicycle.
    """
    return [e for at, e in enumerate(chosen) if not at or not _is_needless(question, chosen[0], e)]


def _is_needless(question: Question, first: Evidence, other: Evidence) -> bool:
    if other.text == first.text:
        return True
    both_rows = first.sentence.kind == other.sentence.kind == "row"
    return both_rows and _asked_in(question, other) < _asked_in(question, first)


def _asked_in(question: Question, evidence: Evidence) -> frozenset[str]:
    """The question's content terms in a sentence."""
    facts = question.facts
    content = frozenset(t for t, counts in zip(facts.terms, facts.content) if counts)
    return content.intersection(terms(evidence.text))
