"""Retrieval, hybrid: from a question to the passages of the nearest sentences and those with its words (BM25)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answer.evidence.features import Candidate
from rag.answer.question.named_files import named_in, words_of_name
from rag.corpus.passages import passage_of
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.index import Index
from rag.index.stored_passage import StoredPassage
from rag.index.vectors import Vectors

if TYPE_CHECKING:
    from rag.index.states import States

NEAREST_SENTENCES = 100
PASSAGES_BY_MEANING = 25
PASSAGES_BY_WORDS = 25
PASSAGES_BY_NAME = 10


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The candidates for a question; ``states`` are those of its tokens, where the encoder gives them."""

    candidates: list[Candidate]
    states: States | None


def retrieve(index: Index, query: str, within: Set[str] | None = None, vector: Vectors | None = None) -> Retrieved:
    """The passages that may have what a text asks or tells, each with the cosine of every sentence and its BM25 score.

    ``within`` are the digests of the articles to look in; None means all. ``vector`` is the text's, if it is known.
    """
    states = None
    if vector is None:
        vector, states = _embedded(index.encoder, query)
    by_words = index.words.search(query, PASSAGES_BY_WORDS, within)
    by_key = {passage.key: (passage, score) for passage, score in by_words}
    named = named_in(index, query)
    for named_passage, score in _of_named(index, query, named if within is None else named & within):
        by_key.setdefault(named_passage.key, (named_passage, score))
    for key in _nearest_passages(index, vector, within):
        passage = index.words.passage(key)
        if passage is not None:  # else its sentences were stored by a run that is not finished
            by_key.setdefault(key, (passage, 0.0))
    candidates = [
        _candidate(index, passage, vector, score, is_named=passage.digest in named)
        for passage, score in by_key.values()
    ]
    return Retrieved(candidates, states)


def _embedded(encoder: Encoder, query: str) -> tuple[Vectors, States | None]:
    if isinstance(encoder, TokenEncoder):
        return encoder.query_with_states(query)
    return encoder.queries([query])[0], None


def _nearest_passages(index: Index, vector: Vectors, within: Set[str] | None) -> list[str]:
    nearest = index.store.nearest(vector, NEAREST_SENTENCES, within)
    return list(dict.fromkeys(passage_of(key) for key, _ in nearest))[:PASSAGES_BY_MEANING]


def _of_named(index: Index, query: str, named: Set[str]) -> list[tuple[StoredPassage, float]]:
    """The passages of files that a query names: these are candidates, whatever others hold its words."""
    return index.words.search(query, PASSAGES_BY_NAME, named) if named else []


def _candidate(index: Index, passage: StoredPassage, vector: Vectors, score: float, *, is_named: bool) -> Candidate:
    """A passage as a candidate; that its file is named is told the reader with the title."""
    listed = index.listed(passage.digest)
    name = " ".join(words_of_name(listed.path)) if is_named else ""
    title = listed.title if name.casefold() in listed.title.casefold() else f"{name}: {listed.title}"
    cosines = (passage.vectors @ vector).tolist()
    return Candidate(
        path=listed.path,
        title=title,
        passage=passage,
        sentences=passage.sentences,
        cosines=tuple(cosines),
        bm25=score,
        states=passage.states,
        language=listed.language,
    )
