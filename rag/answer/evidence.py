"""Which sentences answer a question, and how likely it is that one of them does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.answer.analysis import QuestionFacts, analyse_question
from rag.answer.features import (
    Array,
    Candidate,
    CorpusStatistics,
    Layout,
    Weighted,
    late_features,
    passage_features,
    sentence_features,
    weigh,
)
from rag.answer.late import LATE_FEATURES, QuestionStates, States
from rag.answer.weights import Regime, Weights

Places = npt.NDArray[np.intp]

DEPTH = 12
"""Passages whose sentences are scored."""
CAPTION = 1.5
"""What a photo caption's score is lessened by, in logits: it shows who speaks and seldom says what."""
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


def rank(
    question: str,
    candidates: Sequence[Candidate],
    corpus: CorpusStatistics,
    weights: Weights,
    states: States | None = None,
) -> Ranking:
    """Ranks the sentences of the candidates, whatever their order, by how likely they answer the question.

    ``states`` are the question's token states; without them, or where a candidate has none, weights
    are used that were fitted without.

    Passages in the question's language and passages in another are ranked apart, by weights of their
    own, and put together by probability: confidence of the group times share within it.
    """
    facts = analyse_question(question)
    weighed = weigh(facts, corpus)
    late = QuestionStates.of(question, facts, states) if states and all(c.states for c in candidates) else None
    plain = map(in_one_language, candidates)
    usable = sorted((c for c in plain if any(s.quotable for s in c.sentences)), key=lambda c: (c.path, c.start))
    groups = [
        rank_group(weighed, group, weights.regime(foreign=foreign, late=late is not None), late)
        for foreign in (False, True)
        if (group := [c for c in usable if is_foreign(facts, c) == foreign])
    ]
    unknown = tuple(t for t, content in zip(facts.terms, facts.content) if content and not corpus.passage_frequency(t))
    return merge(groups, unknown)


def in_one_language(candidate: Candidate) -> Candidate:
    """A passage without the sentences that are not in the language of most of it.

    A sentence is near to a question of its own language whatever it says, so a Vietnamese caption in an
    English article would be the answer to every Vietnamese question.
    """
    vietnamese = [sentence.vietnamese for sentence in candidate.facts.sentences]
    lengths = [s.end - s.start for s in candidate.sentences]
    mostly = 2 * sum(length for length, found in zip(lengths, vietnamese, strict=True) if found) > sum(lengths)
    kept = [i for i, found in enumerate(vietnamese) if found is mostly]
    return candidate if len(kept) == len(vietnamese) else candidate.only(kept)


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


def rank_group(
    question: Weighted, candidates: Sequence[Candidate], regime: Regime, late: QuestionStates | None = None
) -> Group:
    """The ``DEPTH`` best passages, their sentences by score, and the passages again by their best sentence."""
    passages = passage_features(question, candidates)
    scores = regime.passage(passages)
    order = np.argsort(-scores, kind="stable")
    top = np.sort(order[:DEPTH])
    table = sentence_table(question, [candidates[i] for i in top], {n: v[top] for n, v in passages.items()}, late)
    places = np.flatnonzero(table["quotable"])
    sentence_scores = (regime.sentence(table) - CAPTION * table["caption"])[places]
    best = np.argsort(-sentence_scores, kind="stable")
    shares = softmax(sentence_scores)
    features = confidence_features(table, passages, places[best], sentence_scores[best])
    logit = float(regime.confidence({name: np.array([value]) for name, value in features.items()})[0])
    owners, indices = top[table["owner"].astype(int)[places]], table["index"].astype(int)[places]
    return Group(
        [Evidence(candidates[owners[i]], int(indices[i]), float(sentence_scores[i]), float(shares[i])) for i in best],
        [Scored(candidates[i], score) for i, score in reordered(order, owners[best], sentence_scores[best])],
        float(1 / (1 + np.exp(-logit))),
    )


def reordered(order: Places, owners: Places, scores: Array) -> list[tuple[int, float]]:
    """(passage, score) by the best of a passage's sentences; passages without scored sentences follow in their order.

    ``owners`` and ``scores`` are of the sentences, best first.

    >>> reordered(np.array([2, 0, 1]), np.array([0, 2, 0]), np.array([3.0, 1.0, 0.5]))
    [(0, 3.0), (2, 1.0), (1, 0.0)]
    """
    found: dict[int, float] = {}
    for owner, score in zip(owners.tolist(), scores.tolist()):
        found.setdefault(owner, score)
    last = min(found.values())
    rest = [i for i in order.tolist() if i not in found]
    return [*found.items(), *((i, last - 1.0 - place) for place, i in enumerate(rest))]


def sentence_table(
    question: Weighted,
    candidates: Sequence[Candidate],
    passages: dict[str, Array],
    late: QuestionStates | None = None,
) -> dict[str, Array]:
    """The features of the sentences of some passages and of the passages they are in, each (S,)."""
    layout = Layout.of(candidates)
    return {
        **{name: values[layout.owner] for name, values in passages.items()},
        **sentence_features(question, candidates),
        **(late_features(question, late, candidates) if late else {}),
        "owner": layout.owner.astype(float),
        "index": layout.index.astype(float),
        "quotable": layout.quotable.astype(float),
        "caption": np.array([s.kind == "caption" for c in candidates for s in c.sentences], float),
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
    "tokens_own",
    "tokens_around",
    "tokens_passage",
    "tokens_lacking",
)


def confidence_features(
    table: dict[str, Array], passages: dict[str, Array], ranked: Places, scores: Array
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
        **{name: float(table[name][first]) for name in LATE_FEATURES if name in table},
    }


def softmax(scores: Array) -> Array:
    """``exp(s) / sum(exp(s))``, (n,) -> (n,)."""
    raised = np.exp(scores - scores.max())
    return np.divide(raised, raised.sum())


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
