"""Zipped folders: each file in one is read as if it lay in the folder, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from rag.corpus.extract import Extract, PartDone, Unreadable
from rag.corpus.readers.packed import unpack
from rag.settings import Settings

_MOST_FILES = 2000
_HIDDEN = ("__MACOSX",)


def read(data: bytes, settings: Settings) -> Iterator[Extract | Unreadable | PartDone]:
    """The articles of the files in a zipped folder, each with its place there; nothing is written anywhere.

    Raises:
        Unreadable: it unpacks to too much, has too many files, or holds none that is read.
    """
    with unpack(data, settings) as packed:
        parts = [part for part in packed.infolist() if not part.is_dir() and not _is_hidden(part.filename)]
        if len(parts) > _MOST_FILES:
            raise Unreadable(f"it holds {len(parts):,} files; at most {_MOST_FILES:,} are read of a zipped folder")
        if not parts:
            raise Unreadable("it holds no files")
        for part in parts:
            yield from _part(packed, part, settings)


def _part(
    packed: zipfile.ZipFile, part: zipfile.ZipInfo, settings: Settings
) -> Iterator[Extract | Unreadable | PartDone]:
    from rag.corpus.apart import whatever_comes
    from rag.corpus.formats import format_of

    name = _place(part.filename)
    form = format_of(name) if name else None
    if not name:
        yield Unreadable("a file in it says that it lies outside of it", place="…")
    elif form is None:
        yield Unreadable("its type is not one that is read", place=name)
    elif form.name == "zipped folder":
        yield Unreadable("it is a zipped folder within another; unpack it", place=name)
    elif part.file_size > settings.max_file_mb * 1e6:
        yield Unreadable(f"it has more than the {settings.max_file_mb:g} MB of the setting max_file_mb", place=name)
    else:
        try:
            data = packed.read(part)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
            yield Unreadable("it is damaged, or packed in a way that is not known", place=name)
            return
        if not data.strip():
            yield Unreadable("it is empty", place=name)
            return
        for found in whatever_comes(form, data, settings):
            if isinstance(found, Extract):
                yield replace(found, place=name)
            elif isinstance(found, Unreadable):
                yield Unreadable(str(found), found.row, place=name)
            else:
                yield found


def _place(name: str) -> str:
    """Where a file lies in the folder; "" where that is outside of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    outside = path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True
    return "" if outside or any(ord(c) < 32 for c in name) else path.as_posix()


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part != "..") or part in _HIDDEN for part in parts)
