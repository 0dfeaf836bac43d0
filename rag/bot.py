"""Bot: opens a corpus, asks, streams, chats. It wires the steps together and holds no logic of theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rag.answer.answer import Answer, Event, whole
from rag.answer.responder import Responder, Scope
from rag.chat import Chat
from rag.corpus.adding import Content
from rag.corpus.article import Article, Passage
from rag.corpus.formats import file_of, form_of
from rag.corpus.looks import Looking, looks_of
from rag.corpus.reading import check_folder
from rag.corpus.removing import Removed
from rag.corpus.together import parts, together
from rag.errors import UsageError
from rag.index.embedding import Encoder
from rag.index.filter import Filter, Paths
from rag.index.index import FileState, Index, local_root, plan_index
from rag.index.library import Library
from rag.index.listed import Listed
from rag.index.report import Added, SyncReport
from rag.index.store import OpenStore
from rag.index.sync import Progress
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from rag.answer.check.checked import Checked
    from rag.answer.check.checking import Memory
    from rag.answer.check.findings import CheckedClaim
    from rag.llama_index.embedding import FootnoteEmbedding
    from rag.llama_index.querying import FootnoteQueryEngine, FootnoteRetriever


class Bot:
    """Answers questions about a folder of articles.

    Use ``Bot.open``. One bot may be asked from several threads at once.
    """

    def __init__(self, library: Library, settings: Settings, llm: LLM | str | None = None) -> None:
        self._library, self._settings = library, settings
        self._responder = Responder(library, settings, llm or settings.llm)

    @cached_property
    def _memory(self) -> Memory:
        from rag.answer.check.checking import Memory

        return Memory()

    @classmethod
    def open(
        cls,
        corpus: str | Path | Sequence[str | Path] | None = None,
        *,
        store: str | Path | None = None,
        embed_model: BaseEmbedding | str | None = None,
        encoder: Encoder | None = None,
        open_store: OpenStore | None = None,
        llm: LLM | str | None = None,
        settings: Settings | None = None,
        rebuild: bool = False,
        thorough: bool = False,
        may_be_empty: bool = False,
        progress: Progress | None = None,
    ) -> Bot:
        """Brings the store up to date with the folder, then opens it.

        While another process writes the store, the last complete state is opened and ``notice`` says so.

        Args:
            corpus: the folder of articles, or several, which are asked as one: each is a folder in it by its name, and
                what is added lands in the first. By default the setting ``corpus``.
            store: a folder, the address of a Chroma server, or a package's ``kind:place``; by default ``.footnote``.
            embed_model: a llama-index embedding model, or ``onnx:<folder or hub name>``, instead of the installed one.
            encoder: your own ``rag.Encoder`` (name, dim, passages, queries) in place of an ``embed_model``.
            open_store: opens your own ``rag.Store`` in place of Chroma, for (name, name of the encoder, dim); the word
                index stays in ``store``.
            llm: a llama-index LLM, or the name of one, that writes the answers; by default the setting ``llm``,
                and without one answers are quotations.
            settings: everything else that can be set; ``Settings.of()`` reads the environment.
            rebuild: remove the store of this folder first.
            thorough: read every file, also those of which the file system tells that nothing has changed.
            may_be_empty: open a folder too that holds no article, or is not there yet; ``add`` makes it.
            progress: called with (articles done, articles to do, path).

        Raises:
            UsageError: the folder is missing or holds nothing that can be read, several lie in each other, or there is
                no such model.
            StoreError: the store cannot be opened, read or written.
        """
        if encoder is not None and embed_model is not None:
            raise UsageError("Both an encoder and an embedding model were given.", "Give one of them.")
        settings, model = _at(store, settings), embed_model if encoder is None else encoder
        folder = _folder(corpus, settings)
        library = Library.open(folder, settings, model, open_store, rebuild=rebuild, may_be_empty=may_be_empty)
        bot = cls(library, settings, llm)  # before the indexing, which may take a while: the model may not be there
        library.catch_up(progress, thorough=thorough, may_be_empty=may_be_empty)
        return bot

    @staticmethod
    def plan(
        corpus: str | Path | Sequence[str | Path] | None = None,
        *,
        store: str | Path | None = None,
        settings: Settings | None = None,
        rebuild: bool = False,
    ) -> SyncReport:
        """What ``open`` would do to the store, against its last complete state; nothing is written or embedded.

        Raises:
            UsageError: the folder is missing.
            StoreError: the store cannot be read.
        """
        settings = _at(store, settings)
        folder = _folder(corpus, settings)
        check_folder(folder)
        return plan_index(folder, settings, rebuild=rebuild)

    def sync(self, progress: Progress | None = None, *, thorough: bool = False) -> SyncReport:
        """Brings the store up to date with the folder; returns what changed."""
        return self._library.sync(progress, thorough=thorough)

    def add(self, contents: Mapping[str, Content], *, replace: bool = False, progress: Progress | None = None) -> Added:
        """Puts files, or texts, into the folder under their names, and indexes them.

        Args:
            contents: a path of a file elsewhere, or a text, by the name that it is to have.
            replace: let them take the place of files that have their names.
            progress: as for ``sync``.

        Raises:
            StoreError: what is in the folder now could not be indexed.
        """
        return self._library.add(contents, replace=replace, progress=progress)

    def remove(self, path: str, progress: Progress | None = None) -> Removed:
        """Takes a file out of the folder and forgets its articles; for a day it can be had back.

        Raises:
            UsageError: there is no file at the path, it may not be moved, or the path is of a part of a file.
            StoreError: the store could not be brought up to date.
        """
        return self._library.remove(path, progress)

    def restore(self, removed: Removed, progress: Progress | None = None) -> SyncReport:
        """Puts a file that was removed back into the folder and indexes it.

        Raises:
            UsageError: it was removed too long ago, or there is another file in its place.
            StoreError: it could not be indexed.
        """
        return self._library.restore(removed, progress)

    def removed(self) -> list[Removed]:
        """What was removed within a day and can be had back, the newest first."""
        return self._library.removed()

    def rebuild(self, progress: Progress | None = None) -> SyncReport:
        """Makes the store anew from the files, also where it was removed or damaged while it was open.

        Raises:
            StoreError: it cannot be written.
        """
        return self._library.rebuild(progress)

    @property
    def report(self) -> SyncReport | None:
        """What ``open`` or the last ``sync`` did to the store."""
        return self._library.report

    @property
    def notice(self) -> str | None:
        """What the caller should tell the user about this bot, if anything."""
        return self._library.notice

    @property
    def corpus(self) -> Path:
        """The folder of articles; of several, the folder of links to them."""
        return self._index.corpus

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the articles lie: the folder, or each of several; the first takes what is added."""
        return tuple(parts(self.corpus).values()) or (self.corpus,)

    @property
    def settings(self) -> Settings:
        """What it was opened with."""
        return self._settings

    @property
    def model(self) -> str | None:
        """The model that writes answers, as it was named; None where the articles are quoted."""
        writer = self._responder.writer
        return writer.name if writer else None

    @property
    def encoder(self) -> Encoder:
        """The embedding model in use."""
        return self._index.encoder

    def articles(self) -> list[Listed]:
        """What is indexed, by path."""
        return list(self._index.articles)

    @property
    def version(self) -> int:
        """Changes when another state of the articles is in view, whichever process indexed it."""
        self._index.refresh()
        return self._index.words.generation

    def states(self, paths: Iterable[str]) -> dict[str, FileState]:
        """What became of the files of indexed articles since they were indexed, by the articles' paths."""
        return self._index.states(paths)

    def file(self, path: str) -> Path:
        """The file in which an article lies."""
        return self.corpus / file_of(path)

    def waiting(self) -> list[str]:
        """Files of the folder that the next ``sync`` would read: neither indexed nor skipped by the last one."""
        return self._library.waiting()

    def article(self, path: str) -> Article | None:
        """The indexed article at a path, with its text."""
        return self._library.article(path)

    def looks(self, article: Article) -> list[Looking]:
        """How the parts of an article look to a reader: headings, rows, marks that are hidden; spans of its text."""
        return looks_of(article.text, form_of(article.path), article.blocks)

    def sentences(self) -> Iterator[str]:
        """Every sentence that may be quoted, article by article."""
        for listed in self._index.articles:
            yield from self._index.sentences(listed.digest)

    def ask(self, question: str, *, articles: Paths = None, only: Filter | None = None) -> Answer:
        """Answers a question from the articles, quotes what comes closest where that is not sure, or declines it.

        Args:
            question: what is asked.
            articles: paths of the articles to ask; by default all are.
            only: asks those of a time, an author or a place only.

        Raises:
            UsageError: the question is empty or too long, or there is no such article.
            StoreError: the store cannot be read.
        """
        return whole(self.stream(question, articles=articles, only=only))

    async def aask(self, question: str, *, articles: Paths = None, only: Filter | None = None) -> Answer:
        """``ask`` in a thread of its own."""
        return await asyncio.to_thread(self.ask, question, articles=articles, only=only)

    def stream(self, question: str, *, articles: Paths = None, only: Filter | None = None) -> Iterator[Event]:
        """The sentences of an answer as they are ready, then the whole; an uncertain one comes only whole."""
        yield from self._responder.answer(self._responder.read(question), Scope(articles, only))

    def search(self, query: str, k: int = 5, *, articles: Paths = None, only: Filter | None = None) -> list[Passage]:
        """The ``k`` passages nearest to a query, best first, without an answer."""
        return self._responder.search(query, k, Scope(articles, only))

    def check(self, text: str, *, name: str = "", articles: Sequence[str] | None = None) -> Checked:
        """Holds a text against the articles: which of its claims they support, contradict, or do not have.

        Args:
            text: a draft, an e-mail, the answer of an assistant.
            name: of the file that it is from; by it Markdown is told from plain text.
            articles: paths of the articles to look in; by default all.

        Raises:
            UsageError: the text is empty, or there is no article at a path.
            StoreError: the store cannot be read.
        """
        *_, last = self.check_stream(text, name=name, articles=articles)
        return cast("Checked", last)

    def check_stream(
        self, text: str, *, name: str = "", articles: Sequence[str] | None = None
    ) -> Iterator[CheckedClaim | Checked]:
        """The claims of a text as each is judged, then the whole check."""
        from rag.answer.check.checking import check_stream  # questions need none of it
        from rag.answer.reader.load import reader_for

        self._index.refresh()
        reader = reader_for(self._settings.reader, self._settings.threads).reader
        yield from check_stream(self._index, text, form_of(name), self._within(articles), self._memory, reader)

    def check_quotations(self, text: str, *, articles: Sequence[str] | None = None) -> Checked:
        """Only what stands in quotation marks in a text: whether an article has it so, from the same person."""
        from rag.answer.check.checking import check_quotations

        self._index.refresh()
        return check_quotations(self._index, text, self._within(articles))

    def _within(self, articles: Sequence[str] | None) -> set[str] | None:
        return None if articles is None else {article.digest for article in self._index.chosen(articles)}

    def chat(self, *, articles: Paths = None, only: Filter | None = None) -> Chat:
        """A conversation, in which follow-ups are understood."""
        return Chat(self._responder, articles, only)

    def as_retriever(self, k: int = 5) -> FootnoteRetriever:
        """A llama-index retriever over the passages."""
        from rag.llama_index.querying import FootnoteRetriever

        return FootnoteRetriever(lambda query: self.search(query, k))

    def as_query_engine(self) -> FootnoteQueryEngine:
        """A llama-index query engine whose source nodes are the quotations."""
        from rag.llama_index.querying import FootnoteQueryEngine

        return FootnoteQueryEngine(self.ask)

    def as_embedding(self) -> FootnoteEmbedding:
        """The embedding model in use, for llama-index."""
        from rag.llama_index.embedding import FootnoteEmbedding

        return FootnoteEmbedding(self.encoder)

    def as_vector_store(self) -> ChromaVectorStore:
        """The sentences in Chroma as llama-index's own store of vectors, to be searched and not to be written.

        Raises:
            UsageError: the articles lie in a store of your own, not in Chroma.
        """
        from llama_index.vector_stores.chroma import ChromaVectorStore

        from rag.index.chroma_store import ChromaStore

        if not isinstance(self._index.store, ChromaStore):
            raise UsageError("The articles are not stored in Chroma.", "Search them with bot.as_retriever().")
        return ChromaVectorStore.from_collection(self._index.store.sentences)

    @property
    def _index(self) -> Index:
        return self._library.index


def _folder(corpus: str | Path | Sequence[str | Path] | None, settings: Settings) -> Path:
    if not corpus:
        return settings.folder
    if isinstance(corpus, str | Path):
        return Path(corpus)
    folders = [Path(folder) for folder in corpus]
    for folder in folders:
        check_folder(folder)
    return together(folders, local_root(settings.store)) if len(folders) > 1 else folders[0]


def _at(store: str | Path | None, settings: Settings | None) -> Settings:
    settings = settings or Settings.of()
    return settings if store is None else settings.model_copy(update={"store": str(store)})
