"""The HTML around Gradio's app. Gradio would put the page's style and scripts there when it has started itself."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ui.preferences import speech_for
from ui.text import Speech

_SCRIPTS = Path(__file__).parents[1] / "browser"
_MOUNT = "/browser"
_PAGE = "/"
_GRADIO, _APP = '<script type="module" crossorigin', "<gradio-app"
_IMPORTED = re.compile(r"^import [^(]*?\"\./(\w+\.js)\"", re.MULTILINE)


_FOR_READERS = re.compile(r"^\s*//[^\n]*\n|^\s*/\*.*?\*/\s*|/\*.*?\*/ ?| // [^\n]*|^\s+", re.MULTILINE | re.DOTALL)
_GOES_ON = re.compile(r"([;{,(])\n")


def lean(source: str) -> str:
    """A script or a style of the page without what only people read: comments, notes on types, indents.

    >>> lean("// Adds.\\n/** @param {number} a */\\nexport function add(a) {\\n  return a + 1; // no less\\n}\\n")
    'export function add(a) {return a + 1;}\\n'
    """
    return _GOES_ON.sub(r"\1", _FOR_READERS.sub("", source))


def lean_style(source: str) -> str:
    """The same of a style, without the spaces around its signs.

    >>> lean_style("a,\\nb { color: red; }\\n")
    'a,b{color:red;}'
    """
    return re.sub(r"([:,])\s+", r"\1", re.sub(r"\s*([{};])\s*", r"\1", lean(source)))


def needed(name: str = "main.js") -> tuple[str, ...]:
    """The modules that a module needs before it runs, itself among them; others are loaded when they are wanted."""
    found = [name]
    for script in found:
        imported = _IMPORTED.findall((_SCRIPTS / script).read_text(encoding="utf-8"))
        found += [other for other in imported if other not in found]
    return tuple(found)


_AT_ONCE = "".join(f'<link rel="modulepreload" href=".{_MOUNT}/{name}">' for name in needed())
MAIN = f'{_AT_ONCE}<script type="module" src=".{_MOUNT}/main.js"></script>'


def scripts() -> Mount:
    """The modules that a browser loads."""
    return Mount(_MOUNT, _Fresh(directory=_SCRIPTS))


class _Fresh(StaticFiles):
    """Files of which a browser asks each time whether they are still the same, so that all are of one version.

    What a module says to people who read its source is left out.
    """

    def file_response(self, full_path: Any, *given: Any, **named: Any) -> Response:
        response = super().file_response(full_path, *given, **named)
        if isinstance(response, FileResponse) and str(full_path).endswith(".js"):
            kept = {name: response.headers[name] for name in ("etag", "last-modified")}
            response = Response(lean(Path(full_path).read_text(encoding="utf-8")), 200, kept, "text/javascript")
        response.headers["cache-control"] = "no-cache"
        return response


def _compressed(body: bytes, asked: Headers, start: Any) -> bytes:
    """A body as a browser takes it, which is told in the headers that the answer starts with."""
    headers = MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    if "gzip" not in asked.get("accept-encoding", ""):
        return body
    headers["content-encoding"] = "gzip"
    return gzip.compress(body)


class Framed:
    """ASGI middleware: the page's head has more in it, before the script that starts Gradio, and so has its body.

    It is sent compressed, which Gradio does for paths with an ending only.

    Args:
        app: what gives the page.
        head: gives HTML, in the language of whoever asks.
        first_sight: the same, seen until Gradio's parts are there.
    """

    def __init__(self, app: Any, head: Callable[[Speech], str], first_sight: Callable[[Speech], str]) -> None:
        self._app, self._head, self._first_sight = app, head, first_sight

    def _framed(self, page: str, speech: Speech) -> str:
        page = page.replace(_GRADIO, self._head(speech) + _GRADIO, 1)
        page = page.replace('<html\n\tlang="en"', f'<html\n\tlang="{speech.language}"', 1)
        return page.replace(_APP, self._first_sight(speech) + _APP, 1)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != _PAGE or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Any = None
        body = b""

        async def send_framed(message: Any) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if Headers(scope=start).get("content-type", "").startswith("text/html"):
                speech = speech_for(Headers(scope=scope))
                body = _compressed(self._framed(body.decode(), speech).encode(), Headers(scope=scope), start)
                MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, send_framed)
