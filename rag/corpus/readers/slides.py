"""Presentations (PPTX): each slide below its title, with its lists, tables and notes, as a page of its own."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from rag.corpus.extract import Extract, Unreadable, clean
from rag.corpus.readers.packed import date_of, unpack
from rag.settings import Settings

_MOST_NESTED = 20
"""How deep shapes are followed into groups."""


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The presentation as one article whose pages are its slides."""
    from pptx import Presentation

    packed = unpack(data, settings)
    deck = Presentation(io.BytesIO(data))
    if len(deck.slides) > settings.max_pages:
        most = settings.max_pages
        raise Unreadable(f"it has {len(deck.slides):,} slides, more than the {most:,} of the setting max_pages")
    text, pages = "", []
    for number, slide in enumerate(deck.slides, 1):
        if text:
            text += "\n\n"
        pages.append(len(text))
        text += "\n\n".join(_slide(slide, number))
    about = deck.core_properties
    title, author = clean(about.title or ""), clean(about.author or "")
    yield Extract(text, title, author=author, changed=date_of(about, packed), pages=tuple(pages))


def _slide(slide: Any, number: int) -> Iterator[str]:
    title = slide.shapes.title
    name = _line(title.text_frame.text) if title is not None and title.has_text_frame else ""
    yield f"## {name or f'Slide {number}'}"
    for shape in _shapes(slide.shapes, 0):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from filter(None, [_table(shape.table)])
        elif shape.has_text_frame:
            yield from _text(shape.text_frame.paragraphs)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from filter(None, (_line(paragraph.text) for paragraph in slide.notes_slide.notes_text_frame.paragraphs))


def _shapes(shapes: Iterable[Any], depth: int) -> Iterator[Any]:
    """The shapes of a slide in the order of reading, those of groups too."""
    for shape in sorted(shapes, key=lambda drawn: (drawn.top or 0, drawn.left or 0)):
        if hasattr(shape, "shapes"):
            if depth < _MOST_NESTED:
                yield from _shapes(shape.shapes, depth + 1)
        else:
            yield shape


def _text(paragraphs: Iterable[Any]) -> Iterator[str]:
    """Paragraphs, as a list where there are several."""
    lines = [("  " * min(paragraph.level or 0, 8), _line(paragraph.text)) for paragraph in paragraphs]
    lines = [(indent, line) for indent, line in lines if line]
    if len(lines) == 1:
        yield lines[0][1]
    elif lines:
        yield "\n".join(f"{indent}- {line}" for indent, line in lines)


def _table(table: Any) -> str:
    rows = [[_line(cell.text).replace("|", "¦") for cell in row.cells] for row in table.rows]
    rows = [row for row in rows if any(row)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines[:1], f"|{' --- |' * len(rows[0])}", *lines[1:]]) if rows else ""


def _line(text: str) -> str:
    return " ".join(clean(text).split())
