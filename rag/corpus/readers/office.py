"""Documents of word processors: DOCX, ODT and RTF."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from lxml import html

from rag.corpus.blocks import CELL
from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.figures import names_columns
from rag.corpus.marks import parted
from rag.corpus.readers.blocks import build
from rag.corpus.readers.building import Building
from rag.corpus.readers.packed import date_of, unpack, xml_of
from rag.settings import Settings

_CELL_END = re.compile(r"\s*\|")
_DOCX_STYLES = "\n".join(
    f"p[style-name='{name}'] => {becomes}"
    for name, becomes in (
        ("Title", "h1:fresh"),
        ("Subtitle", "h2:fresh"),
        *((quote, "blockquote:fresh") for quote in ("Quote", "Intense Quote", "Block Text")),
        *((caption, "figcaption:fresh") for caption in ("Caption", "caption")),
        *((f"{toc} {level}", "nav > p:fresh") for toc in ("TOC", "toc") for level in range(1, 10)),
        ("TOC Heading", "nav > p:fresh"),
    )
)


def read_docx(data: bytes, settings: Settings) -> Iterator[Extract]:
    """A Word document."""
    import mammoth

    with unpack(data, settings) as packed:
        about = xml_of(packed.read("docProps/core.xml")) if "docProps/core.xml" in packed.namelist() else None
        changed = date_of(_Properties(_time(about, "created"), _time(about, "modified")), packed)
    found = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_DOCX_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
    )
    yield _told(build([html.fromstring(f"<body>{found.value}</body>")]), about, changed)


def read_odt(data: bytes, settings: Settings) -> Iterator[Extract]:
    """An OpenDocument text."""
    with unpack(data, settings) as packed:
        body = next((node for node in xml_of(packed.read("content.xml")).iter("{*}text")), None)
        about = xml_of(packed.read("meta.xml")) if "meta.xml" in packed.namelist() else None
        changed = date_of(_Properties(_time(about, "creation-date"), _time(about, "date")), packed)
    if body is None:
        raise Unreadable("it holds no text")
    yield _told(build([body, *body.iter("{*}note-body")]), about, changed)


def read_rtf(data: bytes, settings: Settings) -> Iterator[Extract]:
    """A Rich Text document."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("it is damaged, or no RTF file")
    building = Building()
    text = clean(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    lines = (" ".join(line.split()) for line in _CELL_END.sub("|", text).split("\n"))
    for is_row, some in groupby(lines, key=lambda line: line.endswith("|") and line.count("|") > 1):
        if is_row:
            _add_rows(building, [[cell.strip() for cell in line[:-1].split("|")] for line in some])
        else:
            for line in some:
                _add_line(building, line)
    said, blocks = building.done()
    yield Extract(said, blocks=blocks)


def _add_rows(building: Building, rows: Sequence[Sequence[str]]) -> None:
    """Adds the rows of what was a table."""
    headed = names_columns(rows)
    for place, row in enumerate(rows):
        building.add("header" if headed and not place else "row", CELL.join(row))


def _add_line(building: Building, line: str) -> None:
    """A paragraph, or an item."""
    mark, rest = parted(line)
    if mark:
        building.add("item", rest, 1, mark)
    else:
        building.add("paragraph", line)


class _Properties(NamedTuple):
    """When a document was begun and last changed, as far as it tells."""

    created: datetime.datetime | None
    modified: datetime.datetime | None


def _time(about: Any, name: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(_first(about, name)[:19])
    except ValueError:
        return None


def _told(building: Building, about: Any, changed: datetime.date | None) -> Extract:
    """A document with the title, the author and the day of the last change that it states."""
    title, author = (_first(about, name) for name in ("title", "creator"))
    text, blocks = building.done(title)
    return Extract(text, title=title, author=author, changed=changed, blocks=blocks)


def _first(about: Any, name: str) -> str:
    node = about.find(f".//{{*}}{name}") if about is not None else None
    return clean(node.text or "") if node is not None else ""
