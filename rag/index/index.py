"""An opened index: a folder of articles, its store, its words and the encoder that belongs to them."""

from __future__ import annotations

import difflib
import hashlib
import os
import platform
import re
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from rag.corpus.article import Article, Skipped
from rag.corpus.blocks import Block
from rag.corpus.formats import file_of, form_of
from rag.corpus.reading import Reader, check_folder, read_bytes
from rag.corpus.sentences import split_sentences
from rag.errors import StoreBusyError, StoreError, SupersededError, UsageError
from rag.index import chroma
from rag.index.chroma import Access
from rag.index.chroma_reading import open_to_read
from rag.index.chroma_store import ChromaStore
from rag.index.embedding import Encoder, encoder_for
from rag.index.listed import Listed
from rag.index.lock import writing
from rag.index.reading_cache import ReadingCache
from rag.index.report import SyncReport
from rag.index.store import OpenStore, Store, is_elsewhere, registered_store
from rag.index.sync import Progress, preview, sync
from rag.index.word_index import Words
from rag.index.workers import Workers
from rag.language.words import fold
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

_CACHED_ARTICLES = 256
_READINGS = "readings.sqlite"
_TRIES = 3
_SUPERSEDED = "The store lacks an article that the word index names."
FileState = Literal["indexed", "changed", "gone"]
"""What became of an indexed article's file: it is as it was indexed, another now, or there no more."""
T = TypeVar("T")


class Index:
    """The articles of a folder, ready to be searched.

    Args:
        corpus: the folder.
        settings: where the store is, and limits.
        embed_model: an ``Encoder``, a llama-index model, or ``onnx:<folder or hub name>``; else the installed one.
        open_store: opens a store of one's own, in place of Chroma.

    Raises:
        StoreError: the store cannot be opened.
    """

    def __init__(
        self,
        corpus: Path,
        settings: Settings,
        embed_model: Encoder | BaseEmbedding | str | None = None,
        open_store: OpenStore | None = None,
    ) -> None:
        self.corpus, self._settings = corpus.absolute(), settings
        self.opens_store = open_store or registered_store(settings.store)
        self.name = corpus_name(corpus, settings.store)
        self._place = local_place(corpus, settings.store)
        self._model = embed_model or settings.embed_model
        self.encoder: Encoder = encoder_for(self._model, settings.threads)
        self._make_place()
        # Of two processes that make the same store at once, one would find it half made.
        with nullcontext() if (self._place / "words" / "meta.json").exists() else self._alone():
            self.store = self._open_store()
            self.words = self._open_words()
        self._text = lru_cache(maxsize=_CACHED_ARTICLES)(self._read_text)
        self._refreshing = threading.Lock()
        self._followed: str | None = None

    @property
    def articles(self) -> Collection[Listed]:
        """What is indexed, by path."""
        return self.words.articles.values()

    def chosen(self, paths: Sequence[str] | None) -> Collection[Listed]:
        """The articles at some paths, of which those of a file mean all articles in it; None means all.

        A path that ends with "/" means all below a folder.

        Raises:
            UsageError: there is no article at a path, or none is chosen.
        """
        if paths is None:
            return self.articles
        if not paths:
            raise UsageError("No article is chosen.", "Choose at least one, or leave the choice away to ask all.")
        return list({article.digest: article for path in paths for article in self._chosen_by(path)}.values())

    def _chosen_by(self, path: str) -> Sequence[Listed]:
        by_path = self.words.by_path
        if path in by_path:
            return [by_path[path]]
        if path.endswith("/"):
            found = [article for known, article in by_path.items() if known.startswith(path)]
        else:
            found = [article for known, article in by_path.items() if known.startswith(path) and file_of(known) == path]
        if not found:
            near = difflib.get_close_matches(path, by_path, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "List what there is: footnote articles"
            raise UsageError(f"There is no article {path!r}.", hint)
        return found

    def sync(self, progress: Progress | None = None, *, thorough: bool = False) -> SyncReport:
        """Brings the index to the folder's state.

        Args:
            progress: called with (files done, files in the folder, path).
            thorough: read every file, also those of which the file system tells that nothing has changed.

        Raises:
            UsageError: the folder is not there any more.
            StoreBusyError: another process is writing it, and still was after ``lock_timeout_s``.
            StoreError: it cannot be read or written.
        """
        check_folder(self.corpus)
        self.refresh()  # a store that is gone is none that cannot be written
        with self._alone():
            self.refresh()  # another process may have written while this one waited
            readings = self._place / _READINGS
            with self._workers() as workers:
                index = (self.corpus, self.store, self.words, self.encoder, readings, self._settings)
                return sync(*index, progress, thorough, workers)

    def _workers(self) -> AbstractContextManager[Workers | None]:
        """Those who read and embed, where others than this process are named."""
        address = self._settings.workers
        if address is None:
            return nullcontext()
        if not isinstance(self._model, str | None):
            raise UsageError(
                "An embedding model that is an object cannot be sent to other machines.",
                "Name the model (onnx:<folder>), or leave the setting workers away.",
            )
        from rag.index.cluster import Cluster

        return Cluster(address, self._settings, self._model, self.encoder.name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps other processes from writing, and tells why this one cannot."""
        try:
            with writing(self._place, self._settings.lock_timeout_s):
                yield
        except OSError as error:
            raise StoreError(
                f"The store cannot be written ({error.strerror}).",
                "Free some space or check permissions, then run: footnote index",
            ) from error

    def states(self, paths: Iterable[str]) -> dict[str, FileState]:
        """What became of the files of indexed articles since they were indexed, by the articles' paths."""
        self.refresh()
        by_path, wanted = self.words.by_path, list(paths)
        with ReadingCache(self._place / _READINGS) as readings, Reader(self._settings) as reader:
            held = {name: self._held(name, readings, reader) for name in {file_of(path) for path in wanted}}
        return {path: _state(by_path.get(path), held[file_of(path)]) for path in wanted}

    def _held(self, name: str, readings: ReadingCache, reader: Reader) -> Set[str] | None:
        """The digests of the articles in a file, as far as it is known from indexing; None where there is no file."""
        path = self.corpus / name
        content = readings.content(name, path.stat()) if path.exists() else None
        if content is None:
            data = read_bytes(name, path, self._settings)
            if isinstance(data, Skipped):
                return frozenset() if path.exists() else None
            content = hashlib.sha256(data).digest()
        reading = readings.get(reader.key(name, content), name)
        return {article.digest for article in reading.articles} if reading else frozenset()

    def refresh(self) -> None:
        """Sees what another process has indexed since."""
        with self._refreshing:
            if self.words.refresh_if_changed() and not chroma.is_server(self._settings.store):
                # An embedded Chroma keeps its vectors in memory and does not look for another process's.
                chroma.forget_clients()
                self.store = self._open_store()

    def _follow(self) -> None:
        """Brings the word index to what another bot has indexed into the same server since."""
        if not chroma.is_server(self._settings.store):
            return
        revision = self.store.revision()
        if revision not in (None, self.words.revision, self._followed):
            self._followed = revision  # once: two bots with different folders would take turns for ever
            with suppress(StoreBusyError):
                self.sync()

    def article(self, digest: str) -> Article:
        """An article with its text.

        Raises:
            SupersededError: the store does not hold it any more.
        """
        return self.listed(digest).with_text(*self._text(digest))

    def listed(self, digest: str) -> Listed:
        """An article without its text.

        Raises:
            SupersededError: the index does not list it any more.
        """
        listed = self.words.articles.get(digest)
        if listed is None:
            raise SupersededError(_SUPERSEDED, "Run: footnote index")
        return listed

    def settled(self, work: Callable[[], T]) -> T:
        """The result of some work on the newest state of the index; where that moves on meanwhile, on the next.

        Raises:
            UsageError: there is no article.
        """
        for _ in range(_TRIES):
            self.refresh()
            self._follow()
            if not self.articles:
                raise UsageError("There are no articles yet.", f"Put some into the folder {str(self.corpus)!r}.")
            generation = self.words.generation
            try:
                return work()
            except SupersededError:
                self.refresh()
                if self.words.generation == generation:
                    raise
        return work()

    def sentences(self, digest: str) -> list[str]:
        """The sentences of an article that may be quoted, in reading order."""
        article = self.article(digest)
        found = split_sentences(article.text, article.language, form_of(article.path), article.blocks)
        return [article.text[s.start : s.end] for s in found if s.quotable]

    def _open_store(self) -> Store:
        settings = self._settings
        if self.opens_store:
            return self.opens_store(self.name, self.encoder.name, self.encoder.dim)
        corpus, writer = (self.name, self.encoder.name, self.encoder.dim), f"{platform.node()}:{self._place}"
        if chroma.is_server(settings.store):
            return ChromaStore(chroma.open_client(settings.store, access_of(settings)), *corpus, writer)
        folder = self._place / "chroma"
        return ChromaStore(open_to_read(folder, lambda: chroma.open_client(str(folder))), *corpus, writer, folder)

    def _open_words(self) -> Words:
        place = self._place / "words"
        if not chroma.is_server(self._settings.store):
            return Words(place)
        # Rebuilding would take from other bots what the server has for them.
        return Words(place, f"Remove the folder {str(place)!r}, then run: footnote index")

    def _read_text(self, digest: str) -> tuple[str, tuple[Block, ...]]:
        """The text of an article, and the blocks that its file has marked."""
        text = self.store.texts([digest]).get(digest)
        if text is None:
            raise SupersededError(_SUPERSEDED, "Run: footnote index")
        return text, self.store.blocks([digest]).get(digest, ())

    def _make_place(self) -> None:
        try:
            self._place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The store's folder {str(self._place)!r} cannot be made ({error.strerror}).",
                "Choose another place with --store.",
            ) from error


def _state(listed: Listed | None, held: Set[str] | None) -> FileState:
    if held is None:
        return "gone"
    return "indexed" if listed and listed.digest in held else "changed"


def access_of(settings: Settings) -> Access:
    token = settings.store_token.get_secret_value() if settings.store_token else None
    return Access(token, settings.store_tenant, settings.store_database)


def corpus_name(corpus: Path, store: str) -> str:
    """What a corpus is called in a store: its folder's name, and a few letters that tell namesakes apart.

    An embedded store knows a folder by the way to it from the store, so that both can be moved together.
    """
    resolved = corpus.resolve()
    known_by = str(resolved) if is_elsewhere(store) else os.path.relpath(resolved, Path(store).resolve().parent)
    plain = re.sub(r"[^a-z0-9]+", "-", fold(resolved.name)).strip("-") or "corpus"
    return f"{plain[:40]}-{hashlib.sha256(known_by.encode()).hexdigest()[:8]}"


def local_place(corpus: Path, store: str) -> Path:
    """The folder on this machine where the index of a corpus lies, or what is derived from a store elsewhere."""
    return local_root(store) / corpus_name(corpus, store)


def local_root(store: str) -> Path:
    """The folder on this machine where a store lies, or what is derived from stores elsewhere."""
    return Path(".footnote" if is_elsewhere(store) else store).resolve()


def plan_index(corpus: Path, settings: Settings, *, rebuild: bool = False) -> SyncReport:
    """What ``Index.sync`` would do to the last complete state of an index; nothing is written or embedded.

    Raises:
        StoreError: what lies there is not an index, or cannot be read.
    """
    place = local_place(corpus, settings.store)
    is_new = rebuild or not (place / "words" / "meta.json").exists()
    before = {} if is_new else Words(place / "words").articles
    return preview(corpus.absolute(), before, place / _READINGS, settings)


def remove_index(corpus: Path, settings: Settings) -> None:
    """Removes the index of a corpus, so that the next run makes it from the files.

    Raises:
        StoreBusyError: another process is writing it, and still was after ``lock_timeout_s``.
        StoreError: its folder cannot be written, or its server does not answer.
    """
    place, name = local_place(corpus, settings.store), corpus_name(corpus, settings.store)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with writing(place, settings.lock_timeout_s):
            if chroma.is_server(settings.store):
                chroma.remove(chroma.open_client(settings.store, access_of(settings)), name)
            else:
                chroma.forget_clients()
            for part in ("chroma", "words"):
                shutil.rmtree(place / part, ignore_errors=True)
            for file in place.glob(_READINGS + "*"):
                file.unlink()
    except OSError as error:
        raise StoreError(
            f"The store's folder {str(place)!r} cannot be emptied ({error.strerror}).", "Check its permissions."
        ) from error
