"""Web pages: the article, without menus, banners and what else stands around it."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from io import BytesIO
from typing import Any

from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.metadata import read_date
from rag.corpus.readers.blocks import build
from rag.corpus.readers.main_part import main_part
from rag.corpus.readers.plain import decode, decode_as
from rag.settings import Settings

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_AT_ONCE = 1 << 20
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def read_page(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The article of an HTML file."""
    yield page(data)


def read_archive(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The article of a page that a browser saved as one file (MHTML)."""
    message = message_from_bytes(data, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise Unreadable("it holds no web page")
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    body = part.get_payload(decode=True)
    yield page(body if isinstance(body, bytes) else b"", part.get_content_charset(), url)


def read_warc(data: bytes, settings: Settings) -> Iterator[Extract | Unreadable]:
    """The article of every web page that a crawl has kept; ``row`` is the record's place in the file.

    Raises:
        Unreadable: it is no crawl, has no web page, unpacks to too much, or is cut off after what was given.
    """
    from warcio.archiveiterator import ArchiveIterator

    left = int(settings.max_unpacked_mb * 1e6)
    row = pages = 0
    for row, record in enumerate(ArchiveIterator(BytesIO(data)), 1):
        kind = _kind_of_page(record)
        if not kind:
            continue
        pages += 1
        body = record.content_stream().read(left)
        left -= len(body)
        if left <= 0:
            raise Unreadable(
                f"it unpacks to more than the {settings.max_unpacked_mb:g} MB of the setting max_unpacked_mb"
            )
        charset = re.search(r"charset=[\"']?([\w.:-]+)", kind)
        try:
            if _is_short(record):
                raise Unreadable("it is cut off")
            found = page(body, charset and charset[1], record.rec_headers.get_header("WARC-Target-URI") or "")
        except Unreadable as error:
            yield Unreadable(str(error), row)
        else:
            yield replace(found, row=row)
    if _is_cut_off(data):
        raise Unreadable(f"it is cut off or damaged behind record {row}" if row else "it is cut off or damaged")
    if not pages:
        raise Unreadable("it holds no web page" if row else "it is no WARC file")


def _kind_of_page(record: Any) -> str:
    """The type that a record of a crawl names, where that is a web page which was found."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return ""
    kind = str(headers.get_header("Content-Type") or "")
    return kind if kind.startswith(("text/html", "application/xhtml+xml")) else ""


def _is_short(record: Any) -> bool:
    """Tells whether a record has less than it says; what is left of it is read."""
    while record.raw_stream.read(_AT_ONCE):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))


def _is_cut_off(data: bytes) -> bool:
    """Tells whether a packed crawl ends within a member; warcio passes over that in silence."""
    if not data.startswith(b"\x1f\x8b"):
        return False
    try:
        with gzip.open(BytesIO(data)) as packed:
            while packed.read(_AT_ONCE):
                pass
    except (EOFError, OSError, zlib.error):
        return True
    return False


def page(data: bytes, charset: str | None = None, url: str = "") -> Extract:
    """The article of a web page.

    Args:
        data: the page.
        charset: its encoding, where something outside of it tells that.
        url: its address, where something outside of it tells that.
    """
    import trafilatura

    html, encoding = _decoded(data, charset)
    tree = trafilatura.load_html(html)
    if tree is None:
        raise Unreadable("it is no web page")
    main = main_part(tree)  # before the extraction, which changes the tree
    document = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if document is None or isinstance(document, dict) or document.body is None:
        raise Unreadable("no article was found in the page")
    saved = _SAVED_FROM.search(html[:2000])
    title = clean(document.title or "")
    extracted = build([document.body])
    text, blocks = (main.building if main.is_lost_in(extracted) else extracted).done(title)
    return Extract(
        text,
        blocks=blocks,
        title=title,
        date=read_date(document.date or ""),
        author=document.author or "",
        url=url or (saved[1] if saved else "") or document.url or "",
        encoding=encoding,
    )


def _decoded(data: bytes, charset: str | None) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    told = charset or (declared[1].decode("ascii") if declared else "")
    text = decode_as(data, told) if told else None
    return (text, "") if text is not None else decode(data)
