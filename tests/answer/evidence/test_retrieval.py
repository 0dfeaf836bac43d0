"""Retrieval by words and by meaning together."""

from __future__ import annotations

from rag.answer.evidence.retrieval import retrieve
from rag.index.library import Library
from rag.settings import Settings
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder


def test_passages_come_by_words_and_each_sentence_has_its_cosine(corpus: MakeCorpus, encoder: FakeEncoder) -> None:
    folder = corpus({"mill.txt": "The mill in Harwick burned.\n", "bees.txt": "Bees swarm in June.\n"})
    library = Library.open(folder, Settings.of(corpus=str(folder)), encoder)
    library.catch_up(None, thorough=False, may_be_empty=False)
    found = retrieve(library.index, "Who burned the mill in Harwick?").candidates
    assert max(found, key=lambda candidate: candidate.bm25).path == "mill.txt"
    assert all(len(candidate.cosines) == len(candidate.sentences) for candidate in found)
