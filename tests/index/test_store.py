"""The store: what is in Chroma, who may read it, and who is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.chroma import ChromaVectorStore

from rag.errors import StoreError
from rag.index.chroma import open_client
from rag.index.chroma_store import SCHEMA, ChromaStore
from rag.llama_index.embedding import FootnoteEmbedding
from tests.fakes import FakeEncoder
from tests.index.conftest import Place, close

RICE = "Rice was planted in the spring. It was harvested in the autumn."


@pytest.mark.parametrize(
    ("model", "schema", "problem"),
    [
        ("fake", SCHEMA, None),
        ("other", SCHEMA, "The store was made with another embedding model (fake, now other)."),
        ("fake", "0", f"The store was made with another version of Footnote ({SCHEMA}, now 0)."),
    ],
)
def test_a_store_of_another_model_or_version_is_refused(
    model: str, schema: str, problem: str | None, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.chroma_store.SCHEMA", schema)
    if problem is None:
        ChromaStore(place.client, "news", model, 32)
        return
    with pytest.raises(StoreError) as error:
        ChromaStore(place.client, "news", model, 32)
    assert (error.value.problem, error.value.next_step) == (problem, "Run: footnote index --rebuild")


def test_the_nearest_sentences_are_those_of_an_exhaustive_search(place: Place) -> None:
    place.write({f"{n}.txt": f"Field {n} was ploughed. Rice grew on field {n}. {n} people came." for n in range(40)})
    place.sync()
    records = place.client.get_collection("news.sentences").get(include=["embeddings"])
    query = place.encoder.queries(["Rice on field 7"])[0]
    cosines = np.asarray(records["embeddings"]) @ query
    expected = sorted(zip(records["ids"], cosines.tolist(), strict=True), key=lambda pair: -pair[1])[:10]
    found = place.store.nearest(query, 10)
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-5)
    assert {key for key, _ in found} == {key for key, _ in expected}


def test_an_empty_store_has_nothing_near(place: Place) -> None:
    assert place.store.nearest(place.encoder.queries(["Rice"])[0], 10) == []
    assert (place.store.articles(), place.store.texts([]), place.store.texts(["no such digest"])) == ({}, {}, {})


def test_sentences_are_keyed_by_content_and_place(place: Place) -> None:
    place.write({"a.txt": RICE})
    place.sync()
    (digest,) = place.store.articles()
    # "Rice was planted in the spring." has 31 characters, the whole text 63.
    assert len(RICE) == 63
    records = place.client.get_collection("news.sentences").get(include=["documents"])
    assert dict(zip(records["ids"], records["documents"] or [], strict=True)) == {
        f"{digest}:0:63:0": "Rice was planted in the spring.",
        f"{digest}:0:63:1": "It was harvested in the autumn.",
    }


def test_a_llama_index_program_reads_our_collection(place: Place) -> None:
    place.write({"a.txt": RICE, "b.txt": "A school was opened in Hanoi."})
    place.sync()
    store = ChromaVectorStore(chroma_collection=place.client.get_collection("news.sentences"))
    index = VectorStoreIndex.from_vector_store(store, embed_model=FootnoteEmbedding(place.encoder))
    (nearest,) = index.as_retriever(similarity_top_k=1).retrieve("A school was opened in Hanoi.")
    assert nearest.node.get_content() == "A school was opened in Hanoi."
    assert nearest.node.source_node is not None
    assert nearest.node.source_node.node_id in place.store.articles()


def test_what_is_written_is_still_there_for_the_next_process(place: Place, tmp_path: Path) -> None:
    place.write({"tin/một.txt": RICE})
    place.sync()
    before = place.store.articles()
    close(place.client)
    client = open_client(str(tmp_path / "index" / "chroma"))
    again = ChromaStore(client, "news", "fake", 32)
    assert again.articles() == before
    assert again.texts(list(before)) == dict.fromkeys(before, RICE)
    close(client)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://127.0.0.1:1/"])
def test_a_server_that_is_not_there_is_told_with_its_address(address: str) -> None:
    with pytest.raises(StoreError) as error:
        open_client(address)
    assert error.value.problem.startswith(f"The Chroma server at {address} does not answer")
    assert error.value.next_step == "Check the address and that the server runs (chroma run)."


def test_the_fake_encoder_gives_unit_vectors() -> None:
    assert np.linalg.norm(FakeEncoder(dim=100).passages(["a", "", "b c"]), axis=1) == pytest.approx([1, 1, 1])


def test_a_note_of_an_earlier_version_is_mended_too(place: Place) -> None:
    place.write({"a.txt": "Rice grew."})
    place.sync()
    (digest,) = place.store.articles()
    place.store._articles.delete(ids=[digest])  # it was killed after the sentences, before the article
    place.store._articles.upsert(
        ids=[f"~pending:{digest}"], embeddings=place.store._blank, metadatas=[{"pending": True, "writer": "", "at": 0}]
    )
    place.store.mend()
    assert place.store._sentences.count() == 0
    assert not place.store._articles.get(where={"pending": True})["ids"]


@pytest.mark.parametrize(
    ("free", "problem"),
    [
        (1_000_000, "The disk is full."),
        (10**12, "The store cannot be written (Error in compaction: Error purging logs)."),
    ],
)
def test_a_compaction_that_fails_on_a_full_disk_is_told_as_that(
    free: int, problem: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Error in compaction: Error purging logs")

    place.write({"a.txt": RICE})
    monkeypatch.setattr(type(place.store._articles), "upsert", fail)
    monkeypatch.setattr("rag.index.chroma.shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    with pytest.raises(StoreError) as error:
        place.sync()
    assert error.value.problem == problem
