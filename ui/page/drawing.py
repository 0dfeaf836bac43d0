"""Draws a page of a PDF with a quotation boxed, or a picture as it is.

It runs in a process of its own, which a strange file may end.
"""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

_WIDTH = 1200
"""Pixels of a page's width."""
_AROUND = 0.06
"""Share of the page's height that is shown above and below the quotation, where not the whole page is."""
_FILL, _EDGE = (255, 196, 0, 70), (196, 120, 0, 255)


def serve() -> None:
    """The process itself: draws the page that is asked for on its input."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(_drawn(**asked))


def _drawn(file: str, page: int, quoted: str, before: str, whole: bool) -> bytes:
    import pypdfium2
    from PIL import ImageDraw

    if not file.lower().endswith(".pdf"):
        return _picture(file, page)
    with pypdfium2.PdfDocument(file) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=_WIDTH / sheet.get_width())
        where = bitmap.get_posconv(sheet)
        boxes = [
            (*map(min, zip(one, two)), *map(max, zip(one, two)))
            for left, bottom, right, top in _boxes(sheet.get_textpage(), quoted, before)
            for one, two in [(where.to_bitmap(left, bottom), where.to_bitmap(right, top))]
        ]
        shown = bitmap.to_pil().convert("RGB")
    layer = ImageDraw.Draw(shown, "RGBA")
    for left, top, right, bottom in boxes:
        more = (bottom - top) // 4  # letters may stand out of what the file says of their height
        layer.rectangle((left - 2, top - more, right + 2, bottom + 2), fill=_FILL, outline=_EDGE, width=2)
    if boxes and not whole:
        shown = shown.crop(_around(boxes, *shown.size))
    return _png(shown)


def _picture(file: str, page: int) -> bytes:
    """A page of a picture, upright: nothing tells where its letters stand."""
    from PIL import Image, ImageOps

    with Image.open(file) as picture:
        picture.seek(page)
        shown = ImageOps.exif_transpose(picture).convert("RGB")
    shown.thumbnail((_WIDTH, 4 * _WIDTH))
    return _png(shown)


def _png(shown: Any) -> bytes:
    from PIL import Image

    written = io.BytesIO()
    shown.quantize(64, Image.Quantize.FASTOCTREE).save(written, "PNG")
    return written.getvalue()


def _around(boxes: Sequence[tuple[Any, ...]], width: int, height: int) -> tuple[int, int, int, int]:
    """The band of a page in which the boxes stand."""
    more = int(_AROUND * height)
    return 0, max(0, min(box[1] for box in boxes) - more), width, min(height, max(box[3] for box in boxes) + more)


def _boxes(textpage: Any, quoted: str, before: str) -> Iterator[tuple[float, float, float, float]]:
    """Where letters stand on a page, a box a line: those that come after so many of the same ``before``."""
    text = textpage.get_text_range()
    if not quoted or len(text) != textpage.count_chars():  # a place in the text is none among the characters
        return
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    there, found = letters(text), -1
    for _ in range(before.count(quoted) + 1):
        found = there.find(quoted, found + 1)
    if found < 0 or len(there) != len(places):
        return
    first, last = places[found], places[found + len(quoted) - 1]
    for number in range(textpage.count_rects(first, last - first + 1)):
        yield textpage.get_rect(number)


def letters(text: str) -> str:
    """The letters and digits of a text without accents, one for one: what a page and the text taken out of it share.

    >>> letters("Hòa-bình, 1998")
    'Hoabinh1998'
    """
    return "".join(unicodedata.normalize("NFKD", letter)[0] for letter in text if letter.isalnum())
