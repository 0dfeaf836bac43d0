"""How the commands open a bot: with its progress, and with what is to be told of the folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rag
from ui.shell.output import err, mode
from ui.shell.progress import indexing
from ui.text import Speech

if TYPE_CHECKING:
    from rag import Bot, Settings

_FIRST_FOLDER = "articles"


def open_bot(settings: Settings, folders: Sequence[str] = (), *, tell_skipped: bool = True, **how: Any) -> Bot:
    """A bot whose store is up to date, of the folder in the settings or of others; ``how`` is for ``Bot.open``."""
    with indexing(err, quiet=mode.json) as progress:
        bot = rag.Bot.open(folders, settings=settings, progress=progress, **how)
    speech = Speech.of_shell(os.environ)
    if bot.notice:
        err.print(speech.told(bot.notice), markup=False)
    for skipped in bot.report.skipped if bot.report and tell_skipped else ():
        err.print(f"Skipped {skipped.path}: {skipped.reason}.", markup=False, style="dim")
    if len(folders) > 1:
        err.print(f"Together the folders are {os.path.relpath(bot.corpus)!r} for --corpus.", markup=False)
    return bot


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
