"""The first-stage ranking: which sentences answer a question, and the calibrated probability that one of them does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rag.answer.evidence.features import (
    Candidate,
    CorpusStatistics,
    Crossing,
    Layout,
    Weighted,
    bring_home,
    crosses,
    late_features,
    passage_features,
    sentence_features,
    weigh,
)
from rag.answer.evidence.late_interaction import QuestionStates
from rag.answer.evidence.weights import Linear, RankingWeights, Regime
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from rag.index.states import States
from rag.index.vectors import Array
from rag.language.packs import language_by

Places = npt.NDArray[np.intp]

DEPTH = 12
"""Passages whose sentences are scored."""
CAPTION_HANDICAP = 3.0
"""What a caption, or a line with the author or the date, is behind a sentence of the text.

Chosen on the seeds' dev questions: the public sets have no such lines.
"""
FOREIGN_HANDICAP = 6.0
"""What a sentence in another language than the question's is behind one in its own, where there are both.

Chosen on written documents of four languages in one folder: see docs/evidence.md.
"""
QUOTED = 3
"""Sentences that an answer quotes at most; the confidence is about these."""
_ENOUGH, _LEAST = 0.6, 0.1
"""Further sentences are quoted until so much of the probability is held, and each holds so much of it at least."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer: ``candidate.sentences[index]``.

    ``score`` is comparable within a question, ``share`` is the probability that it is this sentence
    if it is any. ``foreign``: it stands in a passage in another language than the question's. Where it was read,
    ``short`` is the likeliest short answer within it, as a span of what is shown of it, and ``span`` how much better
    that is than none. ``is_of_asked``
    tells whether it is about the person whom the question names or about somebody else, None where that is not known.
    """

    candidate: Candidate
    index: int
    score: float
    share: float
    foreign: bool = False
    short: tuple[int, int] | None = None
    span: float = float("-inf")
    is_of_asked: bool | None = None

    @property
    def sentence(self) -> Sentence:
        return self.candidate.sentences[self.index]

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    @property
    def text(self) -> str:
        """What a reader is shown of it."""
        quote = self.candidate.text[self.start - self.candidate.start : self.end - self.candidate.start]
        return self.sentence.plain or " ".join(quote.split())


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences that :func:`rank` has ordered, best first, and the passages among which it looked, the likeliest
    by its own features first.

    ``confidence`` is that one of the first three sentences is right;
    ``unknown`` are the question's content terms that no passage of the corpus has. ``sides`` is how sure it is of the
    sentences in the question's own language and of those in others, each side ranked by itself; None where there is
    but one of them.
    """

    evidence: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]
    confidence: float
    unknown: tuple[str, ...]
    sides: tuple[float, float] | None = None

    @property
    def foreign(self) -> bool:
        """Whether the first sentence is in another language than the question."""
        return bool(self.evidence) and self.evidence[0].foreign

    @property
    def passages(self) -> list[Candidate]:
        """The passages by the best of their sentences."""
        return [candidate for candidate, _ in self.scored_passages]

    @property
    def scored_passages(self) -> list[tuple[Candidate, float]]:
        """The passages by the score of their best sentence; those without a scored sentence follow in their order."""
        best: dict[int, float] = {}
        for evidence in self.evidence:
            best.setdefault(id(evidence.candidate), evidence.score)
        scored = [(c, best[id(c)]) for c in self.candidates if id(c) in best]
        scored.sort(key=lambda pair: -pair[1])
        rest = [c for c in self.candidates if id(c) not in best]
        return [*scored, *((c, scored[-1][1] - 1.0 - place) for place, c in enumerate(rest))]

    def with_first_within(self, depth: int, places: Iterable[int]) -> Ranking:
        """The ranking with the first of some sentences, by their places in it, among the first ``depth``, which are
        read."""
        best = next(iter(places), None)
        if best is None or best < depth:
            return self
        sentences = list(self.evidence)
        sentences.insert(depth - 1, sentences.pop(best))
        return replace(self, evidence=tuple(sentences))


def rank(
    question: Question,
    candidates: Sequence[Candidate],
    corpus: CorpusStatistics,
    weights: RankingWeights,
    states: States | None = None,
) -> Ranking:
    """Ranks the sentences of the candidates, whatever their order, by how likely they answer the question.

    ``states`` are the question's token states; without them, or where a candidate has none, weights
    are used that were fitted without.
    """
    facts = question.facts
    plain = map(in_one_language, candidates)
    usable = sorted((c for c in plain if any(s.quotable for s in c.sentences)), key=lambda c: (c.path, c.start))
    unknown = tuple(t for t, content in zip(facts.terms, facts.content) if content and not corpus.passage_frequency(t))
    if not usable:
        return Ranking((), (), 0.0, unknown)
    facts = facts.with_names([c.facts for c in usable])
    late = QuestionStates.of(question, states) if states and all(c.states for c in usable) else None
    asked, tokens = weigh(facts, corpus), late is not None
    sides = []
    for foreign in (False, True):
        side = [c for c in usable if crosses(facts, c.facts.language) is foreign]
        if side:
            regime = weights.regime(foreign=foreign, late=tokens)
            side = bring_home(facts, side, weights.crossing) if foreign else side
            sides.append(_rank(asked, side, regime, late, weights.crossing, foreign=foreign))
    found = sides[0] if len(sides) == 1 else _merged(*sides)
    return replace(found, unknown=unknown)


def _merged(home: Ranking, abroad: Ranking) -> Ranking:
    """The sentences in the question's own language and those in others, which are behind, as one ranking."""
    held = [*home.evidence, *(replace(e, score=e.score - FOREIGN_HANDICAP) for e in abroad.evidence)]
    held.sort(key=lambda e: -e.score)
    shares = softmax(np.array([e.score for e in held]))
    evidence = tuple(replace(e, share=float(share)) for e, share in zip(held, shares))
    first = abroad if evidence[0].foreign else home
    sides = home.confidence, abroad.confidence
    return Ranking(evidence, (*home.candidates, *abroad.candidates), first.confidence, (), sides)


def in_one_language(candidate: Candidate) -> Candidate:
    """A passage without the sentences that are not in the language of most of it.

    Photo captions are often given in two languages; the translation says nothing more, and how near it
    is to a question tells more of its language than of what it says.
    """
    distinct = [language_by(sentence.language).distinct for sentence in candidate.facts.sentences]
    lengths = [s.end - s.start for s in candidate.sentences]
    mostly = 2 * sum(length for length, is_one in zip(lengths, distinct) if is_one) > sum(lengths)
    kept = [i for i, is_one in enumerate(distinct) if is_one is mostly]
    return candidate if len(kept) == len(distinct) else candidate.only(kept)


def _rank(
    question: Weighted,
    candidates: Sequence[Candidate],
    regime: Regime,
    late: QuestionStates | None,
    crossing: Crossing,
    *,
    foreign: bool,
) -> Ranking:
    """The sentences of the ``DEPTH`` best passages by score, and all passages by their own features."""
    passages = passage_features(question, candidates)
    order = np.argsort(-regime.passage(passages), kind="stable")
    top = np.sort(order[:DEPTH])
    table = sentence_table(
        question, [candidates[i] for i in top], {n: v[top] for n, v in passages.items()}, crossing, late
    )
    places = np.flatnonzero(table["quotable"])
    scores = sentence_scores(regime.sentence, table)[places]
    best = np.argsort(-scores, kind="stable")
    shares = softmax(scores)
    features = confidence_features(table, places[best], scores[best])
    logit = float(regime.confidence({name: np.array([value]) for name, value in features.items()})[0])
    owners, indices = top[table["owner"].astype(int)[places]], table["index"].astype(int)[places]
    return Ranking(
        tuple(
            Evidence(candidates[owners[i]], int(indices[i]), float(scores[i]), float(shares[i]), foreign) for i in best
        ),
        tuple(candidates[i] for i in order),
        float(1 / (1 + np.exp(-logit))),
        (),
    )


def sentence_table(
    question: Weighted,
    candidates: Sequence[Candidate],
    passages: dict[str, Array],
    crossing: Crossing,
    late: QuestionStates | None = None,
) -> dict[str, Array]:
    """The features of the sentences of some passages and of the passages they are in, each (S,)."""
    layout = Layout.of(candidates)
    return {
        **{name: values[layout.owner] for name, values in passages.items()},
        **sentence_features(question, candidates),
        **(late_features(question, late, candidates, crossing) if late else {}),
        "owner": layout.owner.astype(float),
        "index": layout.index.astype(float),
        "quotable": layout.quotable.astype(float),
        "caption": np.array([s.kind == "caption" for c in candidates for s in c.sentences], float),
    }


def sentence_scores(sentence: Linear, table: dict[str, Array]) -> Array:
    """The scores of a table's sentences, (S,)."""
    scores: Array = sentence(table) - CAPTION_HANDICAP * table["caption"]
    return scores


def how_many(shares: Sequence[float]) -> int:
    """One sentence where it carries the answer, else as many, up to three, as hold most of the probability.

    >>> how_many([0.7, 0.2]), how_many([0.4, 0.3, 0.2]), how_many([0.55, 0.05])
    (1, 2, 1)
    """
    held = 0.0
    for count, share in enumerate(shares[:QUOTED]):
        if held >= _ENOUGH or (count and share < _LEAST):
            return count
        held += share
    return min(QUOTED, len(shares))


def confidence_features(table: dict[str, Array], ranked: Places, scores: Array) -> dict[str, float]:
    """What the confidence is told from: the first sentence and its passage, and how far the quoted ones stand out.

    ``ranked`` are rows of the table, best first, ``scores`` theirs. They stand out against the other
    sentences and a rival that is always there, of score 0: where fitted, the middle of the best scores
    over articles that have no answer. Without it, the only sentence of a corpus would be certain.
    ``lacks_needed``: a number or a time alone could be the answer, and no quoted sentence has any.
    """
    shares = softmax(np.append(scores, 0.0))
    first = int(ranked[0])
    signals = {"best": float(table["best"][first]), "missing_named": float(table["missing_named"][first])}
    signals |= {"share": float(shares[0]), "share_quoted": float(shares[: min(QUOTED, len(scores))].sum())}
    quoted = ranked[: how_many(softmax(scores).tolist())]
    signals |= {"lacks_needed": float(table["lacks_needed"][quoted].all())}
    return signals | ({"tokens_around": float(table["tokens_around"][first])} if "tokens_around" in table else {})


def softmax(scores: Array) -> Array:
    """``exp(s) / sum(exp(s))``, (n,) -> (n,)."""
    raised: Array = np.exp(scores - scores.max())
    shares: Array = raised / raised.sum()
    return shares
