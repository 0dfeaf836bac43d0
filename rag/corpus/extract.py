"""The text that a reader takes out of a file, and how it says that it cannot."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass

from rag.corpus.blocks import Block


@dataclass(frozen=True, slots=True)
class Extract:
    """An article as its file tells it; what is empty the file does not tell.

    ``blocks`` are those of the text where the file marks them; where there are none, the text shows them by itself, as
    the format does. ``changed`` is the day on which the file was last changed, which is the date of an article only
    where nothing else tells one. ``row`` is the place in a file of several articles, ``place`` that of a file in a
    zipped folder.
    """

    text: str
    title: str = ""
    date: datetime.date | None = None
    author: str = ""
    changed: datetime.date | None = None
    url: str = ""
    pages: tuple[int, ...] = ()
    encoding: str = ""
    row: int | None = None
    place: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class PartDone:
    """A part of a file is read that takes long, such as a scanned page: the next has the whole time of a file again."""


class Unreadable(Exception):
    """Why a file cannot be read, or a row of it, in words that go on after "it was skipped because".

    A reader raises it for the file and gives it in place of a row, or of a file in a zipped folder.
    """

    def __init__(self, reason: str, row: int | None = None, place: str = "") -> None:
        super().__init__(reason)
        self.row, self.place = row, place

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, int | None, str]]:
        return Unreadable, (str(self), self.row, self.place)


def clean(text: str) -> str:
    """A text taken out of a file, composed (NFC), without NUL, lone surrogates, carriage returns and soft hyphens.

    >>> clean("one\\r\\ntwo\\x00 ")
    'one\\ntwo'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.replace("\x00", "").replace("\u00ad", "")).strip()


def headed(title: str, text: str) -> str:
    """A text that begins with its title as a heading, so that whoever searches for the title finds it.

    >>> headed("A rainy day", "It rained.")
    '# A rainy day\\n\\nIt rained.'
    """
    title = " ".join(clean(title).split())
    first = text.lstrip().partition("\n")[0].lstrip("# ").strip()
    return text if not title or " ".join(first.split()) == title else f"# {title}\n\n{text}"
