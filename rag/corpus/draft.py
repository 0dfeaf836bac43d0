"""A text that is no article, read as articles are: a draft in a file of any kind that can be read."""

from __future__ import annotations

from pathlib import Path

from rag.corpus.article import Skipped
from rag.corpus.extract import Extract
from rag.corpus.reading import Reader, read_bytes
from rag.errors import UsageError
from rag.settings import Settings


def read_draft(file: str | Path, settings: Settings | None = None) -> str:
    """The text of a draft: of a text file its characters, of others what is taken out of them.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    place, settings = Path(file), settings or Settings.of()
    if not place.exists():
        raise UsageError(f"There is no file {str(file)!r}.", "Name a draft, or - for standard input.")
    data = read_bytes(place.name, place, settings)
    if isinstance(data, Skipped):
        raise _unread(file, data.reason)
    with Reader(settings) as reader:
        found = [extract for _, extract in reader.extracts(place.name, data)]
    texts = [extract.text for extract in found if isinstance(extract, Extract)]
    if not texts:
        raise _unread(file, str(found[0]))
    return "\n\n".join(texts)


def _unread(file: str | Path, reason: str) -> UsageError:
    return UsageError(f"{str(file)!r} cannot be checked: {reason}.", "Give a text, Markdown, Word or PDF file.")
