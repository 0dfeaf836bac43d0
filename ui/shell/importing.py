"""``footnote import``: what lies elsewhere is brought into the folder of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import rag
from rag import Settings, SyncReport
from ui.shell.opening import open_bot

_ANY_SIZE = 1e9
"""Megabytes of all that is imported together: it comes from the user's own list, not through a page."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The files that are in the folder now, and why others are not."""

    landed: tuple[str, ...]
    left_out: tuple[str, ...]
    report: SyncReport

    @property
    def told(self) -> str:
        """The same in a few lines."""
        files = "1 file was" if len(self.landed) == 1 else f"{len(self.landed):,} files were"
        return "\n".join([f"{files} brought in.", *self.left_out])


def bring_in(sources: Sequence[str], settings: Settings, *, replace: bool) -> Imported:
    """Brings files of some sources into the folder of articles, and indexes them."""
    bot = open_bot(settings.model_copy(update={"max_drop_mb": _ANY_SIZE}), may_be_empty=True)
    with TemporaryDirectory() as folder:
        found = [rag.gather(source, _room(Path(folder), at), settings) for at, source in enumerate(sources)]
        contents = {name: content for source in found for name, content in source.contents.items()}
        added = bot.add(contents, replace=replace)
    left_out = [reason for source in found for reason in source.left_out]
    skipped = [f"{skip.path} is not read: {skip.reason}." for skip in added.report.skipped if skip.path in added.landed]
    return Imported(added.landed, (*left_out, *map(str, added.refused.values()), *skipped), added.report)


def _room(folder: Path, at: int) -> Path:
    room = folder / str(at)
    room.mkdir()
    return room
