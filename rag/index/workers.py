"""Reading and embedding, in this process or spread over others: one result for each task, in the order of the tasks."""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from rag.corpus.article import Skipped
from rag.corpus.reading import Read, Reader
from rag.index.embedding import Encoder, TokenEncoder
from rag.index.vectors import Vectors

if TYPE_CHECKING:
    from rag.index.states import Codes

T = TypeVar("T")
B = TypeVar("B", bound="Texts")
FileResult = Iterable[Read | Skipped]
"""What a file gives, see ``Reader.read``."""
Begun = tuple[Callable[[], T], int]
"""Work that was begun: what waits for its result, and how many bytes that keeps in memory until then."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to be read: its bytes with their SHA-256, and what the file system told of it just before.

    ``place`` is that in its folder, from 1.
    """

    name: str
    place: int
    data: bytes
    content: bytes
    status: os.stat_result | None = None


class Texts(Protocol):
    """Something of which texts are to be embedded."""

    @property
    def texts(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """Vectors of n texts, shape (n, dim), and the states of their tokens where the encoder gives them."""

    vectors: Vectors
    codes: Sequence[Codes] | None = None


class ReadsFiles(Protocol):
    """Whoever reads files: each comes back with what it gives."""

    def read(self, files: Iterable[File]) -> Iterator[tuple[File, FileResult]]: ...


class Workers(ReadsFiles, Protocol):
    """Those who read and embed for an indexing run; each task comes back with its result.

    They draw as many tasks in advance as they need to be kept busy, and no more, so that memory stays flat.
    """

    def embed(self, batches: Iterable[B]) -> Iterator[tuple[B, Embeddings]]: ...


class ReadsHere:
    """This process: a file is read article by article, as what it gives is drawn."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, files: Iterable[File]) -> Iterator[tuple[File, FileResult]]:
        return ((file, self._reader.read(file.name, file.data)) for file in files)


class Here(ReadsHere):
    """This process, which reads, and embeds one batch in advance."""

    def __init__(self, reader: Reader, encoder: Encoder) -> None:
        super().__init__(reader)
        self._encoder = encoder

    def embed(self, batches: Iterable[B]) -> Iterator[tuple[B, Embeddings]]:
        with ThreadPoolExecutor(1, "embedding") as beside:
            yield from in_order((self._begun(batch, beside) for batch in batches), lambda: 1)

    def _begun(self, batch: B, beside: ThreadPoolExecutor) -> Begun[tuple[B, Embeddings]]:
        future = beside.submit(embedded, self._encoder, batch.texts)
        return lambda: (batch, future.result()), 0


def embedded(encoder: Encoder, texts: Sequence[str]) -> Embeddings:
    """The embeddings of n texts to be found."""
    if not texts:
        return Embeddings(np.zeros((0, encoder.dim), np.float32))
    return (
        Embeddings(*encoder.passages_with_codes(texts))
        if isinstance(encoder, TokenEncoder)
        else Embeddings(encoder.passages(texts))
    )


def in_order(begun: Iterable[Begun[T]], ahead: Callable[[], int], most: float = math.inf) -> Iterator[T]:
    """The results of work that is begun as it is drawn.

    Args:
        ahead: how many may be begun beyond the one that is waited for, asked each time.
        most: how many bytes these may keep in memory together.
    """
    waiting: deque[Begun[T]] = deque()
    for task in begun:
        waiting.append(task)
        while len(waiting) > ahead() or sum(size for _, size in waiting) > most:
            yield waiting.popleft()[0]()
    while waiting:
        yield waiting.popleft()[0]()
