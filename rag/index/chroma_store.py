"""The store that comes with Footnote: articles and their sentences' vectors in Chroma, embedded or on a server.

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
import time
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from rag.corpus.article import digest_of
from rag.corpus.blocks import Block, pack_blocks, unpack_blocks
from rag.errors import StoreBusyError, StoreError
from rag.index.chroma import REBUILD, explained
from rag.index.chroma_reading import ReadCollection, ReadingClient
from rag.index.listed import NAMES, Listed
from rag.index.store import Embedded
from rag.index.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

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


class ChromaStore:
    """A corpus in Chroma; what its methods promise is said of ``rag.index.store.Store``.

    Args:
        client: an open Chroma client.
        name: what the corpus is called there; collections are named after it.
        model: the name of the encoder whose vectors are stored.
        dim: the length of its vectors.
        writer: which bot this is, where several share a server; each runs once at a time.
        folder: where Chroma writes on this machine, if it does.

    Raises:
        StoreError: the store was made by another model or version.
    """

    def __init__(
        self,
        client: ClientAPI | ReadingClient,
        name: str,
        model: str,
        dim: int,
        writer: str = "",
        folder: Path | None = None,
    ) -> None:
        self._client, self._name, self._dim, self._writer, self._folder = client, name, dim, writer, folder
        self._identity = {"model": model, "schema": SCHEMA}
        with self._explained("opened"):
            self._sentences = self._collection("sentences")
            self._articles = self._collection("articles")
        self._check_identity()

    def _explained(self, done: str) -> AbstractContextManager[None]:
        return explained(done, self._folder)

    def _collection(self, part: str) -> Collection | ReadCollection:
        return self._client.get_or_create_collection(
            f"{self._name}.{part}",
            metadata=self._identity,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )

    @property
    def sentences(self) -> Collection:
        """The collection of sentences, whose records are as llama-index's ``ChromaVectorStore`` would write nodes."""
        return self._sentences.written if isinstance(self._sentences, ReadCollection) else self._sentences

    def _check_identity(self) -> None:
        for key, word in (("schema", "version of Footnote"), ("model", "embedding model")):
            made_by = (self._articles.metadata or {}).get(key)
            if made_by != self._identity[key]:
                raise StoreError(
                    f"The store was made with another {word} ({made_by}, now {self._identity[key]}).", REBUILD
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
                raise StoreError("The store is damaged: the text of an article is not as it was indexed.", REBUILD)
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
                metadatas=[_metadata(item.listed) | {_BLOCKS: pack_blocks(item.blocks)} for item in batch],
                documents=[embedded.text for embedded in batch],
            )
            self._unmark([mark])

    def move(self, listed: Sequence[Listed]) -> None:
        """Gives stored articles the paths that they have now."""
        with self._explained("written"):
            if listed:
                self._unnote()
            for part in _batches(listed, _BATCH):
                self._articles.update(
                    ids=[article.digest for article in part], metadatas=[_metadata(article) for article in part]
                )

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
    return Listed.of_row([held[name] for name in NAMES])


def _mean(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _batches(items: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    iterator = iter(items)
    while part := tuple(itertools.islice(iterator, size)):
        yield part
