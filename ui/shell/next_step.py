"""The next step of a failure as it has to be typed: the command that mends a store names that store."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

import rag

if TYPE_CHECKING:
    from rag import Settings

_INDEXING = re.compile(r"\bfootnote index(?: --rebuild)?(?= --|[^\w -]|$)")


class NamedStore:
    """What names the folder and the store that a command has opened; nothing where they are the usual ones."""

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()

    def open(self, settings: Settings, folders: Sequence[str] = ()) -> None:
        """Remembers what a command opens."""
        usual = rag.Settings.of()
        corpus = [settings.corpus] if settings.corpus and settings.corpus != usual.corpus else []
        store = ["--store", settings.store] if settings.store != usual.store else []
        self._words = (*(folders or corpus), *store)

    def in_full(self, step: str) -> str:
        """A next step, with what its command needs to mend the store that was opened.

        >>> named = NamedStore()
        >>> named.open(rag.Settings.of(corpus="my notes"))
        >>> named.in_full("Run: footnote index --rebuild")
        "Run: footnote index --rebuild 'my notes'"
        """
        if not self._words:
            return step
        return _INDEXING.sub(lambda hit: f"{hit.group()} {shlex.join(self._words)}", step)


named_store = NamedStore()
