"""Closes the network, but for this machine.

Python runs this at the start of every process that has the folder on PYTHONPATH. Whoever tries to
leave is refused and written down in the file that ``REFUSED_CONNECTIONS`` names, so that a library
that swallows the refusal is found out as well.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

_WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")


class NetworkClosedError(ConnectionRefusedError):
    """A test tried to leave this machine."""


def _guard(event: str, args: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    host = _host(event, args)
    if host is None or _is_local(host):
        return
    if record := os.environ.get("REFUSED_CONNECTIONS"):
        with Path(record).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host!r} by {sys.argv[:1]}\n")
    raise NetworkClosedError(f"Tests may not leave this machine: {event} {host!r}")


def _host(event: str, args: tuple[Any, ...]) -> str | None:
    """The host that is meant, or None where none is: a socket in the file system, an address to listen on."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        address = args[1]
        host = address[0] if isinstance(address, tuple) and isinstance(address[0], str | bytes) else None
    return host.decode() if isinstance(host, bytes) else host


def _is_local(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
        return address.is_loopback or address.is_unspecified  # 0.0.0.0 is this machine, and what servers listen on
    except ValueError:
        return False


sys.addaudithook(_guard)
