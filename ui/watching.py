"""Following a folder: what changes in it is indexed until somebody stops it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import watchfiles

from rag import Bot, FootnoteError, StoreError, SyncReport

_log = logging.getLogger("footnote.page")
_SETTLED_MS = 300
"""So long nothing may change before a change is indexed: a copy of many files is one run."""
_AGAIN_MS = 5_000
"""So long after a failure it is tried again."""


def follow_beside(bot: Bot) -> None:
    """Follows a folder in a thread of its own as long as this process lives, also one that is only made later."""

    def follow_on() -> None:
        while True:
            if all(folder.is_dir() for folder in bot.folders):
                try:
                    for told in follow(bot):
                        if isinstance(told, FootnoteError):
                            _log.warning("the folder was not indexed: %s", told)
                except (FootnoteError, OSError) as error:
                    _log.warning("the folder cannot be followed: %s", error)
            time.sleep(_AGAIN_MS / 1000)

    threading.Thread(target=follow_on, name="follow", daemon=True).start()


def follow(bot: Bot) -> Iterator[SyncReport | StoreError]:
    """What came of each change: a report that tells something new, or why it could not be indexed yet.

    Raises:
        KeyboardInterrupt: somebody stopped it.
        UsageError: the folder, or one of several, is not there any more.
    """
    told, failed, behind = bot.report, False, True  # something may have changed since the report
    changes = watchfiles.watch(
        *bot.folders,
        watch_filter=_concerns(bot),
        step=_SETTLED_MS,
        rust_timeout=_AGAIN_MS,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    for changed in changes:
        if not changed and not behind:
            continue
        try:
            report = bot.sync()
        except StoreError as error:
            if not failed:
                yield error
            failed = behind = True
            continue
        failed = behind = False
        if report.did_something or told is None or report.skipped != told.skipped:
            yield report
        told = report


def _concerns(bot: Bot) -> Callable[[watchfiles.Change, str], bool]:
    """Whether a path is one that indexing looks at: not hidden, and not the store's own."""
    store, folders = Path(bot.settings.store).resolve(), bot.folders

    def concerns(change: watchfiles.Change, path: str) -> bool:
        changed = Path(path)
        inside = next((changed.relative_to(at) for at in folders if changed.is_relative_to(at)), changed)
        return not any(part.startswith(".") for part in inside.parts) and not changed.is_relative_to(store)

    return concerns
