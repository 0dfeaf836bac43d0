"""The HTML around Gradio's app. Gradio would put the page's style and scripts there when it has started itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

_SCRIPTS = Path(__file__).parent / "browser"
_MOUNT = "/browser"
_PAGE = "/"
MAIN = f'<script type="module" src=".{_MOUNT}/main.js"></script>'


def scripts() -> Mount:
    """The modules that a browser loads."""
    return Mount(_MOUNT, _Fresh(directory=_SCRIPTS))


class _Fresh(StaticFiles):
    """Files of which a browser asks each time whether they are still the same, so that all are of one version."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        response = super().file_response(*given, **named)
        response.headers["cache-control"] = "no-cache"
        return response


class Framed:
    """ASGI middleware: the page's head has more in it, before the script that starts Gradio.

    Args:
        app: what gives the page.
        head: HTML.
    """

    def __init__(self, app: Any, head: str) -> None:
        self._app, self._head = app, head.encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != _PAGE or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Any = None
        body = b""

        async def framed(message: Any) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if Headers(scope=start).get("content-type", "").startswith("text/html"):
                body = body.replace(b'<script type="module"', self._head + b'<script type="module"', 1)
                MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, framed)
