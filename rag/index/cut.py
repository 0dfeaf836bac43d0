"""Articles on their way into the index: cut into sentences, with vectors, and what was embedded before."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rag.corpus.article import Sentence
from rag.corpus.blocks import Block
from rag.corpus.passages import PassageSpan
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.listed import Listed
from rag.index.states import Codes, PassageStates
from rag.index.store import Embedded, Store
from rag.index.stored_passage import StoredPassage
from rag.index.vectors import Vectors
from rag.index.word_index import Words
from rag.index.workers import Embeddings, Workers

Known = tuple[Vectors, Codes | None]
"""The vector of a text, shape (dim,), and the states of its tokens where the encoder gives them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An article that was read and cut into passages; ``place`` is that of its file in the folder, from 1.

    ``blocks`` are those that its file has marked.
    """

    listed: Listed
    text: str
    stretches: list[PassageSpan]
    place: int = 0
    blocks: tuple[Block, ...] = ()

    @property
    def quotable(self) -> dict[str, Sentence]:
        """Its sentences that may be quoted, by key."""
        digest = self.listed.digest
        return {key: sentence for stretch in self.stretches for key, sentence in stretch.quotable(digest).items()}


@dataclass
class Former:
    """The embedded sentences of the articles that were there before; ``gone`` are those that this run has replaced."""

    store: Store
    words: Words
    encoder: Encoder
    before: Mapping[str, Listed]
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_path = {path: article for article in self.before.values() for path in article.paths}

    def forget(self, digests: Iterable[str]) -> None:
        """The store is about to replace what it holds of some articles."""
        self.gone.update(digests)

    def of(self, batch: Sequence[Cut]) -> dict[str, Known]:
        """Vector and token states by text, of what was embedded of the same articles or at the same paths before.

        Where the encoder gives token states, only what has them counts.
        """
        same = (self.before.get(item.listed.digest) for item in batch)
        there = (self._by_path.get(item.listed.path) for item in batch)
        former = {
            article.digest: article
            for article in (*same, *there)
            if article is not None and article.digest not in self.gone
        }
        passages = [passage for article in former.values() for passage in self.words.passages_of(article)]
        vectors = self.store.vectors([key for passage in passages for key in passage.told])
        found: dict[str, Known] = {}
        for passage in passages:
            for key, text in passage.told.items():
                codes = passage.states.only([int(key.rpartition(":")[2])]) if passage.states else None
                if key in vectors and (codes is not None or not isinstance(self.encoder, TokenEncoder)):
                    found[text] = vectors[key], codes
        return found


@dataclass(frozen=True, slots=True)
class Lacking:
    """Articles, what is known of their texts, and those that are to be embedded."""

    batch: Sequence[Cut]
    known: Mapping[str, Known]

    @property
    def texts(self) -> list[str]:
        return [text for text in texts_of(self.batch) if text not in self.known]


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """Vectors of sentences by key, and the states of their tokens where the encoder gives them."""

    vectors: Mapping[str, Vectors]
    codes: Mapping[str, Codes]

    @classmethod
    def of_batch(cls, batch: Sequence[Cut], known: Mapping[str, Known], found: Embeddings) -> SentenceVectors:
        """Those of each sentence: what was known of its text, or the next of what was found."""
        fresh = zip(found.vectors, found.codes or itertools.repeat(None))
        rows = [known[text] if text in known else next(fresh) for text in texts_of(batch)]
        keyed = dict(zip(keys_of(batch), rows, strict=True))
        codes = {key: codes for key, (_, codes) in keyed.items() if codes is not None}
        return cls({key: vector for key, (vector, _) in keyed.items()}, codes)

    def of(self, cut: Cut) -> Embedded:
        sentences = cut.quotable
        return Embedded(cut.listed, cut.text, sentences, np.stack([self.vectors[key] for key in sentences]), cut.blocks)


def embedded_batches(
    workers: Workers, batches: Iterable[Sequence[Cut]], known: Former
) -> Iterator[tuple[Sequence[Cut], SentenceVectors]]:
    """Each batch with its vectors: the quotable sentences of several articles at once, so that batches are full."""
    for task, found in workers.embed(Lacking(batch, known.of(batch)) for batch in batches):
        yield task.batch, SentenceVectors.of_batch(task.batch, task.known, found)


def texts_of(batch: Sequence[Cut]) -> list[str]:
    return [sentence.told(item.text) for item in batch for sentence in item.quotable.values()]


def keys_of(batch: Sequence[Cut]) -> list[str]:
    return [key for item in batch for key in item.quotable]


def stored_passages(cut: Cut, found: SentenceVectors) -> Iterator[StoredPassage]:
    digest = cut.listed.digest
    for stretch in cut.stretches:
        key = stretch.key(digest)
        keys = [f"{key}:{i}" for i in range(len(stretch.sentences))]
        rows = [found.vectors.get(key) for key in keys]
        blank = np.zeros_like(next(row for row in rows if row is not None))
        matrix = np.asarray([blank if row is None else row for row in rows], dtype=np.float32)
        states = PassageStates.of([found.codes.get(key) for key in keys]) if found.codes else None
        body = cut.text[stretch.start : stretch.end]
        place = (key, digest, stretch.start, stretch.end)
        about = (stretch.section, cut.listed.rules)
        yield StoredPassage(*place, body, stretch.sentences, matrix, states, *about)
