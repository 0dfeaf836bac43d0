"""What is brought in from elsewhere, when somebody asks for it: told from one another by what lies there."""

from __future__ import annotations

from pathlib import Path

from rag.errors import UsageError
from rag.importing import web, zotero
from rag.importing.gathered import Gathered
from rag.settings import Settings


def gather(source: str, into: Path, settings: Settings) -> Gathered:
    """The files of a Zotero library, a feed, or pages by their addresses; fetched ones are written to a folder.

    Args:
        source: an ``http`` address, a text file with one on each line, Zotero's data folder, or its export as CSL-JSON.
        into: the folder for what is fetched.
        settings: ``max_file_mb`` for each page.

    Raises:
        UsageError: it is none of these, or cannot be read.
    """
    path = Path(source).expanduser()
    if web.is_address(source):
        return web.fetch([source], into, settings.max_file_mb)
    if not path.exists():
        raise UsageError(
            f"There is no file or folder {source!r}.", "Name one, or an address that begins with https://."
        )
    if (path / ".obsidian").is_dir():
        raise UsageError(f"{source!r} is an Obsidian vault, which is read where it is.", f"Run: footnote chat {source}")
    if path.is_dir():
        return zotero.library(path)
    if path.suffix == ".json":
        return zotero.exported(path)
    return web.fetch(web.addresses_in(path), into, settings.max_file_mb)
