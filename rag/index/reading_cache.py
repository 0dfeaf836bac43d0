"""The reading cache: what the files of a folder gave when last read, so that an unchanged file is not read again.

It is derived from the files alone and may be lost at any time: then they are read again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rag.corpus.article import Skipped
from rag.errors import StoreError
from rag.index.listed import Listed

# A killed process leaves the file whole; after a power cut it may be damaged, and is then made anew.
_OPENING = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, reading TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, stamp TEXT, content BLOB) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS folders (state TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID;
    CREATE TEMPORARY TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SETTLED_NS = 2_000_000_000
"""A file that was written less than so long ago may be written again within the same tick of its clock."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: its articles, and what in it was skipped."""

    articles: tuple[Listed, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def to_json(self, name: str) -> str:
        """The reading of the file ``name``; in the paths the name is left out, since it may change."""
        cut = len(name)
        articles = [replace(article, paths=(article.path[cut:],)).to_row() for article in self.articles]
        skipped = [[skip.path[cut:], skip.reason] for skip in self.skipped]
        return json.dumps([articles, skipped], ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str, name: str) -> Reading:
        """The reading with the name that the file has now."""
        rows, reasons = json.loads(text)
        articles = [Listed.of_row([digest, [name + place], *about]) for digest, (place,), *about in rows]
        return cls(tuple(articles), tuple(Skipped(name + place, reason) for place, reason in reasons))


class ReadingCache:
    """Readings on disk, by key (see ``rag.corpus.reading.Reader.key``), while a ``with`` statement lasts.

    Args:
        file: where they are.
        aside: work on a copy in memory, and leave the file as it is.

    Raises:
        StoreError: they cannot be read or written.
    """

    def __init__(self, file: Path, *, aside: bool = False) -> None:
        self._file, self._aside = file, aside

    def __enter__(self) -> ReadingCache:
        with _explained():
            if self._aside:
                self._database = self._copied()
                return self
            try:
                self._database = self._opened()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._file.unlink()
                self._database = self._opened()
        return self

    def _copied(self) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if self._file.exists():
            with suppress(sqlite3.Error), closing(_untouched(self._file)) as kept:
                kept.backup(database)
        database.executescript(_OPENING)
        return database

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        try:
            database.executescript(_OPENING)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def __exit__(self, *error: object) -> None:
        self._database.close()

    def content(self, name: str, status: os.stat_result) -> bytes | None:
        """The SHA-256 of a file's bytes, where nothing tells that it was written since it was last read."""
        with _explained():
            found = self._database.execute("SELECT stamp, content FROM files WHERE name = ?", (name,)).fetchone()
        return found[1] if found and found[0] == stamp(status) else None

    def saw(self, name: str, status: os.stat_result, content: bytes) -> None:
        """Keeps what a file held when it was read, and what the file system told of it just before."""
        if is_settled(status):
            with _explained():
                row = (name, stamp(status), content)
                self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", row)

    def told(self, state: str) -> str | None:
        """What was told of the whole folder when it was in a state, if that is the last that was kept."""
        with _explained():
            row = self._database.execute("SELECT told FROM folders WHERE state = ?", (state,)).fetchone()
        return row[0] if row else None

    def tell(self, state: str, told: str) -> None:
        """Keeps what is to be told of the whole folder as long as it is in a state."""
        with _explained():
            self._database.execute("DELETE FROM folders")
            self._database.execute("INSERT INTO folders VALUES (?, ?)", (state, told))

    def get(self, key: str, name: str) -> Reading | None:
        """What a file of this name and key gave, if it was read."""
        with _explained():
            row = self._database.execute("SELECT reading FROM readings WHERE key = ?", (key,)).fetchone()
            self._database.execute("INSERT OR IGNORE INTO used VALUES (?)", (key,))
        return Reading.of_json(row[0], name) if row else None

    def put(self, key: str, name: str, reading: Reading) -> None:
        """Keeps what a file gave."""
        with _explained():
            self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, reading.to_json(name)))

    def forget_unused(self) -> None:
        """Forgets what nobody has asked for since this was opened."""
        with _explained():
            self._database.execute("DELETE FROM readings WHERE key NOT IN (SELECT key FROM used)")


def _untouched(file: Path) -> sqlite3.Connection:
    """A database that is looked at without so much as a lock file beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)


def is_settled(status: os.stat_result) -> bool:
    """Whether a file was not written just now, so that its stamp tells every later change."""
    return max(status.st_mtime_ns, status.st_ctime_ns) + _SETTLED_NS < time.time_ns()


def stamp(status: os.stat_result) -> str:
    """Changes with every writing to a file: nobody can set back the time of a change (ctime)."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_dev} {status.st_ino}"


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"The store cannot be written ({error}).",
            "Free some space or check permissions, then run: footnote index --rebuild",
        ) from error
