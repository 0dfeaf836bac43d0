"""Workers on a Ray cluster: files are read and sentences embedded there; what is known and what is written stays here.

Tasks and results travel as bytes, so that only the workers need Footnote, and the machine that passes them on does
not. Ray runs a task again when its worker was lost; it has written nothing, so nothing can be doubled.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, TimeoutError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from rag.corpus.article import Skipped
from rag.corpus.reading import Read, Reader, limits
from rag.corpus.rules import rules
from rag.errors import FootnoteError, UsageError
from rag.index.chroma_store import SCHEMA
from rag.index.embedding import encoder_for
from rag.index.workers import B, Begun, Embeddings, File, FileResult, embedded, in_order
from rag.optional import need
from rag.settings import Settings
from rag.version import __version__

_PARCEL_BYTES = 250_000
_PARCEL_FILES = 64
"""Files that are read in one task have this much together: a task costs some milliseconds by itself."""
_MOST_BYTES = 64_000_000
"""What is begun in advance keeps so much in memory at most, in reading and in embedding each."""
_SENTENCE_BYTES = 4000
"""An embedded sentence with the states of its tokens, as it comes back."""
_RETRIES = 5
_PATIENCE_S = 10.0
"""After so long without a result it is asked whether there are workers left."""
_SAME = "Install the same version of Footnote on every machine of the cluster, and the same packages."
_AGAIN = "What was indexed is kept: see that the cluster runs, then run the same command again."

# Read when Ray is imported: it reports nothing home, does not send the working folder of `uv run` to the
# cluster, and what its transport has to say goes nowhere, since every failure is told by us.
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0", "GRPC_VERBOSITY": "NONE"}

T = TypeVar("T", covariant=True)
K = TypeVar("K")


class Task(Protocol[T]):
    """Something to do on a worker."""

    def done(self) -> T: ...


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """Reads files: what each gives, see ``Reader.read``."""

    limits: Settings
    files: Sequence[tuple[str, bytes]]

    def done(self) -> list[list[Read | Skipped]]:
        reader = _reader(self.limits)
        return [list(reader.read(name, data)) for name, data in self.files]


@dataclass(frozen=True, slots=True)
class EmbeddingTask:
    """Embeds texts with the encoder of a model, which must be called the same here and there."""

    model: str | None
    encoder: str
    texts: Sequence[str]

    def done(self) -> Embeddings:
        encoder = encoder_for(self.model, 1)
        if encoder.name != self.encoder:
            raise FootnoteError(
                f"A worker of the Ray cluster has another embedding model ({encoder.name}, here {self.encoder}).", _SAME
            )
        return embedded(encoder, self.texts)


@dataclass(frozen=True, slots=True)
class _Refused:
    """An error on its way back."""

    problem: str
    next_step: str


@lru_cache(maxsize=1)
def _reader(limits: Settings) -> Reader:
    """One for the life of a worker, so that its process for strange files is started once."""
    return Reader(limits)


@lru_cache(maxsize=1)
def manner() -> str:
    """What must be equal for results to be: the version of Footnote, the rules of reading, and what is stored."""
    return f"{__version__}, rules {rules()}, store {SCHEMA}"


def serve(here: str, task: bytes) -> bytes:
    """On a worker: does a pickled task for a Footnote whose manner is ``here``, and pickles what comes of it."""
    try:
        if here != manner():
            raise FootnoteError(f"A worker of the Ray cluster has another Footnote ({manner()}; here {here}).", _SAME)
        return pickle.dumps(pickle.loads(task).done())
    except FootnoteError as error:
        return pickle.dumps(_Refused(error.problem, error.next_step))


class Cluster:
    """The workers of a Ray cluster, while a ``with`` statement lasts; they are called when there is something to do.

    Args:
        address: ``ray://host:port``.
        settings: what decides how files are read.
        model: the name of the embedding model, None for the installed one.
        encoder: what its encoder is called here.

    Raises, when work is begun or waited for:
        UsageError: Ray is not installed, or already in use in this process.
        FootnoteError: the cluster does not answer, has no workers or others than are needed, or was lost.
    """

    def __init__(self, address: str, settings: Settings, model: str | None, encoder: str) -> None:
        self._address, self._limits, self._model, self._encoder = address, limits(settings), model, encoder
        self._ray: ModuleType | None = None
        self._ahead = 0

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *error: object) -> None:
        if self._ray is not None:
            self._ray.shutdown()

    def read(self, files: Iterable[File]) -> Iterator[tuple[File, FileResult]]:
        """What each file gives; small ones are sent together."""
        for told in self._in_order(self._reading(parcel) for parcel in _parcels(files)):
            yield from told

    def embed(self, batches: Iterable[B]) -> Iterator[tuple[B, Embeddings]]:
        return self._in_order(map(self._embedding, batches))

    def _in_order(self, begun: Iterable[Begun[K]]) -> Iterator[K]:
        return in_order(begun, lambda: self._ahead, _MOST_BYTES)

    def _embedding(self, batch: B) -> Begun[tuple[B, Embeddings]]:
        texts = batch.texts
        result = self._begin(EmbeddingTask(self._model, self._encoder, texts))
        return lambda: (batch, result()), _SENTENCE_BYTES * len(texts)

    def _reading(self, parcel: Sequence[File]) -> Begun[Iterator[tuple[File, FileResult]]]:
        result = self._begin(ReadingTask(self._limits, [(file.name, file.data) for file in parcel]))
        return lambda: zip(parcel, result()), sum(len(file.data) for file in parcel)

    def _begin(self, task: Task[K]) -> Callable[[], K]:
        if self._ray is None:
            self._connect()
        with self._explained():
            future = self._run.remote(manner(), pickle.dumps(task)).future()
        return lambda: self._result(future)

    def _result(self, future: Future[bytes]) -> Any:
        with self._explained():
            result = pickle.loads(self._awaited(future))
        if isinstance(result, _Refused):
            raise FootnoteError(result.problem, result.next_step)
        return result

    def _awaited(self, future: Future[bytes]) -> bytes:
        while True:
            try:
                return future.result(_PATIENCE_S)
            except TimeoutError:
                if not future.done():
                    self._count_cores()

    def _connect(self) -> None:
        os.environ.update(_QUIET)
        ray = need("ray", "ray", "--workers ray://…")
        if ray.is_initialized():
            raise UsageError("Ray is already in use in this process.", "Index in a process of its own.")
        warnings.filterwarnings("ignore", module=r"ray\.")
        logging.getLogger("ray.util.client.logsclient").disabled = True  # it sets its own level
        parts = urlsplit(self._address)
        try:
            socket.create_connection((parts.hostname or "", parts.port or 0), timeout=_PATIENCE_S).close()
            ray.init(self._address, log_to_driver=False, logging_level=logging.CRITICAL)
        except Exception as error:
            # Not reached, another version, no room for one more: Ray has a class for each and tells it in its text.
            raise FootnoteError(
                f"The Ray cluster at {self._address} cannot be used ({_reason(error)}).",
                "Check the address, that the cluster runs, and that it has the same versions of Ray and Python.",
            ) from error
        self._ray = ray
        self._run = ray.remote(num_cpus=1, max_retries=_RETRIES)(_sent())
        with self._explained():
            self._ahead = self._count_cores() + 1

    def _count_cores(self) -> int:
        assert self._ray is not None
        cores = int(self._ray.cluster_resources().get("CPU", 0))
        if not cores:
            raise FootnoteError(f"The Ray cluster at {self._address} has no workers (left).", f"Start some. {_AGAIN}")
        return cores

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Ray's many exceptions as one, with what to do next."""
        try:
            yield
        except FootnoteError:
            raise
        except Exception as error:
            cause = getattr(error, "cause", None)
            if isinstance(cause, ImportError):
                raise FootnoteError(f"A worker of the Ray cluster cannot run Footnote ({cause}).", _SAME) from error
            reason = _reason(cause if isinstance(cause, Exception) else error)
            raise FootnoteError(f"The Ray cluster at {self._address} failed ({reason}).", _AGAIN) from error


def _sent() -> Callable[[str, bytes], bytes]:
    """What workers are sent: a function inside another goes as code, so that nobody but them imports Footnote."""

    def run(here: str, task: bytes) -> bytes:
        from rag.index.cluster import serve

        return serve(here, task)

    return run


def _parcels(files: Iterable[File]) -> Iterator[list[File]]:
    parcel: list[File] = []
    size = 0
    for file in files:
        parcel.append(file)
        size += len(file.data)
        if size >= _PARCEL_BYTES or len(parcel) >= _PARCEL_FILES:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _reason(error: BaseException) -> str:
    """The last line of an error: before it comes the cluster's own traceback."""
    lines = (getattr(error, "strerror", None) or str(error)).strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else type(error).__name__
