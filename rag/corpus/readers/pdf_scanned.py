"""Scanned pages of a PDF: pictures, of which an engine reads the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from rag.corpus.extract import Unreadable
from rag.corpus.readers.ocr import Engine, Seen, engine
from rag.language.detect import find_language

_DOTS = 200 / 72
"""Pixels of a picture for each point of the page, at 200 to the inch."""
_ALIKE = (0.7, 1.35)
"""Times the usual height of a page's lines within which a line is as high as they are: boxes are never exact."""


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line of a page, in points; ``bottom`` from the bottom of the page."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def scanned(page: Any, read: Engine) -> tuple[list[ScannedLine], float]:
    """The lines of a page, and how sure the engine is of them."""
    return seen_on(page.render(scale=_DOTS).to_pil(), read)


def seen_on(picture: Any, read: Engine) -> tuple[list[ScannedLine], float]:
    """The lines of the picture of a page (of Pillow), and how sure the engine is of them."""
    found = read_lines(picture, read)
    usual = median([seen.bottom - seen.top for seen in found] or [1])
    lines = [_line(seen, usual, picture.height) for seen in found]
    return lines, fmean([seen.confidence for seen in found] or [1.0])


def read_lines(picture: Any, read: Engine) -> list[Seen]:
    """The lines of a picture (of Pillow) in the order of reading."""
    return _by_columns([seen for seen in read(picture) if seen.text.strip()])


def read_picture(picture: Any, engine_name: str) -> list[Seen]:
    """The lines of the picture of a page (of Pillow), in the order of reading; none without the engine."""
    try:
        return read_lines(picture, engine(engine_name))
    except Unreadable:
        return []


def _line(one: Seen, usual: float, page_height: float) -> ScannedLine:
    height = one.bottom - one.top
    height = usual if _ALIKE[0] <= height / usual <= _ALIKE[1] else height
    bottom = page_height - one.bottom
    return ScannedLine(one.text.strip(), one.left / _DOTS, one.right / _DOTS, bottom / _DOTS, height / _DOTS)


def _by_columns(found: Sequence[Seen]) -> list[Seen]:
    """Lines column by column, where nothing crosses the space between two columns."""
    columns: list[list[Seen]] = []
    right = 0.0
    for seen in sorted(found, key=lambda line: line.left):
        if not columns or seen.left > right:
            columns.append([])
        columns[-1].append(seen)
        right = max(right, seen.right)
    return (
        [seen for column in columns for seen in sorted(column, key=lambda line: line.top)]
        if len(columns) > 1
        else [*found]
    )


def note(engine: str, sure: dict[int, float], text: str) -> str:
    """The notice about a text that was read from pictures: by what, and how sure that is of which page.

    Raises:
        Unreadable: it is in Vietnamese, and the engine loses letters of that.
    """
    if engine == "rapidocr" and find_language(text) == "vi":
        raise Unreadable("it is a scan in Vietnamese, of which rapidocr loses letters; set ocr to tesseract")
    if len(sure) == 1:
        return f"OCR by {engine}, {fmean(sure.values()):.0%} sure"
    least = min(sure, key=lambda page: sure[page])
    return f"OCR by {engine}, {fmean(sure.values()):.0%} sure, least of page {least} ({sure[least]:.0%})"
