"""The tests' own fence: what it refuses and what it lets through."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.closed.sitecustomize import NetworkClosedError

OUTSIDE = ("192.0.2.1", 80)  # an address for documentation, RFC 5737: nobody answers there


def test_a_connection_to_elsewhere_is_refused_and_written_down(closed_network: Path) -> None:
    with socket.socket() as one, pytest.raises(NetworkClosedError):
        one.connect(OUTSIDE)
    assert "192.0.2.1" in closed_network.read_text()
    closed_network.unlink()


@pytest.mark.parametrize(
    "attempt",
    ["s.connect(('192.0.2.1', 80))", "s.connect_ex(('192.0.2.1', 80))", "socket.getaddrinfo('example.org', 80)"],
)
def test_processes_are_fenced_as_well_even_where_they_swallow_the_refusal(attempt: str, closed_network: Path) -> None:
    code = f"import socket\ns = socket.socket()\ntry:\n    {attempt}\nexcept OSError:\n    pass"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert closed_network.exists()
    closed_network.unlink()


def test_this_machine_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
