"""Compiled patterns, kept from one start to the next: compiling those of every language takes longer than a question.

``regex`` compiles in Python, and lets what it has made be pickled. They lie in the user's folder of caches; where
that cannot be written, they are made anew.
"""

from __future__ import annotations

import atexit
import os
import pickle
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import regex

from rag.version import __version__

Pattern = regex.Pattern[str]


def compiled(text: str) -> Pattern:
    """A pattern, compiled now or at an earlier start."""
    kept = _kept()
    if text not in kept:
        kept[text] = regex.compile(text)
        _write_at_exit()
    return kept[text]


@cache
def _kept() -> dict[str, Pattern]:
    with suppress(Exception), _file().open("rb") as file:
        return _Unpickler(file).load()  # type: ignore[no-any-return]
    return {}


class _Unpickler(pickle.Unpickler):
    """Makes patterns and nothing else, whatever the file says."""

    def find_class(self, module: str, name: str) -> Any:
        if name != "compile" or module.rpartition(".")[2] != "_regex":
            raise pickle.UnpicklingError(f"{module}.{name} makes no pattern")
        return super().find_class(module, name)


@cache
def _file() -> Path:
    """Where the patterns of this version of Footnote, of ``regex`` and of Python lie."""
    from platformdirs import user_cache_path

    made_by = sha256(f"{regex.__version__} {sys.version} {sys.platform}".encode()).hexdigest()[:16]
    return user_cache_path("footnote") / f"patterns-{__version__}-{made_by}.pickle"


@cache
def _write_at_exit() -> None:
    atexit.register(_write)


def _write() -> None:
    """Puts the file in the place of the one before in one step: another process may be reading it."""
    file = _file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in set(file.parent.glob("patterns-*")) - set(file.parent.glob(f"patterns-{__version__}-*")):
            old.unlink()
        made = file.with_suffix(f".{os.getpid()}")
        made.write_bytes(pickle.dumps(_kept().copy()))
        made.replace(file)
