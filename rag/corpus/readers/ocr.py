"""The letters of scanned pages (OCR), read by the engine that the setting ``ocr`` names; without it nothing is."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import Any

from rag.corpus.extract import Unreadable

LANGUAGES = ("eng", "vie", "fra", "spa", "deu", "ita", "por")
"""Those that tesseract reads, where their data is installed."""
_MOST_SIDE = 1280
"""Pixels of the longer side to which rapidocr makes a picture smaller: on a page at 200 to the inch it is quicker so,
and loses fewer words in the specks of a scan than at its own 2000."""
_WORD = "5"
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of a picture, in pixels from its left and its top; ``confidence`` is how sure the engine is, 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


Engine = Callable[[Any], list[Seen]]
"""Gives the lines of a picture (of Pillow) in the order of reading."""


@cache
def engine(name: str) -> Engine:
    """The engine of a name.

    Raises:
        Unreadable: it is not installed.
    """
    return _rapidocr() if name == "rapidocr" else _tesseract()


def _rapidocr() -> Engine:
    """Its models come in its wheel. Of Vietnamese it knows no letters with two marks."""
    try:
        read = import_module("rapidocr").RapidOCR(params={"Global.max_side_len": _MOST_SIDE})
    except ImportError:
        raise Unreadable(
            "it is a scan, and what reads scans is not installed; run: pip install 'rapidocr>=3.10'"
        ) from None
    import numpy as np

    def lines(picture: Any) -> list[Seen]:
        found = read(np.asarray(picture.convert("RGB")))
        if found.txts is None:
            return []
        return [_seen(*seen) for seen in zip(found.txts, found.boxes, found.scores)]

    return lines


def _seen(text: str, corners: Any, confidence: float) -> Seen:
    across, down = zip(*corners)
    return Seen(text, float(min(across)), float(min(down)), float(max(across)), float(max(down)), float(confidence))


def _tesseract() -> Engine:
    """The program of that name with those of its languages that are installed."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable("it is a scan, and the program tesseract, which the setting ocr names, is not installed")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    languages = "+".join(language for language in LANGUAGES if language in listed) or "eng"

    def lines(picture: Any) -> list[Seen]:
        file = io.BytesIO()
        picture.save(file, "PNG")
        command = [program, "-", "-", "-l", languages, "tsv"]
        told = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True).stdout
        return lines_of(told.decode())

    return lines


def lines_of(table: str) -> list[Seen]:
    """The lines in the table of words that tesseract writes; each is as sure as its words are on the whole."""
    rows = [line.split("\t") for line in table.splitlines()]
    words = [row for row in rows if len(row) == _COLUMNS and row[0] == _WORD and row[-1].strip()]
    return [_line(list(some)) for _, some in groupby(words, key=lambda row: row[1:5])]


def _line(words: list[list[str]]) -> Seen:
    boxes = [[float(value) for value in word[6:10]] for word in words]
    return Seen(
        " ".join(word[-1].strip() for word in words),
        min(left for left, _, _, _ in boxes),
        min(top for _, top, _, _ in boxes),
        max(left + width for left, _, width, _ in boxes),
        max(top + height for _, top, _, height in boxes),
        sum(float(word[10]) for word in words) / len(words) / 100,
    )
