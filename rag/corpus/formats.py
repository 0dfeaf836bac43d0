"""The formats that are read, by the ending of a file's name: our own, and what other packages register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rag.corpus.blocks import Form
from rag.corpus.extract import Extract, PartDone, Unreadable
from rag.errors import UsageError
from rag.plugins import maker, registered

if TYPE_CHECKING:
    from rag.settings import Settings

FileReader = Callable[[bytes, "Settings"], Iterator[Extract | Unreadable | PartDone]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the endings of its files, and what in ``rag.corpus.readers`` reads it.

    One that is read ``apart`` has a parser which a strange file may crash, hang or fill the memory of. ``form`` is how
    the text that is taken out of a file shows its blocks.
    """

    name: str
    endings: tuple[str, ...]
    reader: str
    apart: bool = True
    form: Form = "plain"

    def read(self, data: bytes, settings: Settings) -> Iterator[Extract | Unreadable | PartDone]:
        """The contents of a file of this format; its reader is imported only now.

        Raises:
            Unreadable: it cannot be read.
        """
        module, _, name = self.reader.partition(".")
        read: FileReader = getattr(import_module(f"rag.corpus.readers.{module}"), name)
        return read(data, settings)


class RegisteredFormat(Format):
    """A format whose files another package reads; its ``reader`` is the name that this has registered."""

    __slots__ = ()

    def read(self, data: bytes, settings: Settings) -> Iterator[Extract | Unreadable | PartDone]:
        try:
            read: FileReader | None = maker("readers", self.reader)
        except UsageError as error:
            raise Unreadable(f"the package that reads it cannot be imported ({error.__cause__})") from error
        assert read is not None
        return read(data, settings)


FORMATS = (
    Format("text", (".txt", ".srt", ".vtt", ".log"), "plain.read", apart=False),
    Format("Markdown", (".md", ".markdown"), "plain.read", apart=False, form="markdown"),
    Format("wiki markup", (".wiki", ".mediawiki"), "plain.read", apart=False, form="wiki"),
    Format("reStructuredText", (".rst",), "plain.read", apart=False, form="rst"),
    Format("AsciiDoc", (".adoc", ".asciidoc"), "plain.read", apart=False, form="asciidoc"),
    Format("Org", (".org",), "plain.read", apart=False, form="org"),
    Format("web page", (".html", ".htm", ".xhtml"), "web.read_page"),
    Format("saved web page", (".mhtml", ".mht"), "web.read_archive"),
    Format("PDF", (".pdf",), "pdf.read"),
    Format("picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"), "picture.read"),
    Format("Word", (".docx",), "office.read_docx"),
    Format("OpenDocument", (".odt",), "office.read_odt"),
    Format("Excel", (".xlsx", ".xlsm"), "workbook.read"),
    Format("PowerPoint", (".pptx",), "slides.read"),
    Format("RTF", (".rtf",), "office.read_rtf"),
    Format("EPUB", (".epub",), "epub.read"),
    Format("e-mail", (".eml",), "mail.read"),
    Format("mailbox", (".mbox",), "mailbox.read"),
    Format("CSV", (".csv", ".tsv"), "table.read_rows", apart=False, form="table"),
    Format("JSONL", (".jsonl", ".ndjson"), "table.read_lines", apart=False, form="records"),
    Format("zipped folder", (".zip",), "archive.read"),
    Format("WARC", (".warc", ".warc.gz"), "web.read_warc"),
)


@lru_cache(maxsize=1)
def _by_ending() -> dict[str, Format]:
    """The formats by their endings, in lower case; what we read ourselves no package can take over."""
    others = {f".{name}".lower(): RegisteredFormat(name, (f".{name}",), name) for name in registered("readers")}
    return others | {ending: known for known in FORMATS for ending in known.endings}


def readable_endings() -> tuple[str, ...]:
    """The endings of the files that are read, in lower case; our own first."""
    own = [ending for known in FORMATS for ending in known.endings]
    return tuple(dict.fromkeys((*own, *_by_ending())))


def format_of(name: str) -> Format | None:
    """The format of a file, by its name.

    >>> format_of("news/A.TXT").name
    'text'
    """
    base = PurePosixPath(name).name.lower()
    for ending, known in _by_ending().items():
        if base.endswith(ending) and base != ending:
            return known
    return None


def without_row(path: str) -> str:
    """The path of an article without its place in a file of several.

    >>> without_row("news.csv#12"), without_row("C#.txt"), without_row("all.zip#news.csv#12")
    ('news.csv', 'C#.txt', 'all.zip#news.csv')
    """
    file, mark, row = path.rpartition("#")
    return file if mark and row.isdecimal() and format_of(path) is None else path


def file_of(path: str) -> str:
    """The file in which an article lies; of one in a zipped folder, the file that this is.

    >>> file_of("news.csv#12"), file_of("C#.txt"), file_of("all.zip#Handbook/leave.md")
    ('news.csv', 'C#.txt', 'all.zip')
    """
    file, mark, _ = path.partition(".zip#")
    return f"{file}.zip" if mark else without_row(path)


def form_of(path: str) -> Form:
    """How the text of the article at a path shows its blocks; that of a row of a table is plain.

    >>> form_of("notes.md"), form_of("news.csv"), form_of("news.csv#12"), form_of("all.zip#notes.md")
    ('markdown', 'table', 'plain', 'markdown')
    """
    found = format_of(path) if without_row(path) == path else None
    return found.form if found else "plain"
