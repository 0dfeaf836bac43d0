"""How the commands open a bot: with its progress, and with what is to be told of the folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rag
from ui.shell.next_step import named_store
from ui.shell.output import err, mode
from ui.shell.progress import indexing
from ui.text import Speech

if TYPE_CHECKING:
    from rag import Bot, Settings, SyncReport

_FIRST_FOLDER = "articles"
_TOLD_AGAIN = 2
"""Skipped files that are told by name with every question; more of them would stand above each answer."""


def open_bot(settings: Settings, folders: Sequence[str] = (), *, tell_skipped: bool = True, **how: Any) -> Bot:
    """A bot whose store is up to date, of the folder in the settings or of others; ``how`` is for ``Bot.open``."""
    named_store.open(settings, folders)
    with indexing(err, quiet=mode.json) as progress:
        bot = rag.Bot.open(folders, settings=settings, progress=progress, **how)
    speech = Speech.of_shell(os.environ)
    if bot.notice:
        err.print(speech.told(bot.notice), markup=False)
    if bot.report and tell_skipped:
        _tell_skipped(bot.report, speech)
    if len(folders) > 1:
        err.print(f"Together the folders are {os.path.relpath(bot.corpus)!r} for --corpus.", markup=False)
    return bot


def _tell_skipped(report: SyncReport, speech: Speech) -> None:
    """Each file that is skipped; where nothing has changed since they were told, only how many there are."""
    skipped = report.skipped
    if len(skipped) > _TOLD_AGAIN and not report.did_something:
        told = speech.plain("{count} files are skipped. Which and why: footnote index", count=len(skipped))
        err.print(named_store.in_full(told), markup=False, style="dim")
        return
    for one in skipped:
        err.print(f"Skipped {one.path}: {one.reason}.", markup=False, style="dim")


def with_folder(settings: Settings) -> Settings:
    """Settings that name a folder of articles, where a first run begins."""
    return settings if settings.corpus is not None else settings.model_copy(update={"corpus": _FIRST_FOLDER})


def open_for_page(settings: Settings, folders: Sequence[str]) -> Bot:
    """A bot to which the page may add the first article; a single folder need not be there."""
    bot = open_bot(settings, folders, may_be_empty=True)
    if not bot.corpus.exists():
        missing = f"There is no folder {settings.corpus!r} yet; the first article that is added makes it."
        err.print(missing, markup=False)
    return bot
