"""Why something is so: the reason may stand in the sentence that is nearest, or in the one behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.question.question import Question
from rag.language.base import Language
from rag.language.packs import language_by
from rag.language.words import terms

_NEAR = 5
"""Sentences among which one that gives a reason is preferred."""
_TELLS_MORE = 3
"""Words beside those of the question from which a sentence may give a reason without saying that it is one."""


def with_reason(question: Question, chosen: Sequence[Evidence], ranking: Ranking) -> list[Evidence]:
    """The sentences to quote to a question why something is so.

    Where the likeliest gives no reason, one comes first that does and has as many of the question's words; else the
    sentence behind it is quoted too: "The hide was closed. Its floor was rotten."
    """
    if not question.asks_why or not chosen or _gives_reason(chosen[0]):
        return list(chosen)
    first = chosen[0]
    shared = len(_shared(question, first))
    rivals = (e for e in ranking.evidence[1:_NEAR] if e.score > 0 and _gives_reason(e))
    better = next((e for e in rivals if len(_shared(question, e)) >= shared), None)
    behind = _behind(first)
    if behind and _begins_with_reason(behind):
        return [first, behind]
    if better:
        return [better]
    return [first, behind, *chosen[1:]] if behind and behind not in chosen else list(chosen)


def lacks_reason(question: Question, quoted: Sequence[Evidence]) -> bool:
    """Whether it is asked why, and what is quoted only says again that it is so.

    A sentence that has no more than the question's words and a date cannot give the reason.
    """
    if not question.asks_why or not quoted or any(_gives_reason(e) for e in quoted):
        return False
    own = {t for t in terms(quoted[0].text) if not t[0].isdigit() and not _is_function(quoted[0], t)}
    return len(own - question.terms) < _TELLS_MORE


def _shared(question: Question, evidence: Evidence) -> set[str]:
    content = {t for t, counts in zip(question.facts.terms, question.facts.content) if counts}
    return content & set(terms(evidence.text))


def _behind(evidence: Evidence) -> Evidence | None:
    """The sentence behind another, under the same heading."""
    units, following = evidence.candidate.sentences, evidence.index + 1
    if (
        following >= len(units)
        or units[following].kind != "text"
        or units[following].section != evidence.sentence.section
    ):
        return None
    return replace(evidence, index=following, share=0.0, short=None)


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


def _is_function(evidence: Evidence, word: str) -> bool:
    return _language(evidence).is_function_word(word)
