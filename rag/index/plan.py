"""The plan of a run: which files of a folder are known as they are, and which have to be looked into."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.corpus.reading import Reader, article_paths, is_text
from rag.corpus.rules import rules
from rag.index.listed import Listed
from rag.index.reading_cache import Reading, ReadingCache


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file of the folder, ``place`` counted from 1, and what it gives; None where it has to be looked into."""

    name: str
    place: int
    known: Reading | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A folder held against what is indexed of it.

    Args:
        folder: where the files lie.
        before: the articles that are indexed, by digest.
        files: all files, in the order in which they are gone through.
    """

    folder: Path
    before: Mapping[str, Listed]
    files: tuple[PlannedFile, ...]


def plan(
    folder: Path, before: Mapping[str, Listed], cache: ReadingCache, reader: Reader, *, thorough: bool = False
) -> Plan:
    """Goes through the folder by what the file system tells of it; no file is opened.

    Args:
        before: the articles that are indexed, by digest.
        cache: what the files gave when they were last read.
        thorough: look into every file, also where the file system tells that nothing has changed.
    """

    def known(name: str) -> Reading | None:
        status = status_of(folder / name) if is_text(name) and not thorough else None
        content = cache.content(name, status) if status else None
        return as_held(cache.get(reader.key(name, content), name), before) if content else None

    names = enumerate(article_paths(folder), 1)
    return Plan(folder, before, tuple(PlannedFile(name, place, known(name)) for place, name in names))


def as_held(
    reading: Reading | None, before: Mapping[str, Listed], arriving: Container[str] = frozenset()
) -> Reading | None:
    """What a file gave when it was last read, where the store holds all of it or is about to.

    An article is given as it was listed, where that is the same: two of each would need twice the memory.
    """
    if reading is None or not all(
        article.digest in arriving or is_held(article.digest, before) for article in reading.articles
    ):
        return None
    shared = (was if (was := before.get(article.digest)) == article else article for article in reading.articles)
    return Reading(tuple(shared), reading.skipped)


def is_held(digest: str, before: Mapping[str, Listed]) -> bool:
    """Whether an article is indexed as today's rules cut it."""
    listed = before.get(digest)
    return listed is not None and listed.rules == rules()


def status_of(path: Path | str) -> os.stat_result | None:
    """What the file system tells of a file, if it can be looked at."""
    try:
        return os.stat(path)
    except OSError:
        return None
