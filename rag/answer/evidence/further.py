"""Further sentences beside the likeliest: which of them say nothing that was asked."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.language.words import terms


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
