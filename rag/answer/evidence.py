"""Which sentences answer a question, and how likely it is that one of them does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.answer.analysis import QuestionFacts, analyse_question
from rag.answer.features import (
    Array,
    Candidate,
    CorpusStatistics,
    Layout,
    Weighted,
    passage_features,
    sentence_features,
    weigh,
)
from rag.answer.weights import Regime, Weights

DEPTH = 12
"""Passages whose sentences are scored."""
QUOTED = 3
"""Sentences that an answer quotes at most; the confidence is about these."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer: ``candidate.sentences[index]``.

    ``score`` is comparable within a question, ``share`` is the probability that it is this sentence
    if it is any.
    """

    candidate: Candidate
    index: int
    score: float
    share: float

    @property
    def start(self) -> int:
        return self.candidate.sentences[self.index].start

    @property
    def end(self) -> int:
        return self.candidate.sentences[self.index].end

    @property
    def text(self) -> str:
        return self.candidate.text[self.start - self.candidate.start : self.end - self.candidate.start]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with its score; higher is nearer."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What :func:`rank` found, best first; ``confidence`` that one of the first three sentences is right.

    ``unknown`` are the question's content terms that no passage of the corpus has.
    """

    evidence: tuple[Evidence, ...]
    passages: tuple[Scored, ...]
    confidence: float
    unknown: tuple[str, ...]


def rank(question: str, candidates: Sequence[Candidate], corpus: CorpusStatistics, weights: Weights) -> Ranking:
    """Ranks the sentences of the candidates, whatever their order, by how likely they answer the question.

    Passages in the question's language and passages in another are ranked apart, by weights of their
    own, and put together by probability: confidence of the group times share within it.
    """
    facts = analyse_question(question)
    weighed = weigh(facts, corpus)
    usable = sorted((c for c in candidates if any(s.quotable for s in c.sentences)), key=lambda c: (c.path, c.start))
    groups = [
        rank_group(weighed, group, regime)
        for group, regime in (
            ([c for c in usable if not is_foreign(facts, c)], weights.home),
            ([c for c in usable if is_foreign(facts, c)], weights.foreign),
        )
        if group
    ]
    unknown = tuple(t for t, content in zip(facts.terms, facts.content) if content and not corpus.passage_frequency(t))
    return merge(groups, unknown)


def is_foreign(question: QuestionFacts, candidate: Candidate) -> bool:
    """Whether words can hardly be shared; a question of three words is at home everywhere."""
    languages = {question.language, candidate.facts.language}
    return "" not in languages and len(languages) == 2


@dataclass(frozen=True, slots=True)
class Group:
    """A ranking of passages of one relation of languages."""

    evidence: list[Evidence]
    passages: list[Scored]
    confidence: float


def rank_group(question: Weighted, candidates: Sequence[Candidate], regime: Regime) -> Group:
    """Passages by their score, the sentences of the best ``DEPTH`` by theirs."""
    passages = passage_features(question, candidates)
    scores = regime.passage(passages)
    order = np.argsort(-scores, kind="stable")
    top = np.sort(order[:DEPTH])
    table = sentence_table(
        question, [candidates[i] for i in top], {name: values[top] for name, values in passages.items()}
    )
    kept = table["quotable"].astype(bool)
    places = np.flatnonzero(kept)
    sentence_scores = regime.sentence(table)[kept]
    best = np.argsort(-sentence_scores, kind="stable")
    shares = softmax(sentence_scores)
    features = confidence_features(table, passages, places[best], sentence_scores[best])
    confidence = float(1 / (1 + np.exp(-regime.confidence({k: np.array([v]) for k, v in features.items()})[0])))
    owner, index = table["owner"].astype(int), table["index"].astype(int)
    return Group(
        [
            Evidence(
                candidates[top[owner[places[i]]]], int(index[places[i]]), float(sentence_scores[i]), float(shares[i])
            )
            for i in best
        ],
        [Scored(candidates[i], float(scores[i])) for i in order],
        confidence,
    )


def sentence_table(question: Weighted, candidates: Sequence[Candidate], passages: dict[str, Array]) -> dict[str, Array]:
    """The features of the sentences of some passages and of the passages they are in, each (S,)."""
    layout = Layout.of(candidates)
    return {
        **{name: values[layout.owner] for name, values in passages.items()},
        **sentence_features(question, candidates),
        "owner": layout.owner.astype(float),
        "index": layout.index.astype(float),
        "quotable": layout.quotable.astype(float),
    }


CONFIDENCE_FEATURES = (
    "score",
    "share",
    "share_quoted",
    "best",
    "best_anywhere",
    "around",
    "cover",
    "missing_named",
    "pairs",
    "sentences_scored",
    "missing",
)


def confidence_features(
    table: dict[str, Array], passages: dict[str, Array], ranked: Array, scores: Array
) -> dict[str, float]:
    """What the confidence is told from: the best sentence, its passage, and how far it stands out.

    ``ranked`` are rows of the table, best first, ``scores`` theirs.
    """
    shares = softmax(scores)
    first = int(ranked[0])
    return {
        "score": float(scores[0]),
        "share": float(shares[0]),
        "share_quoted": float(shares[:QUOTED].sum()),
        "best": float(table["best"][first]),
        "best_anywhere": float(passages["best"].max()),
        "around": float(table["around_soft"][first]),
        "cover": float(table["cover"][first]),
        "missing_named": float(table["missing_named"][first]),
        "missing": float(table["missing"][first]),
        "pairs": float(table["own_pairs"][first]),
        "sentences_scored": float(np.log(len(scores))),
    }


def softmax(scores: Array) -> Array:
    """``exp(s) / sum(exp(s))``, (n,) -> (n,)."""
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def merge(groups: Sequence[Group], unknown: tuple[str, ...]) -> Ranking:
    """One ranking of up to two groups; with two, shares and order follow confidence times share."""
    if len(groups) == 1:
        return Ranking(tuple(groups[0].evidence), tuple(groups[0].passages), groups[0].confidence, unknown)
    if not groups:
        return Ranking((), (), 0.0, unknown)
    certain = [max(g.confidence, 1e-9) for g in groups]
    evidence = [
        Evidence(e.candidate, e.index, float(np.log(c * max(e.share, 1e-12))), c * e.share / sum(certain))
        for g, c in zip(groups, certain)
        for e in g.evidence
    ]
    evidence.sort(key=lambda e: (-e.share, e.candidate.path, e.candidate.start, e.index))
    passages = [
        Scored(p.candidate, float(np.log(c) + p.score - g.passages[0].score))
        for g, c in zip(groups, certain)
        for p in g.passages
    ]
    passages.sort(key=lambda p: (-p.score, p.candidate.path, p.candidate.start))
    return Ranking(tuple(evidence), tuple(passages), max(g.confidence for g in groups), unknown)
