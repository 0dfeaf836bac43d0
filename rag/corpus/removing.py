"""Files that somebody removes from the corpus folder: put aside, so that they can be had back for a while."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rag.corpus.formats import file_of
from rag.corpus.reading import article_paths
from rag.errors import UsageError

_KEPT_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was removed: its path within the folder, and where it lies until it is had back or forgotten."""

    path: str
    aside: Path

    @property
    def held(self) -> Path:
        """The folder that is there for this file alone."""
        return self.aside.parents[len(Path(self.path).parts) - 1]


def removed_lately(place: Path) -> list[Removed]:
    """The files that ``put_aside`` has put there, the newest first."""
    held = sorted(place.glob("*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    files = [(folder, file) for folder in held for file in folder.rglob("*") if not file.is_dir()]
    return [Removed(file.relative_to(folder).as_posix(), file) for folder, file in files]


def put_aside(folder: Path, path: str, place: Path) -> Removed:
    """Moves a file out of a folder to a place of its own below another one.

    Raises:
        UsageError: there is no such file, it may not be moved, or the path names a part of one.
    """
    file = file_of(path)
    if file not in article_paths(folder):
        raise UsageError(f"{path} is not here any more.", "Look at the folder.")
    if file != path:
        raise UsageError(
            f"{path} is a part of {file}, and cannot be removed by itself.", "Remove the file, or take it out of it."
        )
    removed = Removed(path, place / secrets.token_hex(8) / path)
    _move(folder / path, removed.aside)
    os.utime(removed.held)
    return removed


def put_back(folder: Path, removed: Removed) -> None:
    """The inverse of ``put_aside``; nothing that has the file's name by now is overwritten.

    Raises:
        UsageError: it was removed too long ago, something else is in its place, or it may not be written there.
    """
    if not os.path.lexists(removed.aside):
        raise UsageError(f"{removed.path} was removed too long ago to be had back.", "Add it again.")
    target = folder / removed.path
    if os.path.lexists(target):
        raise UsageError(f"There is another {removed.path} by now.", "Rename that first.")
    _move(removed.aside, target)
    shutil.rmtree(removed.held)


def forget_old(place: Path) -> None:
    """Deletes what was put aside a day ago or longer."""
    for kept in place.glob("*"):
        with suppress(OSError):
            if time.time() - kept.stat().st_mtime > _KEPT_S:
                shutil.rmtree(kept)


def _move(file: Path, to: Path) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, to)
    except OSError as error:
        raise UsageError(
            f"{file.name} cannot be moved ({error.strerror}).", "Check the folder's permissions."
        ) from error
