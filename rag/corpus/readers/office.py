"""Documents of word processors: DOCX, ODT and RTF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from rag.corpus.extract import Extract, Unreadable, clean, headed
from rag.corpus.readers.blocks import text_of
from rag.corpus.readers.packed import unpack, xml_of
from rag.settings import Settings

_CELL_END = re.compile(r"\s*\|")
_DOCX_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def read_docx(data: bytes, settings: Settings) -> Iterator[Extract]:
    """A Word document."""
    import mammoth

    with unpack(data, settings) as packed:
        about = xml_of(packed.read("docProps/core.xml")) if "docProps/core.xml" in packed.namelist() else None
    found = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_DOCX_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
    )
    text = clean(text_of(html.fromstring(f"<body>{found.value}</body>")))
    yield _told(text, about)


def read_odt(data: bytes, settings: Settings) -> Iterator[Extract]:
    """An OpenDocument text."""
    with unpack(data, settings) as packed:
        body = next((node for node in xml_of(packed.read("content.xml")).iter("{*}text")), None)
        about = xml_of(packed.read("meta.xml")) if "meta.xml" in packed.namelist() else None
    if body is None:
        raise Unreadable("it holds no text")
    notes = [text_of(note) for note in body.iter("{*}note-body")]
    yield _told(clean("\n\n".join([text_of(body), *notes])), about)


def read_rtf(data: bytes, settings: Settings) -> Iterator[Extract]:
    """A Rich Text document."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("it is damaged, or no RTF file")
    text = clean(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    lines = _CELL_END.sub("|", text).split("\n")
    yield Extract("\n\n".join(filter(None, map(_rtf_line, lines))))


def _rtf_line(line: str) -> str:
    """A paragraph; what was a row of a table is an item."""
    plain = " ".join(line.split())
    cells = [cell.strip() for cell in plain.split("|") if cell.strip()]
    return "- " + " | ".join(cells) if plain.endswith("|") and cells else plain


def _told(text: str, about: Any) -> Extract:
    """A document with the title and the author that it states."""
    title, author = (_first(about, name) for name in ("title", "creator"))
    return Extract(headed(title, text) if text else "", title=title, author=author)


def _first(about: Any, name: str) -> str:
    node = about.find(f".//{{*}}{name}") if about is not None else None
    return clean(node.text or "") if node is not None else ""
