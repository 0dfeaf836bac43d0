"""EPUB: the chapters of a book, in reading order, as one article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import html

from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.metadata import read_date
from rag.corpus.readers.blocks import build
from rag.corpus.readers.packed import unpack, xml_of
from rag.settings import Settings

_PAGES = ("application/xhtml+xml", "text/html")


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The book as one article."""
    with unpack(data, settings) as packed:
        try:
            where = next(xml_of(packed.read("META-INF/container.xml")).iter("{*}rootfile")).get("full-path", "")
            package = xml_of(packed.read(where))
            chapters = [packed.read(part) for part in _chapters(package, posixpath.dirname(where))]
        except (KeyError, StopIteration):
            raise Unreadable("it is damaged, or no EPUB file") from None
        locked = _locked(packed)
    title = _told(package, "title")
    text, blocks = build([body for body in map(_body, chapters) if body is not None]).done(title)
    if not text:
        raise Unreadable("it is protected (DRM)" if locked else "it holds no text")
    yield Extract(
        text,
        blocks=blocks,
        title=title,
        date=read_date(_told(package, "date")),
        author=_told(package, "creator"),
    )


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """The names of the parts that hold the book, without its table of contents."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is not None
            and item.get("media-type") in _PAGES
            and "nav" not in (item.get("properties") or "").split()
        ):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _body(page: bytes) -> Any:
    try:
        return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8")).find("body")
    except ValueError:  # an empty part, or what is encrypted
        return None


def _told(package: Any, name: str) -> str:
    node = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return clean(node.text or "") if node is not None else ""


def _locked(packed: ZipFile) -> bool:
    return "META-INF/rights.xml" in packed.namelist() or "META-INF/encryption.xml" in packed.namelist()
