"""Reading and embedding, in this process or spread over others: one result for each task, in the order of the tasks."""

from __future__ import annotations

import math
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
    from rag.index.e5 import TokenCodes

T = TypeVar("T")
Told = Iterable[Read | Skipped]
"""What a file gives, see ``Reader.read``."""
File = tuple[str, bytes | None]
"""A name and its bytes; None where there is nothing to read, and its turn is all that is kept."""
Begun = tuple[Callable[[], T], int]
"""Work that was begun: what waits for its result, and how many bytes that keeps in memory until then."""


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """Vectors of n texts, shape (n, dim), and the states of their tokens where the encoder gives them."""

    vectors: Vectors
    codes: Sequence[TokenCodes] | None = None


class Workers(Protocol):
    """Those who read and embed for an indexing run.

    They draw as many tasks in advance as they need to be kept busy, and no more, so that memory stays flat.
    """

    def read(self, files: Iterable[File]) -> Iterator[Told]: ...

    def embed(self, batches: Iterable[Sequence[str]]) -> Iterator[Embeddings]: ...


class Here:
    """This process: a file is read article by article when its turn has come, and one batch is embedded in advance."""

    def __init__(self, reader: Reader, encoder: Encoder) -> None:
        self._reader, self._encoder = reader, encoder

    def read(self, files: Iterable[File]) -> Iterator[Told]:
        return read_here(self._reader, files)

    def embed(self, batches: Iterable[Sequence[str]]) -> Iterator[Embeddings]:
        with ThreadPoolExecutor(1, "embedding") as beside:
            begun = ((beside.submit(embedded, self._encoder, batch).result, 0) for batch in batches)
            yield from in_order(begun, lambda: 1)


def read_here(reader: Reader, files: Iterable[File]) -> Iterator[Told]:
    """What each file gives; a file is read while that is drawn."""
    return (() if data is None else reader.read(name, data) for name, data in files)


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
    for one in begun:
        waiting.append(one)
        while len(waiting) > ahead() or sum(size for _, size in waiting) > most:
            yield waiting.popleft()[0]()
    while waiting:
        yield waiting.popleft()[0]()
