"""Draws a page of a PDF, or a picture of one, with a quotation boxed.

It runs in a process of its own, which a strange file may end.
"""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag import Seen

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of an image."""
_WIDTH = 1200
"""Pixels of a page's width."""
_AROUND = 0.06
"""Share of the page's height that is shown above and below the quotation, where not the whole page is."""
_FILL, _EDGE = (255, 196, 0, 70), (196, 120, 0, 255)


def serve() -> None:
    """The process itself: draws the page that is asked for on its input."""
    asked = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # an engine that reads pictures may talk
        image = drawn(**asked)
    sys.stdout.buffer.write(image)


def drawn(file: str, page: int, quoted: str, before: str, ocr: str, whole: bool) -> bytes:
    """The image; ``ocr`` is the engine by which the page was read, "" where its letters are its own."""
    from PIL import ImageDraw

    from rag import read_picture

    is_pdf = file.lower().endswith(".pdf")
    shown, boxes = _sheet(file, page, quoted, before) if is_pdf else (_picture(file, page), [])
    if ocr and not boxes:
        boxes = _seen_boxes(read_picture(shown, ocr), quoted, before)
    layer = ImageDraw.Draw(shown, "RGBA")
    for left, top, right, bottom in boxes:
        more = (bottom - top) // 4  # letters may stand out of what the file says of their height
        layer.rectangle((left - 2, top - more, right + 2, bottom + 2), fill=_FILL, outline=_EDGE, width=2)
    if boxes and not whole:
        shown = shown.crop(_around(boxes, *shown.size))
    return _png(shown)


def _sheet(file: str, page: int, quoted: str, before: str) -> tuple[Any, list[Box]]:
    """The page of a PDF, and where the quotation stands on it."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=_WIDTH / sheet.get_width())
        where = bitmap.get_posconv(sheet)
        boxes: list[Box] = [
            (*map(min, zip(one, two)), *map(max, zip(one, two)))
            for left, bottom, right, top in _boxes(sheet.get_textpage(), quoted, before)
            for one, two in [(where.to_bitmap(left, bottom), where.to_bitmap(right, top))]
        ]
        return bitmap.to_pil().convert("RGB"), boxes


def _picture(file: str, page: int) -> Any:
    """A page of a picture, upright."""
    from PIL import Image, ImageOps

    with Image.open(file) as picture:
        picture.seek(page)
        shown = ImageOps.exif_transpose(picture).convert("RGB")
    shown.thumbnail((_WIDTH, 4 * _WIDTH))
    return shown


def _seen_boxes(lines: Sequence[Seen], quoted: str, before: str) -> list[Box]:
    """Where a quotation stands on a page whose lines were read from a picture, a box a line.

    An engine tells where a line stands, not its letters: these are taken to be of one width.
    """
    said = [letters(line.text) for line in lines]
    found = _place("".join(said), quoted, before)
    boxes: list[Box] = []
    start = 0
    for line, own in zip(lines, said):
        first, last = max(found - start, 0), min(found + len(quoted) - start, len(own))
        if found >= 0 and first < last:
            letter = (line.right - line.left) / len(own)
            boxes.append((line.left + first * letter, line.top, line.left + last * letter, line.bottom))
        start += len(own)
    return boxes


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
    there = letters(text)
    found = _place(there, quoted, before)
    if found < 0 or len(there) != len(places):
        return
    first, last = places[found], places[found + len(quoted) - 1]
    for number in range(textpage.count_rects(first, last - first + 1)):
        yield textpage.get_rect(number)


def _place(there: str, quoted: str, before: str) -> int:
    """Where a quotation begins among the letters of a page, of which some come before it; -1 where it does not."""
    found = -1
    for _ in range(before.count(quoted) + 1 if quoted else 0):
        found = there.find(quoted, found + 1)
    return found


def letters(text: str) -> str:
    """The letters and digits of a text without accents, one for one: what a page and the text taken out of it share.

    >>> letters("Hòa-bình, 1998")
    'Hoabinh1998'
    """
    return "".join(unicodedata.normalize("NFKD", letter)[0] for letter in text if letter.isalnum())
