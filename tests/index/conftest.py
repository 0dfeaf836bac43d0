"""A folder with its store and its word index, opened piece by piece, and a look inside that asks none of our code."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tantivy
from chromadb.api import ClientAPI

from rag.index.chroma import open_client
from rag.index.chroma_store import ChromaStore
from rag.index.report import SyncReport
from rag.index.sync import Progress, preview, sync
from rag.index.word_index import Words
from rag.index.workers import Workers
from rag.settings import Settings
from tests.fakes import FakeEncoder, write


@dataclass
class Place:
    """An opened index of ``folder`` in ``root``."""

    folder: Path
    root: Path
    encoder: FakeEncoder
    client: ClientAPI
    store: ChromaStore
    words: Words

    @property
    def readings(self) -> Path:
        return self.root / "readings.sqlite"

    def sync(
        self,
        progress: Progress | None = None,
        *,
        thorough: bool = False,
        max_file_mb: float = 1,
        workers: Workers | None = None,
    ) -> SyncReport:
        settings = Settings.of(max_file_mb=max_file_mb)
        index = (self.folder, self.store, self.words, self.encoder, self.readings, settings)
        return sync(*index, progress, thorough, workers)

    def plan(self) -> SyncReport:
        return preview(self.folder, self.words.articles, self.readings, Settings.of(max_file_mb=1))

    def write(self, files: dict[str, str | bytes]) -> None:
        write(self.folder, files)


OpenPlace = Callable[[Path, Path], Place]


@pytest.fixture
def open_place(encoder: FakeEncoder) -> Iterator[OpenPlace]:
    """Opens the index of a folder that lies in another."""
    clients = []

    def opened(folder: Path, root: Path) -> Place:
        folder.mkdir(exist_ok=True)
        client = open_client(str(root / "chroma"))
        clients.append(client)
        store = ChromaStore(client, "news", encoder.name, encoder.dim, folder=root / "chroma")
        return Place(folder, root, encoder, client, store, Words(root / "words"))

    yield opened
    for client in clients:
        close(client)


@pytest.fixture
def place(tmp_path: Path, open_place: OpenPlace) -> Place:
    """An index of an empty folder."""
    return open_place(tmp_path / "news", tmp_path / "index")


def close(client: Any) -> None:
    """Closes a client of Chroma, whose interface does not promise that it can be closed."""
    client.close()


def contents(place: Place) -> dict[str, Any]:
    return held_in(place.client, place.root / "words")


def held_in(client: ClientAPI, words: Path) -> dict[str, Any]:
    """All that an index holds, for comparison: everything in Chroma and every document of the word index."""
    held: dict[str, Any] = {}
    for collection in client.list_collections():
        part = collection.name.rpartition(".")[2]
        records = collection.get(include=["metadatas", "documents", "embeddings"])
        vectors = [np.round(row, 4).tolist() for row in np.asarray(records["embeddings"])]
        rows = zip(records["metadatas"] or [], records["documents"] or [], vectors, strict=True)
        held[part] = {key: _plain(row) for key, row in zip(records["ids"], rows, strict=True)}
    documents = word_documents(words)
    del documents[f"[('key', ['manifest']), ('record', [{zlib.compress(b'', 1)!r}])]"]  # one that never held anything
    held["passages"] = documents
    return held


def word_documents(folder: Path) -> Counter[str]:
    """Every document of a word index, and how often it is there."""
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs + 1).hits
    return Counter(str(sorted(searcher.doc(address).to_dict().items())) for _, address in hits)


def _plain(row: tuple[Any, Any, Any]) -> tuple[Any, ...]:
    """A record of Chroma, the node in it read as JSON, without what differs from run to run."""
    metadata = dict(row[0] or {})
    if "_node_content" in metadata:
        metadata["_node_content"] = json.loads(metadata["_node_content"])
    return metadata, row[1], row[2]


def change(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    write(folder, {name: content for name, content in files.items() if content is not None})
    for name, content in files.items():
        if content is None:
            (folder / name).unlink()
