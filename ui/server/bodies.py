"""How much of a request is read: a longer one is refused before it is in memory or on the disk."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers

from ui.server.refusal import refusal

_PROGRAMS = ("/v1/", "/mcp")
_PROGRAMS_MB = 1.0
_UPLOAD = "/gradio_api/upload"
_AROUND_MB = 1.0
"""What may stand around a file or a text: names, and the marks of its format."""


class Bounded:
    """ASGI middleware: refuses requests with too long a body, by what they say of it and by what they send.

    Args:
        app: who reads them.
        text_mb: how long a text may be that is pasted on the page, in megabytes.
        files_mb: how long files may be that are uploaded together, in megabytes.
    """

    def __init__(self, app: Any, text_mb: float, files_mb: float) -> None:
        self._app = app
        self._text_mb, self._files_mb = text_mb + _AROUND_MB, files_mb + _AROUND_MB

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most_mb = self._most_mb(scope["path"])
        left = most_mb * 1e6
        too_long = refusal(413, f"The request is longer than {most_mb:g} MB. Send less at once.")
        if float(_declared(scope)) > left:
            await too_long(scope, receive, send)
            return
        answered = False

        async def counted() -> Any:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        async def unless_too_long(message: Any) -> None:
            nonlocal answered
            if left >= 0 or answered:
                answered = True
                await send(message)

        try:
            await self._app(scope, counted, unless_too_long)
        except Exception:
            if left >= 0:  # else it is what reading no further led to
                raise
        if left < 0 and not answered:
            await too_long(scope, receive, send)

    def _most_mb(self, path: str) -> float:
        if path.startswith(_PROGRAMS):
            return _PROGRAMS_MB
        return self._files_mb if path.rstrip("/") == _UPLOAD else self._text_mb


def _declared(scope: Any) -> int:
    """The length that a request says it has; 0 where it says none."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
