"""The cache of what models have written, kept on disk as plain text in SQLite, so that the same is not asked twice.

A store may have come from somebody else: nothing in it is unpickled, run, or taken for the name of a file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

Kept = tuple[str, int | None, int | None]
"""What a model wrote, and the tokens that it read and wrote, where it told them."""

MOST = 20_000
"""Answers that are kept; when there are more, the oldest go."""
_OPENING = """
    PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS written (place INTEGER PRIMARY KEY, key TEXT UNIQUE, told TEXT);
"""
_WAIT_S = 10.0
_ERRORS = (OSError, sqlite3.Error)
"""A full disk or a damaged file: nothing is kept, and whoever asks for it finds nothing."""


class Cache:
    """Answers by key, in a folder that is made where it is not there."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "answers.sqlite"

    def get(self, key: str) -> Kept | None:
        """What is kept; None where nothing is, or what is there is damaged."""
        row = None
        with suppress(*_ERRORS), self._opened() as database:
            row = database.execute("SELECT told FROM written WHERE key = ?", (key,)).fetchone()
        return _read(row[0]) if row else None

    def put(self, key: str, kept: Kept) -> None:
        """Keeps an answer, if that can be done."""
        with suppress(*_ERRORS), self._opened() as database, database:
            text = json.dumps(kept)
            database.execute("INSERT OR REPLACE INTO written (key, told) VALUES (?, ?)", (key, text))
            database.execute("DELETE FROM written WHERE place <= (SELECT max(place) FROM written) - ?", (MOST,))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=_WAIT_S)) as database:
            database.executescript(_OPENING)
            yield database


def _read(stored: object) -> Kept | None:
    try:
        data = json.loads(stored) if isinstance(stored, str) else None
    except (ValueError, RecursionError):
        return None
    match data:
        case [str(text), int() | None as tokens_in, int() | None as tokens_out]:
            return text, tokens_in, tokens_out
    return None
