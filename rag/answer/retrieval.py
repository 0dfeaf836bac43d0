"""Question to candidates: the passages of the nearest sentences and those with the question's words."""

from __future__ import annotations

from rag.answer.features import Candidate
from rag.corpus.passages import passage_of
from rag.index.index import Index
from rag.index.words import StoredPassage

NEAREST_SENTENCES = 100
DENSE_PASSAGES = 20
WORD_PASSAGES = 20


def retrieve(index: Index, question: str) -> list[tuple[StoredPassage, Candidate]]:
    """The passages that may answer a question, each with the cosine of every sentence and its BM25 score."""
    vector = index.encoder.queries([question])[0]
    by_words = {passage.key: (passage, score) for passage, score in index.words.search(question, WORD_PASSAGES)}
    found = dict(by_words)
    for key in _nearest_passages(index, vector):
        passage = index.words.passage(key)
        if passage is not None:  # else its sentences were stored by a run that is not finished
            found.setdefault(key, (passage, 0.0))
    return [(passage, _candidate(index, passage, passage.vectors @ vector, score)) for passage, score in found.values()]


def _nearest_passages(index: Index, vector) -> list[str]:  # type: ignore[no-untyped-def]
    nearest = index.store.nearest(vector, NEAREST_SENTENCES)
    return list(dict.fromkeys(passage_of(key) for key, _ in nearest))[:DENSE_PASSAGES]


def _candidate(index: Index, passage: StoredPassage, cosines, score: float) -> Candidate:  # type: ignore[no-untyped-def]
    listed = index.words.articles[passage.digest]
    return Candidate(
        path=listed.path,
        title=listed.title,
        start=passage.start,
        text=passage.text,
        sentences=passage.sentences,
        cosines=tuple(cosines.tolist()),
        bm25=score,
    )
