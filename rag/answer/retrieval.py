"""Question to candidates: the passages of the nearest sentences and those with the question's words."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answer.features import Candidate
from rag.corpus.passages import passage_of
from rag.index.embedding import Encoder, TokenEncoder, Vectors
from rag.index.index import Index
from rag.index.words import StoredPassage

if TYPE_CHECKING:
    from rag.index.e5 import TokenStates

NEAREST_SENTENCES = 100
PASSAGES_BY_MEANING = 25
PASSAGES_BY_WORDS = 25


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates for a question, and the stored passage behind each, by its path and start.

    ``states`` are those of the question's tokens, where the encoder gives them.
    """

    candidates: list[Candidate]
    stored: dict[tuple[str, int], StoredPassage]
    states: TokenStates | None

    def passage(self, candidate: Candidate) -> StoredPassage:
        return self.stored[candidate.path, candidate.start]


def retrieve(index: Index, question: str, within: Set[str] | None = None) -> Found:
    """The passages that may answer a question, each with the cosine of every sentence and its BM25 score.

    ``within`` are the digests of the articles to look in; None means all.
    """
    vector, states = _embedded(index.encoder, question)
    by_words = index.words.search(question, PASSAGES_BY_WORDS, within)
    found = {passage.key: (passage, score) for passage, score in by_words}
    for key in _nearest_passages(index, vector, within):
        passage = index.words.passage(key)
        if passage is not None:  # else its sentences were stored by a run that is not finished
            found.setdefault(key, (passage, 0.0))
    candidates, stored = [], {}
    for passage, score in found.values():
        candidate = _candidate(index, passage, vector, score)
        candidates.append(candidate)
        stored[candidate.path, candidate.start] = passage
    return Found(candidates, stored, states)


def _embedded(encoder: Encoder, question: str) -> tuple[Vectors, TokenStates | None]:
    if isinstance(encoder, TokenEncoder):
        return encoder.query_with_states(question)
    return encoder.queries([question])[0], None


def _nearest_passages(index: Index, vector: Vectors, within: Set[str] | None) -> list[str]:
    nearest = index.store.nearest(vector, NEAREST_SENTENCES, within)
    return list(dict.fromkeys(passage_of(key) for key, _ in nearest))[:PASSAGES_BY_MEANING]


def _candidate(index: Index, passage: StoredPassage, vector: Vectors, score: float) -> Candidate:
    listed = index.listed(passage.digest)
    cosines = (passage.vectors @ vector).tolist()
    return Candidate(
        path=listed.path,
        title=listed.title,
        start=passage.start,
        text=passage.text,
        sentences=passage.sentences,
        cosines=tuple(cosines),
        bm25=score,
        states=passage.states,
        language=listed.language,
    )
