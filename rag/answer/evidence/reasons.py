"""Why something is so: the reason may stand in the sentence that is nearest, or in the one behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.language.base import Language
from rag.language.packs import language_by
from rag.language.words import terms


def with_reason(question: Question, chosen: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to quote to a question why something is so.

    Where the likeliest gives no reason, the sentence behind it is quoted too: "The hide was closed. Its floor was
    rotten." One that begins as a reason ("The reason was …") is quoted behind the one that it is the reason of.
    """
    if not question.asks_why or not chosen:
        return list(chosen)
    first = chosen[0]
    before = _beside(first, -1)
    if _begins_with_reason(first) and before and _has_all(question, before):
        return [before, first]
    if _gives_reason(first):
        return list(chosen)
    behind = _beside(first, 1)
    return [first, behind] if behind else list(chosen)


def states_reason(question: Question, quoted: Sequence[Evidence]) -> bool:
    """Tells whether what is asked about is quoted, and behind it what begins as its reason."""
    if not question.asks_why or len(quoted) != 2:
        return False
    return _has_all(question, quoted[0]) and _begins_with_reason(quoted[1])


def _has_all(question: Question, evidence: Evidence) -> bool:
    content = {t for t, counts in zip(question.facts.terms, question.facts.content) if counts}
    return bool(content) and content <= set(terms(evidence.text))


def _beside(evidence: Evidence, step: int) -> Evidence | None:
    """The sentence behind another, or before it, under the same heading."""
    units, place = evidence.candidate.sentences, evidence.index + step
    if not 0 <= place < len(units) or units[place].kind != "text" or units[place].section != evidence.sentence.section:
        return None
    return replace(evidence, index=place, share=0.0, short=None)


def _gives_reason(evidence: Evidence) -> bool:
    language = _language(evidence)
    return bool(
        language.reason.search(evidence.text)
        or language.explaining.may_give_reason.search(evidence.text.casefold())
        or _begins_with_reason(evidence)
    )


def _begins_with_reason(evidence: Evidence) -> bool:
    return bool(_language(evidence).explaining.gives_reason.match(evidence.text.casefold()))


def _language(evidence: Evidence) -> Language:
    return language_by(evidence.candidate.facts.sentences[evidence.index].language)
