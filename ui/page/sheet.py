"""Pages of PDFs and pictures as images on the page, each with its quotation boxed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rag import Article, Bot, UsageError
from ui.page.drawing import letters
from ui.server.refusal import refusal

_PATH = "/sheet.png"
_FEW = threading.BoundedSemaphore(2)
"""So many pages are drawn at once; others wait."""
_DRAWN = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"}
_CODE = "from ui.page.drawing import serve; serve()"
_TIMEOUT_S = 60
_ENGINE = re.compile(r"OCR by (\w+)")
"""What read the letters of a picture, as its article says."""


def address(article: Article, start: int, end: int, *, whole: bool = False) -> str:
    """Where the page gets the image of a quotation's page from."""
    asked = {"path": article.path, "start": start, "end": end, "digest": article.digest[:8]}
    return f".{_PATH}?{urlencode(asked | ({'whole': 1} if whole else {}))}"


def sheets(bot: Bot) -> Route:
    """The route that gives the pages of PDFs as images; what it gives for an address never changes."""

    def sheet(request: Request) -> Response:
        asked = request.query_params
        article = bot.article(asked.get("path", ""))
        try:
            start, end = int(asked["start"]), int(asked["end"])
        except (KeyError, ValueError):
            return refusal(400, "Give path, start and end.")
        if article is None or not is_drawn(bot, article) or not article.digest.startswith(asked.get("digest", "")):
            return refusal(404, "There is no such page of a PDF, or its file has changed.")
        try:
            with _FEW:
                image = draw(bot.file(article.path), article, start, end, whole="whole" in asked)
        except UsageError as error:
            return refusal(404, str(error))
        return Response(image, media_type="image/png", headers={"cache-control": "private, max-age=86400"})

    return Route(_PATH, sheet)


def is_drawn(bot: Bot, article: Article) -> bool:
    """Whether an article is a PDF or a picture that is as it was indexed."""
    has_look = bool(article.pages) and bot.file(article.path).suffix.lower() in _DRAWN
    return has_look and bot.states([article.path])[article.path] == "indexed"


def draw(file: Path, article: Article, start: int, end: int, *, whole: bool = False) -> bytes:
    """The page of a PDF on which ``article.text[start:end]`` begins, as PNG: the part around it, or all of it.

    Where its words are not found on the page, the whole page is given without a box.

    Raises:
        UsageError: the page cannot be drawn.
    """
    page = article.page(start)
    if page is None:
        raise UsageError("This article has no pages.", "Open its text instead.")
    first, last = article.pages[page - 1], [*article.pages, len(article.text)][page]
    asked = {
        "file": str(file),
        "page": page - 1,
        "quoted": letters(article.text[start : min(end, last)]),
        "before": letters(article.text[first:start]),
        "ocr": engine[1] if (engine := _ENGINE.match(article.ocr)) else "",
        "whole": whole,
    }
    paths = os.pathsep.join(filter(None, (os.getenv("PYTHONPATH"), *sys.path)))
    try:
        drawn = subprocess.run(
            [sys.executable, "-c", _CODE],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_TIMEOUT_S,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        drawn = None
    if drawn is None or drawn.returncode:
        raise UsageError(f"Page {page} of {article.path!r} cannot be drawn.", "Read its text instead.")
    return drawn.stdout
