"""Numbers about (question, passage, sentence), for all candidates of a question at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from rag.answer.evidence.late_interaction import QuestionStates, nearest
from rag.answer.question.analysis import LAST_BIT, PassageFacts, QuestionFacts, SentenceFacts, analyse_passage
from rag.answer.question.answer_type import may_tell
from rag.corpus.article import Sentence
from rag.index.states import PassageStates
from rag.index.stored_passage import StoredPassage
from rag.index.vectors import Array
from rag.language.base import KINDS, Needed
from rag.language.packs import language_by

Bits = npt.NDArray[np.int64]

PRIOR_PASSAGES = 200
PRIOR_CONTENT = 0.004
PRIOR_FUNCTION = 0.3
BRIEF = 8
"""Words below which a sentence is brief: captions and date lines, near to every brief question whatever it is about."""
BRIEF_COSINE = 0.05
"""What a brief sentence's cosine is lowered by where it stands for its passage."""


@dataclass(frozen=True)
class Candidate:
    """A passage of the index that may hold the answer, with its likeness to the question.

    ``sentences`` are those of the passage that are compared with the question: all, or those in one language.
    ``cosines`` has the question's cosine to each of them, ``states`` their token states, where the store has them;
    ``bm25`` is 0 for a passage that the word index did not return. ``path``, ``title`` and ``language`` are its
    article's.
    """

    path: str
    title: str
    passage: StoredPassage
    sentences: tuple[Sentence, ...]
    cosines: tuple[float, ...]
    bm25: float
    states: PassageStates | None = None
    language: str = ""

    @property
    def start(self) -> int:
        """Where its text begins in the article."""
        return self.passage.start

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def facts(self) -> PassageFacts:
        start = self.start
        spans = tuple([(s.start - start, s.end - start) for s in self.sentences])
        return analyse_passage(self.text, spans, self.language, tuple([s.plain for s in self.sentences]))

    def shown(self, index: int) -> str:
        """What a reader is shown of a sentence, see :class:`rag.corpus.article.Sentence`."""
        sentence = self.sentences[index]
        return sentence.plain or " ".join(self.text[sentence.start - self.start : sentence.end - self.start].split())

    @property
    def section(self) -> str:
        """The path of headings above the passage."""
        return self.sentences[0].section

    def only(self, kept: Sequence[int]) -> Candidate:
        """The passage with some of its sentences."""
        return replace(
            self,
            sentences=tuple(self.sentences[i] for i in kept),
            cosines=tuple(self.cosines[i] for i in kept),
            states=self.states and self.states.only(kept),
        )


class CorpusStatistics(Protocol):
    """The statistics of the whole corpus that the word index knows."""

    @property
    def passages(self) -> int: ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its articles, as ISO 639-1 codes."""
        ...

    def passage_frequency(self, term: str) -> int:
        """In how many passages a term of :func:`rag.language.words.terms` occurs."""
        ...


def term_weights(question: QuestionFacts, corpus: CorpusStatistics) -> Array:
    """How telling each of the question's terms is, (T,): ``-ln((df + 200 p) / (N + 200))``.

    An inverse document frequency that begins at a prior worth 200 passages, in which a function word
    stands in 30 % of the passages and another word in 0.4 %: over five articles it is the prior,
    over fifty thousand the corpus.
    """
    prior = np.where(question.content, PRIOR_CONTENT, PRIOR_FUNCTION) * PRIOR_PASSAGES
    frequency = np.array([corpus.passage_frequency(t) for t in question.terms], float)
    shares: Array = (frequency + prior) / (corpus.passages + PRIOR_PASSAGES)
    return np.negative(np.log(shares))


@dataclass(frozen=True, slots=True)
class Crossing:
    """The line that brings a similarity across languages to what it would be within one: slope times it plus an offset.

    Across languages a right sentence is less near than within one, and a wrong one less so: without this, any sentence
    in the question's language would win in a mixed corpus.
    """

    cosine: tuple[float, float]
    tokens: tuple[float, float]


def crosses(question: QuestionFacts, language: str) -> bool:
    """Whether a text is known to be in another language than the question."""
    return question.language != "" and language not in ("", "und", question.language)


def bring_home(question: QuestionFacts, candidates: Sequence[Candidate], crossing: Crossing) -> list[Candidate]:
    """The candidates with their sentences' cosines as they would be in the question's language."""
    slope, offset = crossing.cosine
    brought = []
    for c in candidates:
        foreign = [crosses(question, s.language) for s in c.facts.sentences]
        if any(foreign):
            cosines = [slope * x + offset if f else x for x, f in zip(c.cosines, foreign)]
            c = replace(c, cosines=tuple(cosines))
        brought.append(c)
    return brought


@dataclass(frozen=True, slots=True)
class Weighted:
    """A question's facts as arrays: weights of its terms (T,), of those that are content or named, of its pairs."""

    facts: QuestionFacts
    all: Array
    content: Array
    named: Array
    pairs: Array
    grams: Array
    """(G, T), a letter group's share of its term: (rows, G) hits times it are (rows, T) shares of hit groups."""


def weigh(facts: QuestionFacts, corpus: CorpusStatistics) -> Weighted:
    weights = term_weights(facts, corpus)
    owner = np.array([t for _, t in facts.grams], int)
    grams = np.zeros((len(owner), len(weights)))
    grams[np.arange(len(owner)), owner] = 1 / np.bincount(owner, minlength=len(weights))[owner]
    return Weighted(
        facts,
        weights,
        weights * np.array(facts.content, float),
        weights * np.array(facts.named, float),
        np.array([weights[a] + weights[b] for a, b in facts.pairs]),
        grams,
    )


def share(hit: npt.NDArray[np.bool_] | Array, weights: Array) -> Array:
    """The weight of what is hit as a share of all there is, (rows,); 0 where there is nothing to hit."""
    total = weights.sum()
    return hit @ weights / total if total > 0 else np.zeros(len(hit))


@dataclass(frozen=True, slots=True)
class Layout:
    """How the sentences of several passages lie one after another: (S,) owner and index, (P,) first of each passage."""

    owner: npt.NDArray[np.intp]
    index: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    cosines: Array
    quotable: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Layout:
        sizes = np.array([len(c.sentences) for c in candidates])
        starts = np.cumsum(sizes) - sizes
        owner = np.repeat(np.arange(len(sizes)), sizes)
        return cls(
            owner,
            np.arange(len(owner)) - starts[owner],
            starts,
            np.array([x for c in candidates for x in c.cosines], float),
            np.array([s.quotable for c in candidates for s in c.sentences], bool),
        )

    def hits(self, bits: Bits) -> npt.NDArray[np.bool_]:
        """(P, K) bit sets of sentences -> (S, K), whether each thing stands in the sentence."""
        return ((bits[self.owner] >> np.minimum(self.index, LAST_BIT)[:, None]) & 1).astype(bool)

    def best(self, values: Array) -> Array:
        """(S,) -> (P,), the highest of each passage."""
        return np.maximum.reduceat(values, self.starts)

    def beside(self, values: Array) -> tuple[Array, Array]:
        """(S, ...) -> the same of the sentence before and of the one after; a passage's edge repeats itself."""
        rows = np.arange(len(values))
        last = np.r_[self.starts[1:] - 1, len(values) - 1]
        before, after = np.maximum(rows - 1, self.starts[self.owner]), np.minimum(rows + 1, last[self.owner])
        return values[before], values[after]


def find_terms(terms: Sequence[str], facts: Sequence[PassageFacts]) -> Bits:
    return np.array([[f.terms.get(t, 0) for t in terms] for f in facts], np.int64).reshape(len(facts), len(terms))


def find_pairs(question: QuestionFacts, facts: Sequence[PassageFacts]) -> Bits:
    pairs = [(question.terms[a], question.terms[b]) for a, b in question.pairs]
    return np.array([[f.pairs.get(p, 0) for p in pairs] for f in facts], np.int64).reshape(len(facts), len(pairs))


def find_grams(question: QuestionFacts, facts: Sequence[PassageFacts]) -> Bits:
    grams = [g for g, _ in question.grams]
    return np.array([[f.grams.get(g, 0) for g in grams] for f in facts], np.int64).reshape(len(facts), len(grams))


def passage_features(question: Weighted, candidates: Sequence[Candidate]) -> dict[str, Array]:
    """Features of every passage, each (P,)."""
    layout, facts = Layout.of(candidates), [c.facts for c in candidates]
    terms, pairs = find_terms(question.facts.terms, facts), find_pairs(question.facts, facts)
    window = layout.hits(terms | (terms << 1) | (terms >> 1))
    brief = np.array([s.terms < BRIEF for f in facts for s in f.sentences], bool)
    return {
        "best": layout.best(np.where(brief, layout.cosines - BRIEF_COSINE, layout.cosines)),
        "cover_all": share(terms != 0, question.all),
        "named": share(terms != 0, question.named),
        "missing_named": np.max(np.where(terms != 0, 0, question.named), axis=1, initial=0.0),
        "pairs": share(pairs != 0, question.pairs),
        "window": layout.best(share(window, question.content)),
        "length": np.log1p(np.array([f.length for f in facts], float)),
        "sentences": np.log(np.bincount(layout.owner)),
    }


def late_features(
    question: Weighted, states: QuestionStates, candidates: Sequence[Candidate], crossing: Crossing
) -> dict[str, Array]:
    """Features of every sentence of passages with token states, each (S,).

    A sentence's score is the mean over the question's tokens, by weight, of the similarity of the
    nearest token: of the sentence, of it and its neighbours, of the passage.
    """
    layout = Layout.of(candidates)
    own = nearest(states, [c.states for c in candidates if c.states is not None])
    foreign = np.array([crosses(question.facts, s.language) for c in candidates for s in c.facts.sentences], bool)
    slope, offset = crossing.tokens
    own = np.where(foreign[:, None], slope * own + offset, own)
    before, after = layout.beside(own)
    around = np.maximum(own, np.maximum(before, after))
    whole = np.maximum.reduceat(own, layout.starts)[layout.owner]
    weights = states.weights(question.all)
    return {
        "tokens_own": share(own, weights),
        "tokens_around": share(around, weights),
        "tokens_passage": share(whole, weights),
    }


def sentence_features(question: Weighted, candidates: Sequence[Candidate]) -> dict[str, Array]:
    """Features of every sentence of some passages, each (S,).

    What a sentence could answer counts when the question does not have it already.
    """
    layout, facts = Layout.of(candidates), [c.facts for c in candidates]
    sentences = [s for f in facts for s in f.sentences]
    hits = layout.hits(find_terms(question.facts.terms, facts))
    soft = np.maximum(hits, layout.hits(find_grams(question.facts, facts)) @ question.grams)
    soft_before, soft_after = layout.beside(soft)
    before, after = layout.beside(layout.cosines)
    known, needs = frozenset(question.facts.terms), question.facts.needs
    numbers = np.array([not s.numbers <= known for s in sentences], float)
    times = np.array([not s.times <= known for s in sentences], float)
    names = np.array([not s.names <= known for s in sentences], float)
    asked = {kind: float(kind in question.facts.kinds) for kind in KINDS}
    return {
        "cosine": layout.cosines,
        "beside": (before + after) / 2,
        "own_cover": share(hits, question.content),
        "own_cover_all": share(hits, question.all),
        "around_soft": share(np.maximum(soft, np.maximum(soft_before, soft_after)), question.content),
        "own_named": share(hits, question.named),
        "own_length": np.log1p(np.array([s.terms for s in sentences], float)),
        "own_brief": np.array([max(0, BRIEF - s.terms) for s in sentences], float),
        "has_number": numbers,
        "has_time": times,
        "number_asked": asked["number"] * numbers,
        "time_asked": asked["time"] * times,
        "person_asked": asked["person"] * names,
        "place_asked": asked["place"] * names,
        "reason_asked": asked["reason"] * np.array([s.reason for s in sentences], float),
        "nothing_asked_number": float(not question.facts.kinds) * numbers,
        "lacks_needed": np.array([_lacks(needs, s, known) for s in sentences], float),
    }


def _lacks(needs: Needed | None, sentence: SentenceFacts, known: frozenset[str]) -> bool:
    """Whether a sentence has nothing of what alone could be the answer."""
    return needs is not None and not may_tell(needs, sentence.text, known, language_by(sentence.language))


PASSAGE_FEATURES = ("best", "cover_all", "named", "missing_named", "pairs", "window", "length", "sentences")
SENTENCE_FEATURES = (
    "cosine", "beside", "own_cover", "own_cover_all", "around_soft", "own_named", "own_length",
    "own_brief",
    "has_number", "has_time", "number_asked", "time_asked", "person_asked", "place_asked", "reason_asked",
    "nothing_asked_number",
)  # fmt: skip
