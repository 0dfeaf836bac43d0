"""Who is answered: a browser that asks for this machine by its own names, the page's own scripts, and, where there
is a password, whoever knows it. It stands before every route, also those of Gradio and of other libraries."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import logging
import math
import secrets
import time
from typing import Any, Literal
from urllib.parse import parse_qs

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import SecretStr
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ui.entrance import TOO_MANY, WRONG, entrance
from ui.operations import OPEN_PATHS
from ui.refusal import refusal
from ui.text import Speech

_log = logging.getLogger("footnote.page")
_TRIES = parse("10 per 5 minutes")
"""Wrong passwords from one address; after that the right one is not looked at either."""
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio compiles its templates in the browser
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_SELF_CHECK = "/gradio_api/startup-events"  # what Gradio asks of itself when it starts
_ENTRANCES = ("/", "/login")
_UPLOADS = "/gradio_api/upload"
_PAGE_FUNCTIONS = "/gradio_api/component_server"
_CLOSED = tuple(f"/gradio_api/{one}" for one in ("file=", "file/", "proxy=", "process_recording", "deep_link"))
"""What fetches from other machines, or writes to the disk, and is no part of the page."""
_LONGEST_FORM = 10_000

Verdict = Literal["right", "wrong", "too many"]


class Guard:
    """ASGI middleware: refuses, or lets through and tells the browser to load nothing from elsewhere.

    Args:
        app: what is guarded.
        password: without it, only loopback names of a loopback address are answered. A page on the web can point a
            name of its own at 127.0.0.1 and read what is served there; its requests carry that name.
        read_only: nothing is uploaded.
    """

    def __init__(self, app: Any, password: SecretStr | None = None, read_only: bool = False) -> None:
        self._app, self._read_only = app, read_only
        self._password = password.get_secret_value().encode() if password else None
        self._ticket = secrets.token_urlsafe(32)  # the cookie of everyone who knew the password
        self._tries = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close"})
            return

        begun = False

        async def guarded(message: Any) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        request = Request(scope, receive)
        refused = await self._reason_to_refuse(request) or self._closed(request)
        try:
            await (refused or self._app)(scope, receive, guarded)
        except Exception as error:
            if begun:
                raise
            await _failed(error, scope["path"])(scope, receive, guarded)

    async def _reason_to_refuse(self, request: Request) -> Response | None:
        if self._password is None and not _is_own_name(request):
            return refusal(421, "This name is not served here. With a password, in FOOTNOTE_PASSWORD, any name is.")
        given = _authorization(request) if self._password else None
        if given is not None:
            verdict = self._judge(given, request)
            return None if verdict == "right" else self._refused(verdict, request)
        if _is_foreign(request):
            return refusal(403, "Footnote answers its own page and programs, and no page from elsewhere.")
        if self._password is None or request.scope["path"] in (_SELF_CHECK, *OPEN_PATHS):
            return None
        if secrets.compare_digest(request.cookies.get(_cookie(request), "").encode(), self._ticket.encode()):
            return None
        if request.method == "POST" and request.scope["path"] in _ENTRANCES:
            return await self._enter(request)
        if request.method == "GET" and _is_browser(request):
            return HTMLResponse(entrance(_speech(request)), 401)
        return refusal(401, "A password is needed here.", {"www-authenticate": 'Bearer realm="Footnote"'})

    def _closed(self, request: Request) -> Response | None:
        """What Gradio offers and nobody needs here."""
        path = request.scope["path"]
        if path.startswith(_CLOSED):
            return refusal(404, "Footnote serves no files, and fetches nothing from other machines.")
        if path.rstrip("/") == _UPLOADS:
            return refusal(403, "This page is for reading only.") if self._read_only else None
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            return refusal(415, "Files are added on the page, and nowhere else.")
        return None

    async def _enter(self, request: Request) -> Response:
        verdict = self._judge(await _posted_password(request), request)
        if verdict != "right":
            return self._refused(verdict, request)
        entered: Response = RedirectResponse("./", 303) if _is_browser(request) else JSONResponse({"success": True})
        secure = request.url.scheme == "https"
        entered.set_cookie(_cookie(request), self._ticket, httponly=True, samesite="lax", secure=secure)
        return entered

    def _judge(self, given: bytes, request: Request) -> Verdict:
        """Whether a password is right, without telling by the time it takes how much of it is."""
        address = _address(request)
        if not self._tries.test(_TRIES, address):
            return "too many"
        if secrets.compare_digest(given, self._password or b""):
            return "right"
        self._tries.hit(_TRIES, address)
        return "wrong"

    def _refused(self, verdict: Verdict, request: Request) -> Response:
        status, told, headers = 401, WRONG, {}
        if verdict == "too many":
            reset = self._tries.get_window_stats(_TRIES, _address(request)).reset_time
            status, told, headers = 429, TOO_MANY, {"retry-after": str(max(1, math.ceil(reset - time.time())))}
        if _is_browser(request):
            return HTMLResponse(entrance(_speech(request), told), status, headers)
        return refusal(status, told, headers)


def _failed(error: Exception, path: str) -> Response:
    """What is told where a route of Gradio fails: its page's functions tell by themselves what fails in them."""
    if path.rstrip("/") == _PAGE_FUNCTIONS:
        return refusal(400, "This call of a function of the page cannot be read.")
    _log.error("%s failed", path, exc_info=error)
    return refusal(500, f"Something went wrong inside Footnote ({type(error).__name__}).")


def is_loopback(name: str) -> bool:
    """Whether a host name or address can be reached from this machine only.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_own_name(request: Request) -> bool:
    """Whether a request that came to a loopback address asks for a loopback name."""
    server = request.scope.get("server")
    if not server or not is_loopback(server[0]):
        return True
    host = request.headers.get("host", "")
    return is_loopback(host[1 : host.find("]")] if host.startswith("[") else host.rsplit(":", 1)[0])


def _is_foreign(request: Request) -> bool:
    """Whether a page from elsewhere asks, through the browser of somebody who may.

    The rule is that of CrossOriginProtection in Go's net/http, but a page from elsewhere may not even load what is here
    as an image or a script: it may only lead to it.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")  # sent to https and to this machine
    if site is not None:
        return site not in ("same-origin", "none") and (origin is not None or not _is_navigation(request))
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")


def _is_navigation(request: Request) -> bool:
    """Whether a browser follows a link, in a window of its own."""
    headers = request.headers
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _authorization(request: Request) -> bytes | None:
    """The password of HTTP's Bearer or Basic, under any user name; empty when it cannot be read."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, value = header.encode("latin-1").partition(b" ")
    if scheme.lower() == b"bearer":
        return value.strip()
    try:
        return base64.b64decode(value, validate=True).partition(b":")[2]
    except binascii.Error:
        return b""


async def _posted_password(request: Request) -> bytes:
    """The field "password" of a form."""
    form = b""
    async for chunk in request.stream():
        form += chunk
        if len(form) > _LONGEST_FORM:
            return b""
    return parse_qs(form.decode(errors="replace")).get("password", [""])[0].encode()


def _address(request: Request) -> str:
    """Whose tries are counted together: an IPv4 address, or the IPv6 network that one household has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network((address.packed, 64), strict=False))


def _is_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _speech(request: Request) -> Speech:
    return Speech.wanted_by(request.headers.get("accept-language"))


def _cookie(request: Request) -> str:
    """Cookies know no port, and two Footnotes may run on one machine."""
    server = request.scope.get("server")
    return f"footnote-{server[1] if server else 0}"
