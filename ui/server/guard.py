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
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ui.preferences import speech_for
from ui.server.allowance import Allowance
from ui.server.audit import audit
from ui.server.entrance import TOO_MANY, WRONG, entrance
from ui.server.operations import OPEN_PATHS
from ui.server.refusal import refusal
from ui.server.users import EVERYONE, SCOPE, User, Users, user_of
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
_CLOSED = tuple(f"/gradio_api/{path}" for path in ("file=", "file/", "proxy=", "process_recording", "deep_link"))
"""What fetches from other machines, or writes to the disk, and is no part of the page."""
_LONGEST_FORM = 10_000
_ASKING = ("/v1/ask", "/v1/check", "/v1/search", "/v1/chat/completions", "/mcp", "/gradio_api/call")
"""What of a user's requests is counted and noted; what the page asks is where it is asked."""
_FOR_ADMINS = "/metrics"

Verdict = Literal["right", "wrong", "too many"]


class Guard:
    """ASGI middleware: refuses, or lets through and tells the browser to load nothing from elsewhere.

    Args:
        app: what is guarded.
        password: without it, only loopback names of a loopback address are answered. A page on the web can point a
            name of its own at 127.0.0.1 and read what is served there; its requests carry that name.
        read_only: nothing is uploaded.
        users: those who are let in, each with a password and a role, in place of the one password.
        allowance: how much each may ask.
    """

    def __init__(
        self,
        app: Any,
        password: SecretStr | None = None,
        read_only: bool = False,
        users: Users | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        self._app, self._read_only = app, read_only
        self._password = password.get_secret_value().encode() if password else None
        self._users, self._allowance = users, allowance or Allowance()
        self._tickets: dict[str, User] = {}  # the cookies of those who knew a password
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
        _speech_of(request).is_reader_s()
        scope[SCOPE] = EVERYONE  # as long as nobody has to say who comes
        refused = await self._reason_to_refuse(request) or self._closed(request) or self._too_much(request)
        try:
            await (refused or self._app)(scope, receive, guarded)
        except Exception as error:
            if begun:
                raise
            await _failed(error, scope["path"])(scope, receive, guarded)

    async def _reason_to_refuse(self, request: Request) -> Response | None:
        if self._is_open and not _is_own_name(request):
            return refusal(421, "This name is not served here. With a password, in FOOTNOTE_PASSWORD, any name is.")
        given = None if self._is_open else _authorization(request)
        if given is not None:
            verdict = await self._judge(*given, request)
            return None if verdict == "right" else self._refused(verdict, request)
        if _is_foreign(request):
            return refusal(403, "Footnote answers its own page and programs, and no page from elsewhere.")
        if self._is_open or request.scope["path"] in (_SELF_CHECK, *OPEN_PATHS):
            return None
        if self._has_ticket(request):
            return None
        if request.method == "POST" and request.scope["path"] in _ENTRANCES:
            return await self._enter(request)
        if request.method == "GET" and _is_browser(request):
            return HTMLResponse(entrance(_speech_of(request), named=self._users is not None), 401)
        return refusal(401, "A password is needed here.", {"www-authenticate": 'Bearer realm="Footnote"'})

    def _closed(self, request: Request) -> Response | None:
        """What Gradio offers and nobody needs here."""
        path = request.scope["path"]
        if path.startswith(_CLOSED):
            return refusal(404, "Footnote serves no files, and fetches nothing from other machines.")
        if path.rstrip("/") == _UPLOADS:
            may = not self._read_only and user_of(request).may("add")
            return None if may else refusal(403, "This page is for reading only.")
        if path.rstrip("/") == _FOR_ADMINS and not user_of(request).may("admin"):
            return refusal(403, "This is for users of the role admin.")
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            return refusal(415, "Files are added on the page, and nowhere else.")
        return None

    def _too_much(self, request: Request) -> Response | None:
        """Counts what a program asks, and notes it."""
        path = request.scope["path"]
        if not path.startswith(_ASKING) or (request.method == "GET" and path != "/v1/search"):
            return None
        user, address = user_of(request), _address(request)
        wait = self._allowance.take(user.name or address)
        audit(user, path, "refused: too many" if wait else "", address=address)
        if not wait:
            return None
        return refusal(429, f"That was too much in a minute. Ask again in {wait} s.", {"retry-after": str(wait)})

    @property
    def _is_open(self) -> bool:
        return self._password is None and self._users is None

    def _has_ticket(self, request: Request) -> bool:
        """Whether somebody has entered who still may; a new password or role ends a visit."""
        user = self._tickets.get(request.cookies.get(_cookie(request), ""))
        if user is None or (self._users and self._users.named(user.name) != user):
            return False
        request.scope[SCOPE] = user
        return True

    async def _enter(self, request: Request) -> Response:
        verdict = await self._judge(*await _posted(request), request)
        user = user_of(request)
        audit(user, "enter", "" if verdict == "right" else f"refused: {verdict}", address=_address(request))
        if verdict != "right":
            return self._refused(verdict, request)
        entered: Response = RedirectResponse("./", 303) if _is_browser(request) else JSONResponse({"success": True})
        secure = request.url.scheme == "https"
        ticket = next((held for held, whose in self._tickets.items() if whose == user), secrets.token_urlsafe(32))
        self._tickets[ticket] = user
        entered.set_cookie(_cookie(request), ticket, httponly=True, samesite="lax", secure=secure)
        return entered

    async def _judge(self, name: str, given: bytes, request: Request) -> Verdict:
        """Whether a password is right, without telling by the time it takes how much of it is; notes whose it is."""
        address = _address(request)
        if not self._tries.test(_TRIES, address):
            return "too many"
        if self._users is None:
            user = EVERYONE if secrets.compare_digest(given, self._password or b"") else None
        else:
            if not name:  # a Bearer's
                first, _, given = given.partition(b":")
                name = first.decode(errors="replace")
            user = await run_in_threadpool(self._users.known, name, given)
        if user:
            request.scope[SCOPE] = user
            return "right"
        self._tries.hit(_TRIES, address)
        return "wrong"

    def _refused(self, verdict: Verdict, request: Request) -> Response:
        status, told, headers = 401, WRONG, {}
        if verdict == "too many":
            reset = self._tries.get_window_stats(_TRIES, _address(request)).reset_time
            status, told, headers = 429, TOO_MANY, {"retry-after": str(max(1, math.ceil(reset - time.time())))}
        if _is_browser(request):
            named = self._users is not None
            return HTMLResponse(entrance(_speech_of(request), told, named=named), status, headers)
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


def _authorization(request: Request) -> tuple[str, bytes] | None:
    """Name and password of HTTP's Basic, or of Bearer, with a colon between; empty when they cannot be read.

    Where there are no users the name does not count, and a Bearer's password may have a colon.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, value = header.encode("latin-1").partition(b" ")
    if scheme.lower() == b"bearer":
        return "", value.strip()
    try:
        name, _, password = base64.b64decode(value, validate=True).partition(b":")
    except binascii.Error:
        return "", b""
    return name.decode(errors="replace"), password


async def _posted(request: Request) -> tuple[str, bytes]:
    """The fields "username" and "password" of a form."""
    form = b""
    async for chunk in request.stream():
        form += chunk
        if len(form) > _LONGEST_FORM:
            return "", b""
    fields = parse_qs(form.decode(errors="replace"))
    return fields.get("username", [""])[0], fields.get("password", [""])[0].encode()


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


def _speech_of(request: Request) -> Speech:
    return speech_for(request.headers)


def _cookie(request: Request) -> str:
    """Cookies know no port, and two Footnotes may run on one machine."""
    server = request.scope.get("server")
    return f"footnote-{server[1] if server else 0}"
