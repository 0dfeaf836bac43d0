"""The lock of a store: one process writes it at a time, and it says who it is."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import StoreBusyError

_HOLDER = "writer.json"


@contextmanager
def writing(place: Path, timeout_s: float) -> Iterator[None]:
    """Keeps other processes from writing what lies in a folder.

    Raises:
        StoreBusyError: another one is writing, and still was after ``timeout_s``.
        OSError: the folder cannot be written.
    """
    lock = FileLock(place / "writer.lock")
    try:
        lock.acquire(timeout=timeout_s)
    except Timeout:
        raise StoreBusyError(
            f"{_holder(place)} is writing the store in {str(place)!r}.", "Try again when it has finished."
        ) from None
    try:
        _sign(place)
        yield
    finally:
        (place / _HOLDER).unlink(missing_ok=True)
        lock.release()


def writer_of(place: Path) -> str | None:
    """Who is writing what lies in a folder, if anybody is."""
    lock = FileLock(place / "writer.lock")
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return _holder(place)
    except OSError:  # where nothing can be locked nobody writes
        return None


def _sign(place: Path) -> None:
    since = datetime.datetime.now().astimezone().isoformat(" ", "seconds")
    (place / _HOLDER).write_text(
        json.dumps({"process": os.getpid(), "host": platform.node(), "since": since}), encoding="utf-8"
    )


def _holder(place: Path) -> str:
    """Who signed; one that has only just begun may not have."""
    try:
        signed = json.loads((place / _HOLDER).read_text(encoding="utf-8"))
        return f"Another process ({signed['process']} on {signed['host']}, since {signed['since']})"
    except (OSError, ValueError, KeyError):
        return "Another process"
