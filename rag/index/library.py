"""A folder of articles and its index, changed together: what is put into the one is found in the other."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rag.corpus.adding import Content, Drop, Refused, clear_left
from rag.corpus.article import Article
from rag.corpus.formats import file_of
from rag.corpus.reading import article_paths, check_folder, is_text, nothing_to_read
from rag.corpus.removing import Removed, forget_old, put_aside, put_back, removed_lately
from rag.corpus.together import parts
from rag.errors import StoreBusyError
from rag.index.embedding import Encoder
from rag.index.index import Index, local_place, remove_index
from rag.index.report import Added, SyncReport
from rag.index.store import OpenStore
from rag.index.sync import Progress
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding


class Library:
    """The articles of a folder, and what is changed in them.

    Of two changes at once the second sees what the first has made.

    Attributes:
        index: of the folder; another one after ``rebuild``.
        report: what the last ``sync`` did to the store.
        notice: what a user is to be told about the state that was opened, if anything.
    """

    def __init__(self, corpus: Path, index: Index, settings: Settings) -> None:
        self._named, self.index, self._settings = corpus, index, settings  # as errors are to name the folder
        self._changing = threading.RLock()
        self.report: SyncReport | None = None
        self.notice: str | None = None

    @classmethod
    def open(
        cls,
        corpus: Path,
        settings: Settings,
        model: Encoder | BaseEmbedding | str | None = None,
        open_store: OpenStore | None = None,
        *,
        rebuild: bool = False,
        may_be_empty: bool = False,
    ) -> Library:
        """The library as it was left, or an empty one; ``catch_up`` brings it to the folder's state.

        Raises:
            UsageError: the folder is missing.
            StoreError: the store cannot be opened or removed.
        """
        if corpus.exists() or not may_be_empty:
            check_folder(corpus)
        if rebuild:
            remove_index(corpus, settings)
        library = cls(corpus, Index(corpus, settings, model, open_store), settings)
        if rebuild:
            library._empty_own_store()
        return library

    def catch_up(self, progress: Progress | None, *, thorough: bool, may_be_empty: bool) -> None:
        """The first ``sync``; while another process writes the store, its last complete state has to do.

        Raises:
            UsageError: the folder holds nothing that can be read.
            StoreError: the store cannot be read or written.
        """
        if may_be_empty and not self.index.corpus.exists():
            return
        try:
            self.sync(progress, thorough=thorough)
        except StoreBusyError as busy:
            if not self.index.articles:
                raise
            self.notice = f"{busy.problem} This is the last complete state of the articles."
        if not self.index.articles and not may_be_empty:
            raise nothing_to_read(self._named, self.report.skipped if self.report else ())

    def _empty_own_store(self) -> None:
        """A store of one's own is not removed with the folder of the index."""
        if self.index.opens_store:
            self.index.store.remove(self.index.store.articles())

    def sync(self, progress: Progress | None = None, *, thorough: bool = False) -> SyncReport:
        """Brings the index up to date with the folder; returns what changed."""
        with self._changing:
            forget_old(self._removed)
            self.report = self.index.sync(progress, thorough=thorough)
            return self.report

    def rebuild(self, progress: Progress | None = None) -> SyncReport:
        """Makes the index anew from the files, also where it was removed or damaged while it was open."""
        with self._changing:
            corpus, before = self.index.corpus, self.index
            remove_index(corpus, self._settings)
            self.index = Index(corpus, self._settings, before.encoder, before.opens_store)
            self._empty_own_store()
            return self.sync(progress)

    def add(self, contents: Mapping[str, Content], *, replace: bool, progress: Progress | None) -> Added:
        """Puts files, or texts, into the folder under their names, and indexes them."""
        with self._changing:
            corpus = self.index.corpus
            lands_in = next((corpus / part for part in parts(corpus)), corpus)
            clear_left(lands_in)
            drop = Drop(lands_in, self._settings)
            outcomes = {name: drop.accept(name, content, overwrite=replace) for name, content in contents.items()}
            refused = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, Refused)}
            there = (outcome for outcome in outcomes.values() if isinstance(outcome, Path))
            landed = tuple(outcome.relative_to(corpus).as_posix() for outcome in there)
            return Added(landed, refused, self.sync(progress) if landed else SyncReport())

    def remove(self, path: str, progress: Progress | None) -> Removed:
        """Takes a file out of the folder and forgets its articles."""
        with self._changing:
            removed = put_aside(self.index.corpus, path, self._removed)
            self.sync(progress)
            return removed

    def restore(self, removed: Removed, progress: Progress | None) -> SyncReport:
        """Puts a file that was removed back into the folder and indexes it."""
        with self._changing:
            put_back(self.index.corpus, removed)
            return self.sync(progress)

    def removed(self) -> list[Removed]:
        """What was removed within a day and can be had back, the newest first."""
        return removed_lately(self._removed)

    @property
    def _removed(self) -> Path:
        """The folder where removed files lie for a day."""
        return local_place(self.index.corpus, self._settings.store) / "removed"

    def waiting(self) -> list[str]:
        """Files of the folder that the next ``sync`` would read: neither indexed nor skipped by the last one."""
        known = {file_of(path) for article in self.index.articles for path in article.paths}
        known |= {file_of(skipped.path) for skipped in self.report.skipped} if self.report else set()
        return [name for name in article_paths(self.index.corpus) if is_text(name) and name not in known]

    def article(self, path: str) -> Article | None:
        """The indexed article at a path, with its text."""
        listed = self.index.words.by_path.get(path)
        return self.index.article(listed.digest) if listed else None
