"""An embedded Chroma read by its engine alone: what it gives, and when Chroma's client takes over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.index.chroma import open_client
from rag.index.chroma_reading import ReadCollection, ReadingClient, open_to_read
from rag.index.chroma_store import ChromaStore
from tests.index.conftest import Place

RICE = "The rice harvest was good. Four tonnes a hectare came in."
SALT = "The salt works opened in May. It has nine workers."


@pytest.fixture
def written(place: Place) -> Place:
    place.write({"rice.txt": RICE, "salt.txt": SALT})
    place.sync()
    return place


def _reading(place: Place) -> ReadingClient:
    folder = place.root / "chroma"
    client = open_to_read(folder, lambda: open_client(str(folder)))
    assert isinstance(client, ReadingClient)
    return client


def _store(place: Place, client: ReadingClient) -> ChromaStore:
    return ChromaStore(client, "news", place.encoder.name, place.encoder.dim)


def test_the_engine_gives_what_the_client_gives(written: Place) -> None:
    client = _reading(written)
    ours, theirs = _store(written, client), written.store
    assert ours.articles() == theirs.articles()
    digests = list(ours.articles())
    assert ours.revision() == theirs.revision() is not None
    assert ours.texts(digests) == theirs.texts(digests)
    asked = np.asarray(written.encoder.queries(["How good was the harvest?"]))[0]
    for within in (None, {digests[0]}):
        found = ours.nearest(asked, 3, within)
        assert [key for key, _ in found] == [key for key, _ in theirs.nearest(asked, 3, within)]
        assert found
    keys = [key for key, _ in ours.nearest(asked, 3)]
    for key, vector in ours.vectors(keys).items():
        np.testing.assert_array_equal(vector, theirs.vectors(keys)[key])
    assert client.engine is not None  # nothing of it opened Chroma's client


def test_the_first_write_opens_the_client_and_is_read(written: Place) -> None:
    client = _reading(written)
    store = _store(written, client)
    first, second = store.articles()
    store.remove([first])
    assert client.engine is None
    assert list(store.articles()) == [second]
    assert list(store.texts([first, second])) == [second]
    asked = np.asarray(written.encoder.queries(["How good was the harvest?"]))[0]
    assert {key.partition(":")[0] for key, _ in store.nearest(asked, 9)} == {second}


def test_a_collection_that_is_not_there_is_made_by_the_client(written: Place) -> None:
    client = _reading(written)
    how = {"metadata": {"model": "m", "schema": "3"}, "embedding_function": None}
    assert isinstance(client.get_or_create_collection("news.articles", **how), ReadCollection)
    assert not isinstance(client.get_or_create_collection("other.articles", **how), ReadCollection)


class OtherEngine:
    """The engine of another Chroma: a collection is found as before, all else is called or given otherwise."""

    def __init__(self, engine: Any, **others: Any) -> None:
        self._engine, self._others = engine, others

    def __getattr__(self, name: str) -> Any:
        return self._others[name] if name in self._others else getattr(self._engine, name)


@pytest.mark.parametrize(
    "other",
    [
        {"get": lambda request: None, "query": lambda request: None},  # other arguments: TypeError
        {"get": lambda *_: ["rows"], "query": lambda *_: ["rows"]},  # another answer: AttributeError
        {"get": None, "query": None},  # no such function
        {"get_collection": lambda *_: ["a collection"]},
    ],
    ids=["arguments", "answer", "absent", "collection"],
)
def test_where_the_engine_is_another_the_client_reads(written: Place, other: dict[str, Any]) -> None:
    asked = np.asarray(written.encoder.queries(["How good was the harvest?"]))[0]
    for read in (ChromaStore.articles, lambda store: [key for key, _ in store.nearest(asked, 3)]):
        client = _reading(written)
        client.engine = OtherEngine(client.engine, **other)  # type: ignore[assignment]
        assert read(_store(written, client)) == read(written.store)
        assert client.engine is None  # from here on nothing is asked of it


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 99])
def test_what_the_engine_cannot_read_the_client_opens(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "chroma.sqlite3").write_bytes(content)
    asked: list[str] = []
    open_to_read(tmp_path, lambda: asked.append("client"))  # type: ignore[arg-type,func-returns-value]
    assert asked == ["client"]
