"""How a sentence lies over its sources: how much of it they say, in one place, and about whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from rag.answer.check.contradictions import clauses
from rag.answer.check.facts import Facts, facts_of
from rag.answer.check.names import Name, key_of
from rag.answer.check.order import jumps
from rag.answer.check.roles import turned_share
from rag.answer.check.tokens import Token, spelled, words
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.states import PassageStates, States
from rag.index.vectors import Array, Vectors

NEAR = 0.72
"""Similarity of a word to its nearest token from which the source is said to have it, or one like it."""


@dataclass(frozen=True, eq=False)
class Source:
    """The source that a sentence cites: the sentences of some passages, their vectors (n, d), and token states where there are."""

    sentences: tuple[str, ...]
    vectors: Vectors
    states: PassageStates | None
    parts: tuple[Source, ...] = ()
    """The sources that it was joined from."""

    @classmethod
    def of(cls, sentences: Sequence[str], encoder: Encoder) -> Source:
        """Embeds some sentences."""
        if isinstance(encoder, TokenEncoder):
            vectors, codes = encoder.passages_with_codes(sentences)
            return cls(tuple(sentences), vectors, PassageStates.of(codes))
        return cls(tuple(sentences), encoder.passages(sentences), None)

    @classmethod
    def joined(cls, sources: Sequence[Source]) -> Source:
        """Several sources as one."""
        states = [source.states for source in sources if source.states is not None]
        return cls(
            tuple(sentence for source in sources for sentence in source.sentences),
            np.concatenate([source.vectors for source in sources]),
            PassageStates(
                np.concatenate([s.codes for s in states]),
                np.concatenate([s.scales for s in states]),
                np.concatenate([s.counts for s in states]),
            )
            if len(states) == len(sources)
            else None,
            tuple(sources),
        )

    def only(self, kept: Sequence[int]) -> Source:
        """The source with some of its sentences."""
        some = list(kept)
        return Source(
            tuple(self.sentences[at] for at in some),
            self.vectors[some],
            self.states.only(some) if self.states else None,
        )

    @property
    def facts(self) -> Facts:
        return facts_of("\n".join(self.sentences))


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence that is to be checked: its facts, its vector (d,), and its token states where there are."""

    text: str
    facts: Facts
    vector: Vectors
    states: States | None
    _liked: dict[Source, Array] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, text: str, encoder: Encoder) -> Statement:
        facts = facts_of(text)
        if isinstance(encoder, TokenEncoder):
            vector, states = encoder.query_with_states(facts.text)
            return cls(text, facts, vector, states)
        return cls(text, facts, encoder.queries([facts.text])[0], None)

    def likeness(self, source: Source) -> Array:
        """(N, W), how like each of the W words is to the nearest word of each of the N sentences; 1 for the same.

        Without token states a word is like another or not.
        """
        found = self._liked.get(source)
        if found is None:
            found = self._liked[source] = self._likeness(source)
        return found

    def _likeness(self, source: Source) -> Array:
        if source.parts:
            return np.concatenate([self.likeness(part) for part in source.parts])
        theirs = [keys_of(sentence) for sentence in source.sentences]
        mine = self.facts.words
        same = np.array([[key_of(word) in keys for word in mine] for keys in theirs], float)
        same = same.reshape(len(theirs), len(mine))
        if source.states is None or self.states is None:
            return same
        return np.asarray(np.maximum(same, _nearest(mine, self.states, source.states)))

    def nearness(self, source: Source, at: int) -> float:
        """How much of it one sentence of a source says, by words first and then by meaning."""
        keys = keys_of(source.sentences[at])
        said = [key_of(word) in keys for word in self.facts.words if word.content]
        return sum(said) + float(source.vectors[at] @ self.vector)


def _nearest(mine: Sequence[Token], states: States, source: PassageStates) -> Array:
    """(N, W), the mean over a word's tokens of the similarity of the nearest token of each sentence."""
    vectors = states.codes.astype(np.float32) * states.scales[:, None]
    similar = (source.codes.astype(np.float32) @ vectors.T) * source.scales[:, None]
    starts = np.cumsum(source.counts) - source.counts
    best = np.zeros((len(source.counts), len(vectors)))
    full = source.counts > 0
    best[full] = np.maximum.reduceat(similar, starts[full])
    spans = np.array([(word.start, word.end) for word in mine], int).reshape(-1, 2)
    inside = (states.spans[:, 0] < spans[:, 1:]) & (states.spans[:, 1] > spans[:, :1])
    return np.asarray(best @ (inside / np.maximum(inside.sum(axis=1, keepdims=True), 1)).T)


@lru_cache(maxsize=4096)
def keys_of(sentence: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words(spelled(sentence)))


# -- Features ------------------------------------------------------------------------------------------

FEATURES = ("said", "least", "unsaid", "one_place", "clause", "cosine", "jumps", "turned")


def _sure(facts: Facts) -> list[Name]:
    """The names that are surely names: what only begins a sentence counts as a word."""
    return [name for name in facts.names if not name.unsure]


def features(statement: Statement, source: Source) -> dict[str, float]:
    """The features from which the support score is told.

    said, least, unsaid: how like the content words are to the source's, the mean, the least, and the share
    that it does not have. one_place: the mean over the best single sentence. clause: the least over the
    sentence's clauses of the same. jumps: what it costs to read it off the source. turned: the share of
    roles that stand the other way round.
    """
    like = statement.likeness(source)
    facts = statement.facts
    fixed = [(span.start, span.end) for kind in (facts.numbers, facts.dates, _sure(facts)) for span in kind]
    content = np.array([w.content and not any(a <= w.start < b for a, b in fixed) for w in facts.words], bool)
    by_word = like.max(axis=0)[content] if content.any() else np.ones(1)
    clause_ends = [(c.words[0].start, c.words[-1].end) for c in clauses(facts.text) if c.words]
    inside = [np.array([a <= w.start < b for w in facts.words], bool) & content for a, b in clause_ends]
    by_clause = [float(like[:, part].mean(axis=1).max()) for part in inside if part.any()]
    return {
        "said": float(by_word.mean()),
        "least": float(by_word.min()),
        "unsaid": float((by_word < NEAR).mean()),
        "one_place": float(like[:, content].mean(axis=1).max()) if content.any() else 1.0,
        "clause": min(by_clause, default=1.0),
        "cosine": float((source.vectors @ statement.vector).max()),
        "jumps": jumps(facts, [facts_of(sentence) for sentence in source.sentences]),
        "turned": turned_share(statement.text, source.sentences),
    }
