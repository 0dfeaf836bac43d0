"""Articles that disagree: to a question for a figure or a day, they give several of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from rag.answer.evidence.ranking import Evidence, Ranking
from rag.language.packs import language_by
from rag.language.requesting import Requests
from rag.language.words import fold

_LOOKED_AT = 12
"""Sentences in which a value is looked for once more."""
_SHARE = 0.1
"""Of the probability that some sentence answers, what a sentence has at least that gives another value."""
_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Side:
    """A value as the articles write it, with the first sentence of each article that gives it."""

    value: str
    evidence: tuple[Evidence, ...]


def sides_of(ranking: Ranking, surely: float) -> list[Side]:
    """What the articles give as the answer, the likeliest first, where it is several figures of one kind; else none.

    The first short answer is sure, from ``surely`` on; beside it counts what is likely too: its sentence is above
    those that answer nothing, of score 0, and has a share of its own. "3.2 million pounds" and "3.6 million pounds" are
    of one kind, as all but figures is the same; of one article, only the likeliest counts.
    """
    likely = [e for e in ranking.evidence if e.short and e.score > 0 and e.span > 0 and e.share >= _SHARE]
    read = likely if likely and likely[0].span >= surely else []
    kinds = {_kind(_short(e)) for e in read[:1]}
    values: dict[str, str] = {}
    articles: set[str] = set()
    for evidence in read:
        told = _short(evidence)
        if _FIGURE.search(told) and _kind(told) in kinds and evidence.candidate.path not in articles:
            articles.add(evidence.candidate.path)
            values.setdefault(fold(told), told)
    if len(values) < 2:
        return []
    return [Side(value, _giving(value, ranking.evidence[:_LOOKED_AT])) for value in values.values()]


def lead_of(sides: Sequence[Side], language: str) -> str:
    """How it is said: "2 articles say 3.6 million pounds, 1 says 3.2 million pounds:"."""
    said = _requests(language).said
    ordered = sorted(sides, key=lambda side: -len(side.evidence))
    counts = (
        said["side" if len(side.evidence) > 1 else "side 1"].format(count=len(side.evidence), value=side.value)
        for side in ordered
    )
    return said["disagree"].format(sides=", ".join(counts))


def _requests(language: str) -> Requests:
    requests = language_by(language).requests
    return requests if requests.said else language_by("").requests


def _short(evidence: Evidence) -> str:
    return evidence.text[slice(*evidence.short)].strip(" .,;") if evidence.short else ""


def _kind(value: str) -> str:
    """What a value is a figure of: all of it but the figures."""
    return _FIGURE.sub("0", fold(value))


def _giving(value: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first sentence of each article that has a value."""
    first: dict[str, Evidence] = {}
    wanted = regex.compile(rf"(?<![\d.,]){regex.escape(fold(value))}(?!\w|[.,]\d)")
    for sentence in evidence:
        if wanted.search(fold(sentence.text)):
            first.setdefault(sentence.candidate.path, sentence)
    return tuple(first.values())
