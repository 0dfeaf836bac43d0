"""What the turn before brings along in a conversation: its articles come first, what it quoted is not told again.

Both only where another sentence says about as much.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from rag.answer.evidence.ranking import Evidence, Ranking, softmax
from rag.answer.question.followup import Turn
from rag.answer.question.question import Question
from rag.language.words import terms

ADVANTAGE = 1.0
"""What a sentence of the articles of the turn before is ahead, in units of scores: it may be e times less likely."""
TOLD = 2.0
"""What a sentence is behind that the turn before has quoted, and that has no word of what is asked now."""


def read_also(ranking: Ranking, paths: Collection[str], depth: int) -> Ranking:
    """The ranking with the best sentence of some articles among the first ``depth``, which are read."""
    places = (place for place, evidence in enumerate(ranking.evidence) if evidence.candidate.path in paths)
    return ranking.with_first_within(depth, places)


def prefer(question: Question, ranking: Ranking, last: Turn | None) -> Ranking:
    """The ranking with the sentences of the turn before's articles ahead, and those that it told behind.

    How sure it is stays as it was. A follow-up takes the words of the question before, to which what was quoted is as
    near as ever: it is the answer again where it has a word that was typed now, as after "Who built it?" "And when
    was it built?" asks of the same sentence, or where a number, a day or a name is asked for, which it may have.
    """
    if last is None or not ranking.evidence:
        return ranking
    typed = _typed_now(question, last)
    ahead = [_ahead(evidence, last, typed) for evidence in ranking.evidence]
    if not any(ahead):
        return ranking
    scores = np.array([evidence.score + by for evidence, by in zip(ranking.evidence, ahead)])
    shares = softmax(scores)
    reordered = [
        replace(ranking.evidence[i], score=float(scores[i]), share=float(shares[i]))
        for i in np.argsort(-scores, kind="stable")
    ]
    return replace(ranking, evidence=tuple(reordered))


def _typed_now(question: Question, last: Turn) -> frozenset[str]:
    """The terms that a follow-up as it was typed has and the question before has not; none where it is no follow-up,
    or asks for a kind of thing."""
    if question.understood is None or question.kinds:
        return frozenset()
    facts = question.facts
    content = {t for t, counts in zip(facts.terms, facts.content) if counts}
    return frozenset(content).intersection(terms(question.typed)).difference(terms(last.question))


def _ahead(evidence: Evidence, last: Turn, typed: frozenset[str]) -> float:
    quote = evidence.candidate.text[evidence.start - evidence.candidate.start : evidence.end - evidence.candidate.start]
    is_told = bool(typed) and quote in last.quotes and typed.isdisjoint(terms(quote))
    return ADVANTAGE * (evidence.candidate.path in last.articles) - TOLD * is_told
