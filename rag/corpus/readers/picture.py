"""Pictures of pages: scans and photographs, of which the engine that the setting ``ocr`` names reads the lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from rag.corpus.extract import Extract, PartDone, Unreadable
from rag.corpus.readers.pdf import read_pictures
from rag.settings import Settings

_MOST_PIXELS = 60_000_000
"""Pixels of a picture up to which it is read; a page at 600 to the inch has half of them."""


def read(data: bytes, settings: Settings) -> Iterator[Extract | PartDone]:
    """The picture as one article; where a file holds several, as TIFF may, each is a page."""
    if settings.ocr == "off":
        raise Unreadable("it is a picture; the setting ocr reads pictures")
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(data))
        count = getattr(picture, "n_frames", 1)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
        raise Unreadable("it is damaged, or no picture") from None
    if count > settings.max_pages:
        raise Unreadable(f"it has {count} pages, more than the {settings.max_pages} of the setting max_pages")
    yield from read_pictures(_pages(picture, count), settings)


def _pages(picture: Any, count: int) -> Iterator[Any]:
    """Each page of a picture, upright, on white where it is transparent."""
    from PIL import Image, ImageOps

    for number in range(count):
        picture.seek(number)
        if picture.width * picture.height > _MOST_PIXELS:
            raise Unreadable(f"it has more than {_MOST_PIXELS // 1_000_000} million pixels; save it smaller")
        try:
            page = ImageOps.exif_transpose(picture).convert("RGBA")
        except OSError:
            raise Unreadable("it is damaged, or no picture") from None
        yield Image.alpha_composite(Image.new("RGBA", page.size, "white"), page).convert("RGB")
