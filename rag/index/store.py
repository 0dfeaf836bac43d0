"""The store: articles and their sentences' vectors in Chroma, embedded or on a server.

Two collections hold a corpus, both keyed by content, so that nothing in them ever changes.
``articles`` has one record per article, keyed by its digest: its text, title, date, language and the
paths where it lies. ``sentences`` has one record per sentence that may be quoted, keyed by its
passage and its place there ("digest:start:end:3"), laid out as llama-index's ChromaVectorStore has it
so that any llama-index program can read it.

An article counts as stored when its record in ``articles`` is there, which is written after its
sentences. The digests whose sentences are being written or removed are noted in ``articles`` as pending,
in one record, so that the next run mends what a killed one left. A run ends by noting a revision, the digest of what
it lists; the first change takes it away. Whoever knows the revision need not read the store.
"""

from __future__ import annotations

import datetime
import itertools
import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from rag.corpus.article import Article, Sentence, digest_of
from rag.corpus.blocks import Block, pack_blocks, unpack_blocks
from rag.corpus.rules import rules
from rag.errors import FootnoteError, StoreBusyError, StoreError, is_panic
from rag.index.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from llama_index.vector_stores.chroma import ChromaVectorStore

SCHEMA = "3"
"""Changes when what is stored of an article, or how, changes. By which rules it was cut, each article says itself."""

_LISTS = ("paths", "pages")
_BLOCKS = "blocks"
_PENDING = "~pending:"
_REVISION = "~revision"
_BATCH = 2000
_PAGE = 10_000
_REMOVED_AT_ONCE = 100
_OTHERS_MAY_TAKE_S = 600
"""So long another bot may take for a batch before it counts as killed."""
_LITTLE_BYTES = 20_000_000
"""With less free space, a failure to write is one of space: putting the log into the store takes some at once."""
_REBUILD = "Run: footnote index --rebuild"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the store lists it: everything but its text, and every path where it lies.

    ``rules`` are those by which it was cut into sentences and passages (see ``rag.corpus.rules``), "" while it is cut
    anew.
    """

    digest: str
    paths: tuple[str, ...]
    title: str
    date: datetime.date | None
    language: str
    words: int
    passages: int
    author: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    encoding: str = ""
    rules: str = ""

    @property
    def path(self) -> str:
        return self.paths[0]

    @classmethod
    def of(cls, article: Article, words: int, passages: int) -> Listed:
        """An article at its one place, as it has just been read."""
        known = {one.name: getattr(article, one.name) for one in fields(cls) if hasattr(article, one.name)}
        return cls(**known, paths=(article.path,), words=words, passages=passages, rules=rules())

    def to_dict(self) -> dict[str, Any]:
        """Everything that is told of an article, as JSON types."""
        known = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "rules"}
        return {**known, "path": self.path, "date": self.date.isoformat() if self.date else None}

    def to_row(self) -> list[Any]:
        """Everything as JSON types, in the order of the fields."""
        row: list[Any] = list(_VALUES(self))
        row[_DATE] = self.date.isoformat() if self.date else None
        return row

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Listed:
        """The inverse of ``to_row``."""
        digest, paths, title, date, language, words, passages, author, url, pages, encoding, cut_by = row
        day = datetime.date.fromisoformat(date) if date else None
        told = (author, url, tuple(pages), encoding, sys.intern(cut_by))
        return cls(digest, tuple(paths), title, day, sys.intern(language), words, passages, *told)

    def with_text(self, text: str, blocks: tuple[Block, ...] = ()) -> Article:
        about = (self.author, self.url, self.pages, self.encoding, blocks)
        return Article(self.path, self.title, text, self.date, self.language, self.digest, *about)


_NAMES = [one.name for one in fields(Listed)]
_VALUES, _DATE = attrgetter(*_NAMES), _NAMES.index("date")


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """An article with its quotable sentences by key, and their vectors, shape (sentences, dim).

    ``blocks`` are those that its file has marked.
    """

    listed: Listed
    text: str
    sentences: Mapping[str, Sentence]
    vectors: Vectors
    blocks: tuple[Block, ...] = ()


class Store:
    """A corpus in Chroma.

    Args:
        client: an open Chroma client.
        name: what the corpus is called there; collections are named after it.
        model: the name of the encoder whose vectors are stored.
        dim: the length of its vectors.
        writer: which bot this is, where several share a server; each runs once at a time.

    Raises:
        StoreError: the store was made by another model or version.
    """

    def __init__(self, client: ClientAPI, name: str, model: str, dim: int, writer: str = "") -> None:
        self._client, self._name, self._dim, self._writer = client, name, dim, writer
        settings = client.get_settings()
        self._folder = Path(settings.persist_directory) if settings.is_persistent else None
        self._identity = {"model": model, "schema": SCHEMA}
        with self._explained("opened"):
            self._sentences = self._collection("sentences")
            self._articles = self._collection("articles")
        self._check_identity()

    def _explained(self, done: str) -> AbstractContextManager[None]:
        return _explained(done, self._folder)

    def _collection(self, part: str) -> Collection:
        return self._client.get_or_create_collection(
            f"{self._name}.{part}",
            metadata=self._identity,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )

    def _check_identity(self) -> None:
        for key, word in (("model", "embedding model"), ("schema", "version of Footnote")):
            made_by = (self._articles.metadata or {}).get(key)
            if made_by != self._identity[key]:
                raise StoreError(
                    f"The store was made with another {word} ({made_by}, now {self._identity[key]}).", _REBUILD
                )

    def articles(self) -> dict[str, Listed]:
        """Every stored article by its digest."""
        found: dict[str, Listed] = {}
        for start in itertools.count(0, _PAGE):
            with self._explained("read"):
                records = self._articles.get(include=["metadatas"], limit=_PAGE, offset=start)
            rows = zip(records["ids"], records["metadatas"] or [], strict=True)
            found.update((key, _listed(key, row)) for key, row in rows if not key.startswith("~"))
            if len(records["ids"]) < _PAGE:
                return found
        raise AssertionError

    def revision(self) -> str | None:
        """The digest of what the last complete run listed; None where something has changed since."""
        with self._explained("read"):
            rows = self._articles.get(ids=[_REVISION], include=["metadatas"])["metadatas"]
        return str(rows[0]["revision"]) if rows else None

    def note(self, revision: str) -> None:
        """Ends a run that has left the store complete."""
        with self._explained("written"):
            if self.revision() != revision:
                self._articles.upsert(ids=[_REVISION], embeddings=self._blank, metadatas=[{"revision": revision}])

    def _unnote(self) -> None:
        self._articles.delete(ids=[_REVISION])

    def texts(self, digests: Sequence[str]) -> dict[str, str]:
        """The texts of articles by digest, as they were stored; one that is not stored is left out.

        Raises:
            StoreError: one of them is not as it was stored.
        """
        if not digests:
            return {}
        with self._explained("read"):
            records = self._articles.get(ids=list(digests), include=["documents"])
        texts = dict(zip(records["ids"], records["documents"] or [], strict=True))
        for digest, text in texts.items():
            if text is None or digest_of(text) != digest:
                raise StoreError("The store is damaged: the text of an article is not as it was indexed.", _REBUILD)
        return texts

    def blocks(self, digests: Sequence[str]) -> dict[str, tuple[Block, ...]]:
        """The blocks that the files of articles have marked, by digest; of those that have marked any.

        Raises:
            StoreError: they cannot be read.
        """
        if not digests:
            return {}
        with self._explained("read"):
            records = self._articles.get(ids=list(digests), include=["metadatas"])
        held = zip(records["ids"], records["metadatas"] or [], strict=True)
        return {digest: unpack_blocks(str(about[_BLOCKS])) for digest, about in held if about and about.get(_BLOCKS)}

    def check(self, digests: Sequence[str]) -> None:
        """Reads the texts of articles, page by page.

        Raises:
            StoreError: one of them is not as it was stored.
        """
        for part in _batches(digests, _BATCH):
            self.texts(part)

    def nearest(self, vector: Vectors, k: int, within: Set[str] | None = None) -> list[tuple[str, float]]:
        """The ``k`` sentences nearest to a vector of shape (dim,), as (key, cosine), best first.

        ``within`` are the digests of the articles to look in; None means all.
        """
        where: Any = {"document_id": {"$in": sorted(within)}} if within is not None else None
        with self._explained("searched"):
            # Chroma itself, not ChromaVectorStore: keys and distances are all that is needed, and
            # importing llama-index would be most of a cold question's time.
            found = self._sentences.query(
                query_embeddings=vector[np.newaxis], n_results=k, where=where, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return [(key, 1.0 - distance) for key, distance in zip(found["ids"][0], distances, strict=True)]

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of sentences by key, each of shape (dim,); one that is not stored is left out."""
        found: dict[str, Vectors] = {}
        for part in _batches(keys, _BATCH):
            with self._explained("read"):
                records = self._sentences.get(ids=list(part), include=["embeddings"])
            rows = np.asarray(records["embeddings"], dtype=np.float32).reshape(-1, self._dim)
            found.update(zip(records["ids"], rows, strict=True))
        return found

    def add(self, batch: Sequence[Embedded], again: Sequence[str] = ()) -> None:
        """Stores articles, sentences first.

        Args:
            batch: what is to be stored.
            again: the digests of those that the store holds already, cut by other rules.
        """
        with self._explained("written"):
            digests = [embedded.listed.digest for embedded in batch]
            self._unnote()
            mark = self._mark(digests)
            if again:
                self._articles.update(ids=list(again), metadatas=[{"rules": ""} for _ in again])
                self._forget_sentences(again)
            records = (record for embedded in batch for record in _records(embedded))
            for part in _batches(records, _BATCH):
                keys, vectors, metadatas, texts = zip(*part, strict=True)
                self._sentences.add(
                    ids=list(keys), embeddings=np.stack(vectors), metadatas=list(metadatas), documents=list(texts)
                )
            self._articles.upsert(
                ids=digests,
                embeddings=np.stack([_mean(embedded.vectors) for embedded in batch]),
                metadatas=[_metadata(one.listed) | {_BLOCKS: pack_blocks(one.blocks)} for one in batch],
                documents=[embedded.text for embedded in batch],
            )
            self._unmark([mark])

    def move(self, listed: Sequence[Listed]) -> None:
        """Gives stored articles the paths that they have now."""
        with self._explained("written"):
            if listed:
                self._unnote()
            for part in _batches(listed, _BATCH):
                self._articles.update(ids=[one.digest for one in part], metadatas=[_metadata(one) for one in part])

    def remove(self, digests: Iterable[str]) -> None:
        """Removes articles and their sentences; what is not there is no error."""
        with self._explained("written"):
            for part in _batches(digests, _REMOVED_AT_ONCE):
                self._unnote()
                mark = self._mark(part)
                self._articles.delete(ids=list(part))
                self._forget_sentences(part)
                self._unmark([mark])

    def _forget_sentences(self, digests: Sequence[str]) -> None:
        of_these: Any = {"document_id": {"$in": list(digests)}}
        self._sentences.delete(where=of_these)

    def mend(self) -> None:
        """Removes what a killed run left half written or half removed.

        Raises:
            StoreBusyError: another machine, or another bot of this one, may be writing at this moment.
        """
        with self._explained("read"):
            marks = self._articles.get(where={"pending": True}, include=["metadatas", "documents"])
            for mark in marks["metadatas"] or []:
                self._check_is_left(str(mark.get("writer", "")), float(cast(float, mark.get("at", 0.0))))
            noted = zip(marks["ids"], marks["documents"] or [], strict=True)
            # A note of an earlier version is of one article and has its digest in the key alone.
            digests = [digest for key, listed in noted for digest in (listed or key.rpartition(":")[2]).split()]
            whole = self._articles.get(ids=digests, include=[])["ids"] if digests else []
        self.remove(set(digests) - set(whole))
        self._unmark(marks["ids"])

    def _check_is_left(self, writer: str, at: float) -> None:
        """What this writer marked was left by a killed run: it runs once at a time. Others are given their time."""
        if writer != self._writer and time.time() - at < _OTHERS_MAY_TAKE_S:
            since = datetime.datetime.fromtimestamp(at).astimezone().isoformat(" ", "seconds")
            raise StoreBusyError(
                f"Another bot ({writer}, since {since}) is writing the same articles to the same Chroma server.",
                f"Try again when it has finished; if it was cut off, in {_OTHERS_MAY_TAKE_S // 60} minutes.",
            )

    def _mark(self, digests: Sequence[str]) -> str:
        """Notes digests as pending, and returns the key of the note."""
        key = f"{_PENDING}{self._writer}:{digests[0]}"
        about: dict[str, Any] = {"pending": True, "writer": self._writer, "at": time.time()}
        self._articles.upsert(ids=[key], embeddings=self._blank, metadatas=[about], documents=[" ".join(digests)])
        return key

    @property
    def _blank(self) -> Vectors:
        """A vector that stands for nothing, shape (1, dim): Chroma wants one of every record."""
        return np.full((1, self._dim), self._dim**-0.5, dtype=np.float32)

    def _unmark(self, marks: Sequence[str]) -> None:
        if marks:
            self._articles.delete(ids=list(marks))

    def as_vector_store(self) -> ChromaVectorStore:
        """The sentences as a llama-index vector store."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._sentences)


@dataclass(frozen=True, slots=True)
class Access:
    """What a Chroma server asks for: a token (Chroma Cloud's API key), and whose database is meant."""

    token: str | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"

    @property
    def headers(self) -> dict[str, str] | None:
        """Chroma's own header, and the one that proxies in front of it know."""
        return {"x-chroma-token": self.token, "authorization": f"Bearer {self.token}"} if self.token else None


def open_client(address: str, access: Access = Access()) -> ClientAPI:
    """A Chroma client: embedded for a folder, over HTTP for ``http://host:port`` or ``https://``.

    Raises:
        StoreError: the folder is damaged or not writable, or the server does not answer.
    """
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if not is_server(address):
        with _explained("opened"):
            Path(address).mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(address, settings=quiet)
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            headers=access.headers,
            settings=quiet,
            tenant=access.tenant,
            database=access.database,
        )
    except Exception as error:
        raise StoreError(
            f"The Chroma server at {address} does not answer ({_reason(error)}).",
            "Check the address and that the server runs (chroma run).",
        ) from error


def forget_clients() -> None:
    """Makes the next ``open_client`` read an embedded store anew: Chroma shares one client per folder."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def remove(client: ClientAPI, name: str) -> None:
    """Removes a corpus from a Chroma store, whatever made it."""
    with _explained("emptied"):
        present = {collection.name for collection in client.list_collections()}
        for part in ("articles", "sentences"):
            if f"{name}.{part}" in present:
                client.delete_collection(f"{name}.{part}")


def is_server(address: str) -> bool:
    return address.startswith(("http://", "https://"))


@contextmanager
def _explained(done: str, folder: Path | None = None) -> Iterator[None]:
    """Chroma's many exceptions as one, with what to do next; ``folder`` is where it writes on this machine."""
    try:
        yield
    except FootnoteError:
        raise
    except ModuleNotFoundError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and not is_panic(error):
            raise
        reason = _reason(error)
        if "full" in reason or "No space left" in reason or (done == "written" and _is_nearly_full(folder)):
            raise StoreError("The disk is full.", "Free some space, then run: footnote index") from error
        if "readonly" in reason or "Permission denied" in reason or "read-only" in reason.lower():
            raise StoreError(
                f"The store may not be written ({reason}).",
                "Check its permissions, or choose another place with --store.",
            ) from error
        if "locked" in reason:
            raise StoreError("The store is in use by another process.", "Try again when it has finished.") from error
        if "onnect" in reason:
            raise StoreError(
                f"The Chroma server does not answer ({reason}).", "Check that it runs, then try again."
            ) from error
        raise StoreError(f"The store cannot be {done} ({reason}).", _REBUILD) from error


def _is_nearly_full(folder: Path | None) -> bool:
    """Whether there is hardly any space: what Chroma says of a compaction that failed does not tell why."""
    try:
        return folder is not None and shutil.disk_usage(folder).free < _LITTLE_BYTES
    except OSError:
        return False


def _reason(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _records(embedded: Embedded) -> Iterator[tuple[str, Vectors, dict[str, str], str]]:
    """Key, vector, metadata and text of each sentence, as ChromaVectorStore would write a TextNode.

    Written by hand: importing llama-index takes longer than indexing a small folder.
    """
    digest = embedded.listed.digest
    source = {"1": {"node_id": digest, "class_name": "RelatedNodeInfo"}}
    for (key, sentence), vector in zip(embedded.sentences.items(), embedded.vectors, strict=True):
        span = {"start_char_idx": sentence.start, "end_char_idx": sentence.end}
        node = {"id_": key, "relationships": source, **span, "class_name": "TextNode"}
        metadata = {"_node_content": json.dumps(node), "_node_type": "TextNode", "document_id": digest}
        yield key, vector, metadata, embedded.text[sentence.start : sentence.end]


def _metadata(listed: Listed) -> dict[str, str | int]:
    """An article as Chroma can keep it: numbers and strings, of which some are JSON."""
    row = {**listed.to_dict(), "rules": listed.rules}
    del row["digest"], row["path"]
    lists = {name: json.dumps(row[name], ensure_ascii=False) for name in _LISTS}
    return {**row, "date": row["date"] or "", **lists}


def _listed(digest: str, row: Any) -> Listed:
    held = {**row, "digest": digest, **{name: json.loads(row[name]) for name in _LISTS}}
    return Listed.of_row([held[name] for name in _NAMES])


def _mean(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _batches(items: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    iterator = iter(items)
    while part := tuple(itertools.islice(iterator, size)):
        yield part
