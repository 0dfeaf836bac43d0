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
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from rag.errors import StoreError, StoreGoneError, is_panic
from rag.index.checksums import FileChecks
from rag.index.listed import Listed
from rag.index.stored_passage import Packed, StoredPassage
from rag.language.words import terms

_ANALYZER = "terms"
_MANIFEST = "manifest"
_CACHED = 2048
_DAMAGE = (OSError, ValueError, LookupError, TypeError, RecursionError, zlib.error)
"""What reading damaged files ends in."""
_HEAP = 16_000_000
_COMMITTED_SENTENCES = 20_000
"""About so many sentences a killed run loses at most: their token states are nowhere else."""


class Words:
    """BM25 over the passages of a corpus, on disk.

    ``articles`` lists, by digest and in the order of paths, what the commit in view holds, ``languages`` are theirs,
    ``revision`` is the digest of that list, and ``generation`` counts the lists seen. Passages of articles that are not
    listed were written by a run that is not finished; nobody sees them.
    """

    articles: dict[str, Listed]
    revision: str
    languages: frozenset[str]

    def __init__(self, folder: Path, mend: str = "Run: footnote index --rebuild") -> None:
        """Opens the index, making an empty one where there is none.

        Args:
            folder: where it lies.
            mend: what to do when it is damaged.

        Raises:
            StoreError: what lies there is not a word index, or is damaged. So does whatever reads it later.
        """
        self._folder, self._mend, self._files = folder, mend, FileChecks(folder)
        self.articles, self.revision, self.generation, self.languages = {}, "", 0, frozenset()
        schema = _schema()
        with self._explained("opened"):
            folder.mkdir(parents=True, exist_ok=True)
            self._files.check()  # before tantivy looks, which panics where a file is damaged
            self._index = tantivy.Index(schema, path=str(folder), reuse=True)
        self._index.register_tokenizer(_ANALYZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self.refresh()

    def refresh(self) -> None:
        """Moves to the newest commit, which another process may have made."""
        self._look()
        with self._explained("read"):
            manifest = self._commit.record(_MANIFEST)
            lines = zlib.decompress(manifest) if manifest else b""
            revision = _revision(lines)
            articles = self.articles if revision == self.revision else _articles(lines)
        self._show(articles, revision)

    def check(self) -> None:
        """Looks at every byte of the index.

        Raises:
            StoreError: it is damaged.
        """
        with self._explained("read"):
            self._files.check(thorough=True)

    def _show(self, articles: dict[str, Listed], revision: str) -> None:
        if revision != self.revision:
            self.articles, self.revision = articles, revision
            self._by_path: dict[str, Listed] | None = None
            self.languages = frozenset(article.language for article in articles.values()) - {""}
            self.generation += 1
        self._unlisted = max(self.passages - sum(article.passages for article in articles.values()), 0)

    def _look(self) -> None:
        self._seen = self._commit_stamp()
        with self._explained("opened"):
            self._files.check()
            self._index.reload()
            self._commit = _Commit(self._index.searcher())

    @contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        """What damaged files lead to, panics of tantivy among it, with what to do next."""
        try:
            yield
        except StoreError:
            raise
        except BaseException as error:
            if not isinstance(error, _DAMAGE) and not is_panic(error):
                raise
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            problem = f"The word index in {str(self._folder)!r} cannot be {done} ({reason})."
            raise StoreError(problem, self._mend) from error

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
            raise StoreGoneError(
                f"The store in {str(self._folder.parent)!r} was removed while it was open ({error.strerror}).",
                "Index the articles again: footnote index",
            ) from error
        return status.st_mtime_ns, status.st_ino

    @property
    def by_path(self) -> Mapping[str, Listed]:
        """The listed articles by each of their paths; made when it is first asked for."""
        if self._by_path is None:
            self._by_path = {path: article for article in self.articles.values() for path in article.paths}
        return self._by_path

    @property
    def passages(self) -> int:
        """How many passages the index holds."""
        with self._explained("read"):
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
            return list(
                itertools.islice(((passage, score) for passage, score in found if passage.digest in self.articles), k)
            )

    def passage(self, key: str) -> StoredPassage | None:
        """The passage with this key, or None when the index lists none."""
        commit = self._commit
        with self._explained("read"):
            at = commit.address(key)
            found = commit.passage(at.segment_ord, at.doc) if at else None
        return found if found and found.digest in self.articles else None

    def holds(self, listed: Listed) -> bool:
        """Whether all passages of an article are here as its rules cut it, be it listed or not."""
        with self._explained("read"):
            return len(self._of(listed, listed.passages + 1)) == listed.passages

    def passages_of(self, listed: Listed) -> list[StoredPassage]:
        """The passages of an article that are here as its rules cut it, be it listed or not."""
        with self._explained("read"):
            return [self._commit.restored(at.segment_ord, at.doc) for _, at in self._of(listed, listed.passages)]

    def _of(self, listed: Listed, most: int) -> list[tuple[Any, tantivy.DocAddress]]:
        cut = _cut(listed.digest, listed.rules)
        query = tantivy.Query.term_query(_schema(), "cut", cut, index_option="basic")
        return list(self._commit.searcher.search(query, limit=max(most, 1)).hits)

    def passage_frequency(self, term: str) -> int:
        """How many passages hold a term (see ``rag.language.words.term``)."""
        with self._explained("read"):
            return self._commit.frequency(term)

    def lists(self, article: Listed) -> bool:
        """Whether an article is listed as its rules cut it."""
        listed = self.articles.get(article.digest)
        return listed is not None and listed.rules == article.rules

    @contextmanager
    def changing(self, before: Set[str] = frozenset()) -> Iterator[Change]:
        """Takes what a run adds, and shows it when that is committed.

        Args:
            before: the digests of articles of which an unfinished run may have left passages.
        """
        change = Change(self._index, self.articles, before, self._unlisted > 0, self._written)
        try:
            yield change
        finally:
            change.close()
        if change.lines is not None:
            self._look()
            self._show(change.listed, _revision(change.lines))

    @contextmanager
    def _written(self) -> Iterator[None]:
        """What goes wrong when the index is written, with what to do next."""
        try:
            yield
        except BaseException as error:
            if is_panic(error):
                problem = f"The word index in {str(self._folder)!r} is damaged ({error})."
                raise StoreError(problem, self._mend) from error
            if not isinstance(error, OSError | ValueError):
                raise
            raise StoreError(
                f"The word index in {str(self._folder)!r} cannot be written ({error}).",
                "Free some space or check the folder's permissions, then run: footnote index",
            ) from error


class Change:
    """Passages on their way into the index; nobody sees them before ``commit`` lists their articles.

    ``listed`` and ``lines`` are what it was committed with, None where nothing had to be written.
    """

    def __init__(
        self,
        index: tantivy.Index,
        articles: Mapping[str, Listed],
        before: Set[str],
        is_unfinished: bool,
        written: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._index, self._articles, self._is_unfinished, self._written = index, articles, is_unfinished, written
        self._left, self._replaced, self._uncommitted = articles.keys() | before, set[str](), 0
        self._writer: tantivy.IndexWriter | None = None
        self.listed: dict[str, Listed] = {}
        self.lines: bytes | None = None

    def add(self, passages: Iterable[StoredPassage]) -> None:
        """Writes passages of articles that the index does not hold yet, or holds cut by other rules."""
        for passage in passages:
            with self._written():
                self._write(passage)

    def _write(self, passage: StoredPassage) -> None:
        writer = self._opened()
        if passage.digest in self._left and passage.digest not in self._replaced:
            self._replaced.add(passage.digest)
            writer.delete_documents_by_term("digest", passage.digest)
        writer.add_document(_document(passage))
        self._uncommitted += len(passage.sentences)
        if self._uncommitted >= _COMMITTED_SENTENCES:
            writer.commit()
            self._uncommitted = 0

    def commit(self, articles: Mapping[str, Listed]) -> None:
        """Drops the passages of articles that are not listed, and shows those that are, all at once.

        Args:
            articles: all that the index lists afterwards, by digest.
        """
        if self._writer is None and articles == self._articles and not self._is_unfinished:
            return
        with self._written():
            writer = self._opened()
            for digest in self._left - articles.keys():
                writer.delete_documents_by_term("digest", digest)
            self.listed = {
                article.digest: article for article in sorted(articles.values(), key=lambda article: article.path)
            }
            lines = b"".join(map(_line, self.listed.values()))
            writer.delete_documents_by_term("key", _MANIFEST)
            writer.add_document(tantivy.Document(key=_MANIFEST, record=zlib.compress(lines, 1)))
            writer.commit()
            writer.wait_merging_threads()
        self.lines = lines

    def _opened(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self._writer

    def close(self) -> None:
        """Lets go of the writer: it holds the index's lock, and a kept error would keep it."""
        self._writer = None


class _Commit:
    """The passages of one commit, and as much of it as was asked for lately."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self.passage = lru_cache(maxsize=_CACHED)(self.restored)
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

    def restored(self, segment: int, document: int) -> StoredPassage:
        """A passage, not kept for the next who asks."""
        return _restored(self.searcher.doc(tantivy.DocAddress(segment, document)).to_dict())

    def _frequency(self, term: str) -> int:
        return int(self.searcher.doc_freq("terms", term))


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("cut", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_bytes_field("record", stored=True, indexed=False)
    builder.add_bytes_field("vectors", stored=True, indexed=False)
    builder.add_bytes_field("states", stored=True, indexed=False)
    return builder.build()


def _line(listed: Listed) -> bytes:
    return json.dumps(listed.to_row(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _articles(lines: bytes) -> dict[str, Listed]:
    listed = (Listed.of_row(json.loads(line)) for line in io.StringIO(lines.decode(), newline="\n"))
    return {article.digest: article for article in listed}


def _revision(lines: bytes) -> str:
    return hashlib.sha256(lines).hexdigest()


def _cut(digest: str, rules: str) -> str:
    """What the passages of an article are known by together, as some rules cut it."""
    return f"{digest}:{rules}"


def _document(passage: StoredPassage) -> tantivy.Document:
    packed = passage.packed()
    return tantivy.Document(
        key=passage.key,
        digest=passage.digest,
        cut=_cut(passage.digest, passage.rules),
        terms=" ".join(terms(passage.searched)),
        record=packed.record,
        vectors=packed.vectors,
        states=packed.states,
    )


def _restored(found: dict[str, Any]) -> StoredPassage:
    packed = Packed(*(bytes(found[name][0]) for name in ("record", "vectors", "states")))
    return StoredPassage.of_packed(found["key"][0], packed)
