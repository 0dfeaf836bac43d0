"""An embedded Chroma that is read by its engine alone, until something is written.

Importing Chroma's Python client takes longer than answering a question: it brings the exporters and embedding
functions of its server. The engine under it is a module of its own, and reads the same files.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import is_panic

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb_rust_bindings import Bindings

_TENANT, _DATABASE = "default_tenant", "default_database"
_OPEN_INDEXES = 16
"""Of collections, held open at once; a store reads two."""
_OTHERWISE = (AttributeError, TypeError)
"""An engine that takes or gives something else: nobody promises that it stays as it is, as Chroma's client does."""


class ReadingClient:
    """Has what a store asks of Chroma's client; the first write opens that, and reads go through it from then on."""

    def __init__(self, engine: Bindings, open_client: Callable[[], ClientAPI]) -> None:
        self.engine: Bindings | None = engine
        self._open_client, self._opening = open_client, threading.Lock()
        self._client: ClientAPI | None = None

    @property
    def client(self) -> ClientAPI:
        """Chroma's own client: from here on everything goes through it."""
        with self._opening:
            if self._client is None:
                self._client, self.engine = self._open_client(), None
            return self._client

    def get_or_create_collection(self, name: str, **how: Any) -> Collection | ReadCollection:
        """The collection as it is; one that is not there is made by Chroma's client."""
        held = _of_engine(lambda: self._read_by_engine(name, how))
        return held or self.client.get_or_create_collection(name, **how)

    def _read_by_engine(self, name: str, how: Mapping[str, Any]) -> ReadCollection | None:
        held = self.engine and self.engine.get_collection(name, _TENANT, _DATABASE)
        return ReadCollection(self, held, name, how) if held else None


class ReadCollection:
    """A collection that the engine reads and Chroma's client writes; that reads it too where the engine is another."""

    def __init__(self, owner: ReadingClient, held: Any, name: str, how: Mapping[str, Any]) -> None:
        self._owner, self._id, self._name, self._how = owner, str(held.id), name, how
        self.metadata: Mapping[str, Any] | None = held.metadata

    @property
    def written(self) -> Collection:
        """The same collection, opened by Chroma's client."""
        return self._owner.client.get_or_create_collection(self._name, **self._how)

    def get(
        self,
        ids: list[str] | None = None,
        where: Any = None,
        limit: int | None = None,
        offset: int | None = None,
        include: Sequence[Any] = ("metadatas", "documents"),
    ) -> Any:
        """Records by their keys, or those that ``where`` describes."""
        described = json.dumps(where) if where else None
        if (engine := self._owner.engine) is not None:
            with suppress(*_OTHERWISE):
                return _columns(
                    engine.get(self._id, ids, described, limit, offset or 0, None, list(include), _TENANT, _DATABASE),
                    include,
                )
        return self.written.get(ids, where, limit, offset, include=list(include))

    def query(self, query_embeddings: Any, n_results: int, where: Any, include: Sequence[Any]) -> Any:
        """The records nearest to each vector of shape (queries, dim)."""
        described, vectors = json.dumps(where) if where else None, list(query_embeddings)
        if (engine := self._owner.engine) is not None:
            with suppress(*_OTHERWISE):
                return _columns(
                    engine.query(
                        self._id, None, vectors, n_results, described, None, list(include), _TENANT, _DATABASE
                    ),
                    include,
                )
        how: dict[str, Any] = {"n_results": n_results, "where": where, "include": list(include)}
        return self.written.query(query_embeddings=query_embeddings, **how)

    def __getattr__(self, name: str) -> Any:
        """What writes: ``add``, ``update``, ``upsert``, ``delete``."""
        return getattr(self.written, name)


def _columns(found: Any, include: Sequence[Any]) -> dict[str, Any]:
    """What the engine found, laid out as Chroma's client gives it."""
    return {"ids": found.ids, **{kind: getattr(found, kind) for kind in include}}


def open_to_read(folder: Path, open_client: Callable[[], ClientAPI]) -> ClientAPI | ReadingClient:
    """The embedded store in a folder; where its engine cannot read it, Chroma's client opens it or tells why."""
    engine = _of_engine(lambda: _engine(folder)) if (folder / "chroma.sqlite3").exists() else None
    return ReadingClient(engine, open_client) if engine else open_client()


def _engine(folder: Path) -> Bindings:
    import chromadb_rust_bindings as engine

    # A store that another version has to bring up to date first is none to read.
    kept = engine.SqliteDBConfig(
        hash_type=engine.MigrationHash.MD5,
        migration_mode=engine.MigrationMode.Validate,
        url=str(folder / "chroma.sqlite3"),
    )
    return engine.Bindings(
        allow_reset=False, sqlite_db_config=kept, persist_path=str(folder), hnsw_cache_size=_OPEN_INDEXES
    )


def _of_engine(read: Callable[[], Any]) -> Any:
    """What the engine gives; None where it fails, or its module is another one than this was written for."""
    try:
        return read()
    except BaseException as error:
        if not isinstance(error, Exception) and not is_panic(error):
            raise
        return None
