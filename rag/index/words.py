"""The word index: passages by BM25 (tantivy), with all that ranking needs of a passage beside it.

It is derived from the Chroma store and can be made again from it at any time. The last commit of a run
brings it from one state of the corpus to the next, so a reader sees the old or the new state, never a mixture.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from rag.corpus.article import Sentence
from rag.corpus.words import terms
from rag.errors import StoreError, is_panic
from rag.index.embedding import PassageStates, Vectors
from rag.index.store import Listed

_ANALYZER = "terms"
_MANIFEST = "manifest"
_KINDS = {"text": "t", "caption": "c", "heading": "h", "furniture": "f"}
_KIND_OF: dict[str, Any] = {letter: kind for kind, letter in _KINDS.items()}
_CACHED = 2048
_HEAP = 16_000_000
_DAMAGED = (OSError, ValueError, LookupError, TypeError)
_COMMITTED_SENTENCES = 20_000
"""About so many sentences a killed run loses at most: their token states are nowhere else."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredPassage:
    """A passage as the index keeps it.

    ``key`` is "digest:start:end"; spans are in code points of the article; ``vectors`` has one row of
    unit length for each of ``sentences``, shape (sentences, dim), rounded to 8 bits; ``states`` are
    those of its tokens, where the encoder gives them.
    """

    key: str
    digest: str
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32]
    states: PassageStates | None = None


class Words:
    """BM25 over the passages of a corpus, on disk.

    ``articles`` lists, by digest and in the order of paths, what the commit in view holds, ``revision`` is the digest
    of that list, and ``generation`` counts the lists seen. Passages of articles that are not listed were written by
    a run that is not finished; nobody sees them.
    """

    articles: dict[str, Listed]
    revision: str

    def __init__(self, folder: Path, mend: str = "Run: footnote index --rebuild") -> None:
        """Opens the index, making an empty one where there is none; ``mend`` is what to do where it is damaged.

        Raises:
            StoreError: what lies there is not a word index, or cannot be read; so do all that read it later.
        """
        self._folder, self._mend = folder, mend
        self.articles, self.revision, self.generation = {}, "", 0
        schema = _schema()
        with self._explained("opened"):
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(schema, path=str(folder), reuse=True)
        self._index.register_tokenizer(_ANALYZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self.refresh()

    def refresh(self) -> None:
        """Moves to the newest commit, which another process may have made."""
        self._look()
        with self._explained("read"):
            manifest = self._commit.record(_MANIFEST)
        lines = _unpacked(manifest) if manifest else b""
        revision = _revision(lines)
        self._show(self.articles if revision == self.revision else _articles(lines), revision)

    def _show(self, articles: dict[str, Listed], revision: str) -> None:
        if revision != self.revision:
            self.articles, self.revision = articles, revision
            self._by_path: dict[str, Listed] | None = None
            self.generation += 1
        self._unlisted = max(self.passages - sum(one.passages for one in articles.values()), 0)

    def _look(self) -> None:
        self._seen = self._commit_stamp()
        with self._explained("opened"):
            self._index.reload()
            self._commit = _Commit(self._index.searcher())

    def refresh_if_changed(self) -> bool:
        """Moves to the newest commit when there is a newer one, and tells whether it lists other articles."""
        generation = self.generation
        if self._commit_stamp() != self._seen:
            self.refresh()
        return self.generation != generation

    def _commit_stamp(self) -> tuple[int, int]:
        """tantivy replaces this file with every commit."""
        try:
            status = (self._folder / "meta.json").stat()
        except OSError as error:
            raise StoreError(
                f"The word index in {str(self._folder)!r} is gone ({error.strerror}).", "Run: footnote index"
            ) from error
        return status.st_mtime_ns, status.st_ino

    @property
    def by_path(self) -> Mapping[str, Listed]:
        """The listed articles by each of their paths; made when it is first asked for."""
        if self._by_path is None:
            self._by_path = {path: one for one in self.articles.values() for path in one.paths}
        return self._by_path

    @property
    def passages(self) -> int:
        """How many passages the index holds."""
        return max(self._commit.searcher.num_docs - 1, 0)

    def search(self, text: str, k: int, within: Set[str] | None = None) -> list[tuple[StoredPassage, float]]:
        """The ``k`` passages with the highest BM25 score for the words of a text, best first.

        ``within`` are the digests of the articles to look in; None means all. Scores are the same either way.
        """
        asked = dict.fromkeys(terms(text))
        if not asked or k <= 0:
            return []
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(_schema(), "terms", word, index_option="freq"))
                for word in asked
            ]
        )
        if within is not None:
            chosen = tantivy.Query.term_set_query(_schema(), "digest", sorted(within))
            unscored = tantivy.Query.const_score_query(chosen, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)])
        commit = self._commit  # one and the same, also where another thread moves on meanwhile
        with self._explained("searched"):
            hits = commit.searcher.search(query, limit=k + self._unlisted).hits
            found = ((commit.passage(at.segment_ord, at.doc), float(score)) for score, at in hits)
            return list(itertools.islice(((one, score) for one, score in found if one.digest in self.articles), k))

    def passage(self, key: str) -> StoredPassage | None:
        """The passage with this key, or None when the index lists none."""
        commit = self._commit
        with self._explained("read"):
            at = commit.address(key)
            found = commit.passage(at.segment_ord, at.doc) if at else None
        return found if found and found.digest in self.articles else None

    def holds(self, listed: Listed) -> bool:
        """Whether all passages of an article are here, be it listed or not."""
        query = tantivy.Query.term_query(_schema(), "digest", listed.digest, index_option="basic")
        with self._explained("searched"):
            return len(self._commit.searcher.search(query, limit=listed.passages + 1).hits) == listed.passages

    def passage_frequency(self, term: str) -> int:
        """How many passages hold a term (see ``rag.corpus.words.term``)."""
        with self._explained("searched"):
            return self._commit.frequency(term)

    def update(
        self, added: Iterable[StoredPassage], articles: Mapping[str, Listed], before: Set[str] = frozenset()
    ) -> None:
        """Adds passages, drops those of articles that are not listed, and shows both at once.

        Args:
            added: passages of articles that the index does not hold yet; they are drawn as they are
                written, so that memory stays flat.
            articles: all that the index lists afterwards, by digest; read after ``added`` is drawn.
            before: the digests of articles of which an unfinished run may have left passages.
        """
        passages = iter(added)
        first = next(passages, None)
        if first is None and articles == self.articles and not self._unlisted:
            return
        writer = None
        try:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            left, replaced, uncommitted = self.articles.keys() | before, set(), 0
            for passage in itertools.chain([first] if first else [], passages):
                if passage.digest in left and passage.digest not in replaced:
                    replaced.add(passage.digest)
                    writer.delete_documents_by_term("digest", passage.digest)
                writer.add_document(_document(passage))
                uncommitted += len(passage.sentences)
                if uncommitted >= _COMMITTED_SENTENCES:
                    writer.commit()
                    uncommitted = 0
            for digest in left - articles.keys():
                writer.delete_documents_by_term("digest", digest)
            ordered = {one.digest: one for one in sorted(articles.values(), key=lambda one: one.path)}
            lines = b"".join(map(_line, ordered.values()))
            writer.delete_documents_by_term("key", _MANIFEST)
            writer.add_document(tantivy.Document(key=_MANIFEST, record=zlib.compress(lines, 1)))
            writer.commit()
            writer.wait_merging_threads()
        except BaseException as error:
            if not isinstance(error, OSError | ValueError) and not is_panic(error):
                raise
            raise StoreError(
                f"The word index in {str(self._folder)!r} cannot be written ({error}).",
                "Free some space or check the folder's permissions, then run: footnote index",
            ) from error
        finally:
            del writer  # it holds the index's lock, and a kept error would keep it
        self._look()
        self._show(ordered, _revision(lines))

    @contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        """What a damaged file leads to: an error of tantivy, a panic in it, or values that are none of ours."""
        try:
            yield
        except BaseException as error:
            if not isinstance(error, _DAMAGED) and not is_panic(error):
                raise
            raise StoreError(
                f"The word index in {str(self._folder)!r} cannot be {done} ({error}).", self._mend
            ) from error


class _Commit:
    """What one commit holds, and as much of it as was asked for lately."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self.passage = lru_cache(maxsize=_CACHED)(self._passage)
        self.frequency = lru_cache(maxsize=_CACHED * 8)(self._frequency)

    def address(self, key: str) -> tantivy.DocAddress | None:
        """Where the document with a key is."""
        query = tantivy.Query.term_query(_schema(), "key", key)
        hits = self.searcher.search(query, limit=1, count=False).hits
        return hits[0][1] if hits else None

    def record(self, key: str) -> bytes | None:
        """The record of the document with a key."""
        at = self.address(key)
        return bytes(self.searcher.doc(at)["record"][0]) if at else None

    def _passage(self, segment: int, document: int) -> StoredPassage:
        return _restore(self.searcher.doc(tantivy.DocAddress(segment, document)).to_dict())

    def _frequency(self, term: str) -> int:
        return int(self.searcher.doc_freq("terms", term))


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_bytes_field("record", stored=True, indexed=False)
    builder.add_bytes_field("vectors", stored=True, indexed=False)
    builder.add_bytes_field("states", stored=True, indexed=False)
    return builder.build()


def _line(listed: Listed) -> bytes:
    return json.dumps(listed.to_row(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _articles(lines: bytes) -> dict[str, Listed]:
    listed = (Listed.of_row(json.loads(line)) for line in io.StringIO(lines.decode(), newline="\n"))
    return {one.digest: one for one in listed}


def _revision(lines: bytes) -> str:
    return hashlib.sha256(lines).hexdigest()


def _unpacked(manifest: bytes) -> bytes:
    try:
        return zlib.decompress(manifest)
    except zlib.error as error:
        raise StoreError(
            f"The word index was made by another version of Footnote ({error}).", "Run: footnote index --rebuild"
        ) from error


def _document(passage: StoredPassage) -> tantivy.Document:
    spans = [[s.start, s.end, _KINDS[s.kind], s.meant] for s in passage.sentences]
    return tantivy.Document(
        key=passage.key,
        digest=passage.digest,
        terms=" ".join(terms(" ".join([passage.text, *dict.fromkeys(s.meant for s in passage.sentences)]))),
        record=json.dumps({"text": passage.text, "sentences": spans}, ensure_ascii=False).encode(),
        vectors=_to_bytes(passage.vectors),
        states=passage.states.to_bytes() if passage.states else b"",
    )


def _restore(found: dict[str, Any]) -> StoredPassage:
    key = found["key"][0]
    digest, start, end = key.split(":")
    record = json.loads(bytes(found["record"][0]))
    sentences = tuple(
        Sentence(first, last, _KIND_OF[letter], meant) for first, last, letter, meant in record["sentences"]
    )
    vectors = _from_bytes(bytes(found["vectors"][0]), len(sentences))
    stored = bytes(found["states"][0])
    states = PassageStates.from_bytes(stored) if stored else None
    return StoredPassage(key, digest, int(start), int(end), record["text"], sentences, vectors, states)


def _to_bytes(vectors: Vectors) -> bytes:
    """Each row scaled to its own largest component; reading brings it back to unit length."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = np.divide(vectors * 127, largest, out=np.zeros_like(vectors), where=largest > 0)
    return bytes(np.rint(scaled).astype(np.int8).tobytes())


def _from_bytes(data: bytes, rows: int) -> NDArray[np.float32]:
    vectors = np.frombuffer(data, dtype=np.int8).reshape(rows, -1).astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, norms, out=vectors, where=norms > 0))
