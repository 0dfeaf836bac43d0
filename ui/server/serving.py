"""Serving the page from this machine: the address, what stands around the page, the browser window."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any

from pydantic import SecretStr
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from rag import UsageError
from ui.local_gradio import gr
from ui.server.allowance import Allowance
from ui.server.bodies import Bounded
from ui.server.frame import Framed, scripts
from ui.server.guard import Guard, is_loopback
from ui.server.metrics import Counted
from ui.server.users import Users
from ui.text import Speech

LOOPBACK = "127.0.0.1"
PORTS = range(7860, 7960)
"""Where a page is served, on the first free one, when no port is asked for."""


@dataclass(frozen=True)
class Serving:
    """What is served besides a page, and to whom.

    Args:
        password: whoever comes has to know it; needed on any address but loopback.
        read_only: nothing can be uploaded.
        max_file_mb: larger files cannot be uploaded, nor longer texts pasted.
        max_drop_mb: nor more than this at once.
        users: those who are let in, in place of whoever knows one password.
        allowance: how much each may ask.
        trusted_proxy: addresses, with commas, of the proxies that are believed whom they speak for.
        routes: what programs ask, besides what the page asks.
        lifespan: an ASGI lifespan that the routes need.
    """

    password: SecretStr | None = None
    read_only: bool = False
    max_file_mb: float = 20.0
    max_drop_mb: float = 200.0
    users: Users | None = None
    allowance: Allowance = field(default_factory=Allowance)
    trusted_proxy: str | None = None
    routes: Sequence[BaseRoute] = ()
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]] | None = None


def serve_page(
    page: gr.Blocks,
    host: str,
    port: int | None,
    open_browser: bool,
    announce: Callable[[str], Any],
    serving: Serving,
    **looks: Any,
) -> None:
    """Shows a page until it is interrupted."""
    url = start(page, host, port, serving, **looks)
    announce(url)
    if open_browser and on_a_desktop():
        webbrowser.open(url)
    try:
        threading.Event().wait()
    finally:
        page.close(verbose=False)


def start(page: gr.Blocks, host: str, port: int | None, serving: Serving = Serving(), **looks: Any) -> str:
    """Starts serving a page in the background; returns its address. ``ui.page.assembly.looks`` gives the looks.

    Raises:
        UsageError: the port is taken or all are, there is no such address on this machine, or it needs a password.
    """
    check_address(host, port, closed=bool(serving.password or serving.users))
    _reach_this_machine_directly(host)
    for chosen in PORTS if port is None else (port,):
        with suppress(OSError), _claimed(host, chosen) if port is None else nullcontext():
            _launch(page, host, chosen, serving, **looks)
            shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
            return f"http://{shown}:{chosen}/"
    raise _in_use(port)


@contextmanager
def _claimed(host: str, port: int) -> Iterator[None]:
    """Keeps a free port for as long as a server takes to listen there.

    Another page that starts meanwhile would find it free as well. Whoever has the datagram port of the same number,
    which nobody else needs, has the claim: it is gone with its process, whatever becomes of that.

    Raises:
        OSError: the port is taken, or claimed.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as claim:
        claim.bind((LOOPBACK, port))
        for name in {host, LOOPBACK}:
            for place in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM):
                _is_here(*place)
        yield


def _launch(
    page: gr.Blocks,
    host: str,
    port: int,
    serving: Serving,
    head: Callable[[Speech], str],
    first_sight: Callable[[Speech], str],
    **looks: Any,
) -> None:
    middleware = [
        Middleware(Counted),
        Middleware(
            Guard,
            password=serving.password,
            read_only=serving.read_only,
            users=serving.users,
            allowance=serving.allowance,
        ),
        Middleware(Bounded, text_mb=serving.max_file_mb, files_mb=serving.max_drop_mb),
        Middleware(Framed, head=head, first_sight=first_sight),
    ]
    # uvicorn reads it at the start; by itself it believes whoever speaks from this machine.
    os.environ["FORWARDED_ALLOW_IPS"] = serving.trusted_proxy or ""
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        show_error=True,  # in a sentence, to programs
        max_file_size=int(serving.max_file_mb * 1e6),
        app_kwargs={
            "middleware": middleware,
            "routes": [scripts(), *serving.routes],
            "lifespan": serving.lifespan,
            "docs_url": None,
            "redoc_url": None,
        },
        **looks,
    )


def check_address(host: str, port: int | None, closed: bool = False) -> None:
    """Makes sure that this machine has the address, that a wanted port is free, and that nothing is open to everyone.

    Raises:
        UsageError: it has not, the port is taken or none, or others reach the address and no password ``closed`` it.
    """
    if port is not None and not 0 < port < 65_536:
        raise UsageError(f"There is no port {port}.", "Choose one from 1024 to 65535 with --port.")
    try:
        places = socket.getaddrinfo(host, port or 0, type=socket.SOCK_STREAM)
        if not closed and not all(is_loopback(str(place[4][0])) for place in places):
            raise UsageError(
                f"Everyone who can reach {host!r} could read the articles.",
                "Set a password in FOOTNOTE_PASSWORD or with --password-file, or leave --host away.",
            )
        here = [_is_here(*place) for place in places]
        if not any(here):
            raise OSError(errno.EADDRNOTAVAIL, "")
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


def _is_here(family: int, kind: int, protocol: int, _: str, address: Any) -> bool:
    """Whether this machine has an address; one without IPv6 may still give it a name.

    Raises:
        OSError: the address is taken, or may not be.
    """
    try:
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # else a port that was just left counts as taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:  # as servers do: the same port of IPv4 is another
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno in _NO_SUCH_ADDRESS:
            return False
        raise
    return True


def _in_use(port: int | None) -> UsageError:
    if port is None:
        return UsageError(f"All ports from {PORTS[0]} to {PORTS[-1]} are in use.", "Choose another with --port.")
    return UsageError(
        f"Port {port} is in use.", "Choose another with --port, or leave it away to take the next free one."
    )


_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


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
