"""Text files: the decoded bytes, untouched."""

from __future__ import annotations

from collections.abc import Iterator

from rag.corpus.extract import Extract, Unreadable
from rag.settings import Settings


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The file as one article."""
    text, encoding = decode(data)
    yield Extract(text, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of bytes, and its encoding where that is not UTF-8.

    Raises:
        Unreadable: it is not known how they are encoded, or they are no text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not UTF-8 text (byte {error.start} cannot be decoded); save it as UTF-8") from None
    if "\x00" in text:
        raise Unreadable("it holds NUL bytes, so it is not text")
    return text, ""
