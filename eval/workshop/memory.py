"""Retrieval in memory for measuring and fitting: what the store does, over any texts, in milliseconds."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from eval.workshop.texts import Text
from rag.answer.evidence.features import Candidate, CorpusStatistics
from rag.corpus.article import Sentence
from rag.corpus.metadata import find_title
from rag.corpus.passages import PassageSpan, split_passages
from rag.corpus.sentences import split_sentences
from rag.index.states import PassageStates, States
from rag.index.stored_passage import StoredPassage
from rag.language.words import terms

Vectors = npt.NDArray[np.float32]
NEAREST_SENTENCES = 100
PASSAGES_BY_MEANING = 25
PASSAGES_BY_WORDS = 25


class Engine(Protocol):
    """What embeds; :mod:`rag.index.e5` has two."""

    name: str
    has_token_states: bool

    def passages(self, texts: Sequence[str]) -> Vectors: ...
    def queries(self, texts: Sequence[str]) -> Vectors: ...
    def token_states(self, text: str, *, query: bool) -> States: ...


class Embedder(Protocol):
    """Texts to unit vectors, (n,) -> (n, d), and to token states; questions and passages in modes of their own."""

    def questions(self, texts: Sequence[str]) -> Vectors: ...
    def sentences(self, texts: Sequence[str]) -> Vectors: ...
    def question_states(self, text: str) -> States | None: ...
    def sentence_states(self, text: str) -> States | None: ...


class Retrieval(Protocol):
    """A searchable corpus: the real store, or :class:`MemoryCorpus`."""

    @property
    def statistics(self) -> CorpusStatistics: ...

    def candidates(self, question: str, vector: Vectors, without: Collection[tuple[str, int]] = ()) -> list[Candidate]:
        """The passages of the nearest sentences and the best by words, without some (path, start)."""
        ...


@dataclass(frozen=True, eq=False)
class KeptStates:
    """Token states as kept: see :class:`rag.index.states.States`."""

    spans: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


class KeptVectors:
    """An embedder that embeds each text once and keeps vectors and token states in a folder, by engine."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._folder, self._engine = folder / engine.name.replace("/", "-"), engine
        self._vectors = {query: self._load(query) for query in (False, True)}
        self._states: dict[tuple[bool, str], KeptStates] = self._load_states()

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(True, texts)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        return self._embed(False, texts)

    def question_states(self, text: str) -> KeptStates | None:
        return self._state(True, text)

    def sentence_states(self, text: str) -> KeptStates | None:
        return self._state(False, text)

    def save(self) -> None:
        """Writes what was embedded, each file in one step."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for query, kept in self._vectors.items():
            partial = self._folder / f"partial-{query}.npz"
            np.savez(partial, texts=np.array(list(kept)), vectors=np.stack(list(kept.values())))
            os.replace(partial, self._folder / f"{query}.npz")
        partial = self._folder / "states.partial"
        partial.write_bytes(pickle.dumps({key: (s.spans, s.codes, s.scales) for key, s in self._states.items()}))
        os.replace(partial, self._folder / "states.pickle")

    def _embed(self, query: bool, texts: Sequence[str]) -> Vectors:
        kept = self._vectors[query]
        new = [t for t in dict.fromkeys(texts) if t not in kept]
        if new:
            kept.update(zip(new, (self._engine.queries if query else self._engine.passages)(new)))
        return np.array([kept[t] for t in texts], np.float32)

    def _state(self, query: bool, text: str) -> KeptStates | None:
        if not self._engine.has_token_states:
            return None
        if (query, text) not in self._states:
            found = self._engine.token_states(text, query=query)
            self._states[query, text] = KeptStates(found.spans, found.codes, found.scales)
        return self._states[query, text]

    def _load(self, query: bool) -> dict[str, Vectors]:
        path = self._folder / f"{query}.npz"
        if not path.exists():
            return {}
        found = np.load(path)
        return dict(zip(found["texts"].tolist(), found["vectors"]))

    def _load_states(self) -> dict[tuple[bool, str], KeptStates]:
        path = self._folder / "states.pickle"
        return (
            {key: KeptStates(*arrays) for key, arrays in pickle.loads(path.read_bytes()).items()}
            if path.exists()
            else {}
        )


@lru_cache(maxsize=20_000)
def _split(text: str, language: str) -> tuple[list[Sentence], list[PassageSpan]]:
    sentences = split_sentences(text, language)
    return sentences, split_passages(sentences)


@lru_cache(maxsize=20_000)
def _counts(text: str) -> Counter[str]:
    return Counter(terms(text))


class MemoryCorpus:
    """Texts as passages with sentence vectors and BM25 as tantivy and Lucene compute it (k1 1.2, b 0.75)."""

    def __init__(self, texts: Sequence[Text], embedder: Embedder) -> None:
        self._passages: list[tuple[str, str, PassageSpan, str]] = []
        self._languages = {t.path: t.language for t in texts}
        sentences: list[str] = []
        owners: list[int] = []
        quotable: list[bool] = []
        for t in texts:
            found, stretches = _split(t.text, t.language)
            title = find_title("", t.text, found)
            for stretch in stretches:
                for s in stretch.sentences:
                    sentences.append(s.told(t.text))
                    owners.append(len(self._passages))
                    quotable.append(s.quotable)
                self._passages.append((t.path, title, stretch, t.text[stretch.start : stretch.end]))
        self._vectors = embedder.sentences(sentences)
        states = [embedder.sentence_states(s) for s in sentences]
        self._states = [s for s in states if s is not None]
        self._passage_states: dict[int, PassageStates] = {}
        self._owners, self._quotable = np.array(owners), np.array(quotable)
        self._first = np.r_[0, np.flatnonzero(np.diff(self._owners)) + 1, len(owners)]
        self._index_words()

    def _index_words(self) -> None:
        counts = [_counts(text) for *_, text in self._passages]
        lengths = np.array([c.total() for c in counts], float)
        norms = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        self._frequency = Counter(t for c in counts for t in c)
        postings: dict[str, list[tuple[int, float]]] = {}
        for i, c in enumerate(counts):
            for t, n in c.items():
                postings.setdefault(t, []).append((i, n * 2.2 / (n + norms[i])))
        self._postings = {
            t: (np.array([i for i, _ in p]), np.array([x for _, x in p]) * self._idf(t)) for t, p in postings.items()
        }

    def _idf(self, term: str) -> float:
        n = self._frequency[term]
        return float(np.log(1 + (self.passages - n + 0.5) / (n + 0.5)))

    @property
    def statistics(self) -> CorpusStatistics:
        return self

    @property
    def passages(self) -> int:
        return len(self._passages)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self._languages.values())

    def passage_frequency(self, term: str) -> int:
        return self._frequency.get(term, 0)

    def bm25(self, question: str) -> npt.NDArray[np.float64]:
        scores = np.zeros(len(self._passages))
        for t in terms(question):
            if t in self._postings:
                rows, values = self._postings[t]
                scores[rows] += values
        return scores

    def candidates(self, question: str, vector: Vectors, without: Collection[tuple[str, int]] = ()) -> list[Candidate]:
        cosines, words = self._vectors @ vector, self.bm25(question)
        open_ = (
            np.array([(path, s.start) not in without for path, _, s, _ in self._passages])
            if without
            else np.ones(len(words), bool)
        )
        by_meaning = np.argsort(-np.where(self._quotable & open_[self._owners], cosines, -9), kind="stable")[
            :NEAREST_SENTENCES
        ]
        by_words = [
            i
            for i in np.argsort(-np.where(open_, words, 0), kind="stable")[:PASSAGES_BY_WORDS]
            if words[i] > 0 and open_[i]
        ]
        near = list(dict.fromkeys(int(self._owners[i]) for i in by_meaning if open_[self._owners[i]]))
        found = dict.fromkeys(near[:PASSAGES_BY_MEANING] + [int(i) for i in by_words])
        hits = frozenset(by_words)
        return [self._candidate(i, cosines, words[i] if i in hits else 0.0) for i in found]

    def _candidate(self, i: int, cosines: Vectors, bm25: float) -> Candidate:
        path, title, stretch, text = self._passages[i]
        own = cosines[self._first[i] : self._first[i + 1]]
        kept = self._states_of(i)
        vectors = self._vectors[self._first[i] : self._first[i + 1]]
        passage = StoredPassage("", path, stretch.start, stretch.end, text, stretch.sentences, vectors, kept)
        return Candidate(
            path,
            title,
            passage,
            stretch.sentences,
            tuple(own.tolist()),
            float(bm25),
            kept,
            self._languages[path],
        )

    def _states_of(self, i: int) -> PassageStates | None:
        if self._states and i not in self._passage_states:
            self._passage_states[i] = PassageStates.of(self._states[self._first[i] : self._first[i + 1]])
        return self._passage_states.get(i)

    def holding(self, path: str, spans: Collection[tuple[int, int]]) -> set[tuple[str, int]]:
        """The passages of an article that overlap some spans, as (path, start)."""
        return {
            (path, s.start)
            for p, _, s, _ in self._passages
            if p == path and any(a < s.end and s.start < b for a, b in spans)
        }
