"""Serving the page from this machine: the port, what a browser may load, the log, the browser window."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import platformdirs

from rag import UsageError
from ui.local_gradio import gr

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
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def serve_page(
    page: gr.Blocks, host: str, port: int | None, open_browser: bool, announce: Callable[[str], Any], **looks: Any
) -> None:
    """Shows a page until it is interrupted."""
    url = start(page, host, port, **looks)
    announce(url)
    if open_browser and on_a_desktop():
        webbrowser.open(url)
    try:
        threading.Event().wait()
    finally:
        page.close(verbose=False)


def start(page: gr.Blocks, host: str, port: int | None, **looks: Any) -> str:
    """Starts serving a page in the background; returns its address.

    Raises:
        UsageError: the port is taken, or there is no such address on this machine.
    """
    check_address(host, port)
    _reach_this_machine_directly(host)
    try:
        _launch(page, host, port, **looks)
    except OSError:
        raise _in_use(port) from None
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{page.server_port}/"


def _launch(page: gr.Blocks, host: str, port: int | None, **looks: Any) -> None:
    page.launch(
        server_name=host,
        server_port=port,  # None: Gradio takes the first free one from 7860
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        app_kwargs={"middleware": [(_Guarded, (), {})], "docs_url": None, "redoc_url": None},
        **looks,
    )


def check_address(host: str, port: int | None) -> None:
    """Makes sure that this machine has the address and that a wanted port is free.

    Raises:
        UsageError: it has not, or the port is taken or none.
    """
    if port is not None and not 0 < port < 65_536:
        raise UsageError(f"There is no port {port}.", "Choose one from 1024 to 65535 with --port.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port or 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # else a port that was just left counts as taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        raise UsageError(f"There is no address {host!r} on this machine.", "Leave --host away.") from None
    except PermissionError:
        raise UsageError(
            f"Port {port} may not be used without special rights.", "Choose one above 1023 with --port."
        ) from None
    except OSError as error:
        if error.errno in _NO_SUCH_ADDRESS:
            raise UsageError(f"The address {host!r} is not of this machine.", "Leave --host away.") from None
        raise _in_use(port) from None


def _in_use(port: int | None) -> UsageError:
    if port is None:
        return UsageError("All ports from 7860 to 7959 are in use.", "Choose another with --port.")
    return UsageError(
        f"Port {port} is in use.", "Choose another with --port, or leave it away to take the next free one."
    )


_NO_SUCH_ADDRESS = (99, 49, 10049)  # EADDRNOTAVAIL on Linux, macOS, Windows


def _reach_this_machine_directly(host: str) -> None:
    """Keeps Gradio's check of its own server away from a proxy."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost", "::1", host]))


def on_a_desktop() -> bool:
    """Whether a browser window can be opened for whoever started this."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def log_path() -> Path:
    """Where details of unforeseen failures are written."""
    return platformdirs.user_log_path("footnote", appauthor=False) / "page.log"


def log_to(path: Path) -> None:
    """Sends what goes wrong in the page to a file, which is made when there is something to write."""
    logger = logging.getLogger("footnote")
    if not any(isinstance(handler, _LazyFile) for handler in logger.handlers):
        handler = _LazyFile(path, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False


class _LazyFile(logging.FileHandler):
    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


class _Guarded:
    """Tells browsers to load nothing from elsewhere, and answers only to this machine's own names.

    A page on the web can point a name of its own at 127.0.0.1 and read what is served there; its
    requests carry that name.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not _is_own_name(scope):
            await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"This address is not served here."})
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, guarded)


def _is_own_name(scope: Any) -> bool:
    """Whether a request that came to a loopback address asks for a loopback name."""
    server = scope.get("server")
    if not server or not _is_loopback(server[0]):
        return True
    return _is_loopback(_host_of(scope.get("headers", ())))


def _host_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    host = next((value.decode("latin-1") for name, value in headers if name == b"host"), "")
    return host[1 : host.find("]")] if host.startswith("[") else host.rsplit(":", 1)[0]


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
