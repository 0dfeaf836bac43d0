"""A store in one file, and back: copied while nobody writes it, and put in its place at one stroke."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from rag.errors import StoreError, UsageError
from rag.index import chroma
from rag.index.chroma_store import SCHEMA
from rag.index.index import local_place
from rag.index.lock import writing
from rag.index.store import is_elsewhere
from rag.settings import Settings

_MANIFEST = "backup.json"
_DATABASES = (".sqlite", ".sqlite3")
_PASSING = ("-wal", "-shm", "-journal", ".lock", "writer.json")
"""Files that belong to a moment: what they hold is in the copy of the database, or means nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: the ``name`` of the corpus in its store, the store's ``schema``, and when it was made."""

    name: str
    schema: str
    made: str


def back_up(corpus: Path, settings: Settings, file: Path) -> Backup:
    """Writes the store of a corpus into a file; questions are answered meanwhile, and writers wait.

    The file is there when it is whole: a run that is killed leaves none, or the one that was there.

    Raises:
        UsageError: the store is on a server, or there is none.
        StoreBusyError: another process is writing it, and still was after ``lock_timeout_s``.
        StoreError: it cannot be read, or the file cannot be written.
    """
    place = _place(corpus, settings)
    if not (place / "chroma").is_dir():
        raise UsageError(f"There is no store of {str(corpus)!r} in {str(place.parent)!r}.", "Run: footnote index")
    made = datetime.now(timezone.utc).isoformat(timespec="seconds")
    about = Backup(place.name, SCHEMA, made)
    try:
        with writing(place, settings.lock_timeout_s), _replacing(file) as new:
            _pack(place, about, new)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The backup cannot be made ({error}).", "Free some space, or name another file.") from error
    return about


def restore(file: Path, corpus: Path, settings: Settings, *, replace: bool = False) -> Backup:
    """Puts the store of a corpus back from a file; what serves it has to be started anew.

    The store is in its place when it is whole: a run that is killed leaves none, or the one that was there.

    Raises:
        UsageError: the file is no backup, is damaged or of another corpus or schema; or a store is there already and
            is not to be replaced.
        StoreBusyError: another process is writing the store that is there.
        StoreError: the store's folder cannot be written.
    """
    place = _place(corpus, settings)
    about = _checked(file, place.name)
    if (place / "chroma").exists() and not replace:
        raise UsageError(f"There is a store in {str(place)!r} already.", "To replace it, add --replace.")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="restoring-", dir=place.parent) as spare:
            whole, old = Path(spare, "whole"), Path(spare, "old")
            with zipfile.ZipFile(file) as packed:
                packed.extractall(whole)
            (whole / _MANIFEST).unlink()
            with writing(place, settings.lock_timeout_s):
                chroma.forget_clients()
                os.rename(place, old)
                os.rename(whole, place)
    except OSError as error:
        raise StoreError(f"The store cannot be restored ({error}).", "Free some space, or name another --store.") from (
            error
        )
    return about


def _place(corpus: Path, settings: Settings) -> Path:
    if chroma.is_server(settings.store):
        raise UsageError(
            "The store is on a Chroma server.",
            "Back up the server's own folder: the rest is made from it.",
        )
    if is_elsewhere(settings.store):
        raise UsageError(
            f"The store {settings.store!r} is kept by a package.", "Back it up where it lies: the rest is made from it."
        )
    return local_place(corpus, settings.store)


@contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A file beside another one, which it replaces when all went well."""
    new = file.with_name(f"{file.name}.part")
    try:
        yield new
        with new.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)


def _pack(place: Path, about: Backup, file: Path) -> None:
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        tempfile.TemporaryDirectory(prefix="footnote-backup-") as spare,
    ):
        packed.writestr(_MANIFEST, json.dumps({"name": about.name, "schema": about.schema, "made": about.made}))
        for source in sorted(path for path in place.rglob("*") if path.is_file()):
            if source.name.endswith(_PASSING):
                continue
            if source.suffix in _DATABASES:
                copy = Path(spare, "database")
                _copy_database(source, copy)
                packed.write(copy, source.relative_to(place))
            else:
                packed.write(source, source.relative_to(place))


def _copy_database(source: Path, copy: Path) -> None:
    """A whole copy of a database that others may have open."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)


def _checked(file: Path, name: str) -> Backup:
    """What a file is a backup of, where it is whole and fits."""
    try:
        with zipfile.ZipFile(file) as packed:
            about = Backup(**json.loads(packed.read(_MANIFEST)))
            damaged = packed.testzip()
    except OSError as error:
        raise UsageError(f"{str(file)!r} cannot be read ({error.strerror}).", "Check the path.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError):
        damaged = file.name
    if damaged:
        raise UsageError(f"{str(file)!r} is no backup, or is damaged.", "Name a file that footnote backup has written.")
    if about.name != name:
        raise UsageError(
            f"{str(file)!r} is a backup of {about.name}, and the store of these articles is {name}.",
            "Name the articles with --corpus and the store with --store, placed to each other as they were.",
        )
    if about.schema != SCHEMA:
        raise UsageError(
            f"{str(file)!r} was made by another version of Footnote (schema {about.schema}, here {SCHEMA}).",
            "Restore it with that version, or run: footnote index",
        )
    return about
