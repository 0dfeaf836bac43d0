from __future__ import annotations

import errno
import socket
import urllib.request
from contextlib import nullcontext, suppress
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rag import UsageError
from ui.local_gradio import gr
from ui.server import serving
from ui.server.serving import LOOPBACK, PORTS, Serving, check_address, start

LOOKS: dict[str, Any] = {"head": "", "first_sight": lambda speech: ""}


def test_a_taken_port_is_refused_when_it_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is in use. Choose another with --port"):
            check_address("127.0.0.1", port)


def test_without_a_wish_a_free_port_is_taken() -> None:
    with gr.Blocks() as first, gr.Blocks() as second:
        gr.Markdown("Two pages at once")
    try:
        addresses = {start(page, "127.0.0.1", None, **LOOKS) for page in (first, second)}
        assert len(addresses) == 2
    finally:
        first.close(verbose=False)
        second.close(verbose=False)


def test_the_port_of_a_page_that_starts_meanwhile_is_left_to_it() -> None:
    ports = iter(PORTS)
    with gr.Blocks() as page, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as claim:
        while claim.getsockname()[1] == 0:  # the first that nobody has claimed
            with suppress(OSError):
                claim.bind((LOOPBACK, next(ports)))
        url = start(page, LOOPBACK, None, **LOOKS)
    try:
        assert page.server_port in ports  # those after it
        assert url == f"http://127.0.0.1:{page.server_port}/"
    finally:
        page.close(verbose=False)


def test_where_all_ports_are_taken_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with gr.Blocks() as page, socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serving, "PORTS", range(port, port + 1))
        with pytest.raises(UsageError, match=f"All ports from {port} to {port} are in use. Choose another with --port"):
            start(page, LOOPBACK, None, **LOOKS)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (socket.gaierror(), "There is no address 'elsewhere' on this machine"),
        (OSError(errno.EADDRNOTAVAIL, ""), "The address 'elsewhere' is not of this machine. Leave --host away."),
        (PermissionError(), "may not be used without special rights. Choose one above 1023"),
    ],
)
def test_an_impossible_address_is_refused_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, refusal: OSError, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(UsageError, match=told):
        check_address("elsewhere", 7860)


@pytest.mark.parametrize(
    ("addresses", "status"),
    [
        (["127.0.0.1", "127.0.0.2"], None),
        (["127.0.0.1", "192.0.2.1"], "Everyone who can reach 'alpha' could read the articles. Set a password"),
        (["192.0.2.1", "127.0.0.1"], "Everyone who can reach 'alpha' could read the articles. Set a password"),
    ],
)
def test_a_name_is_open_to_all_who_reach_one_of_its_addresses(
    addresses: list[str], status: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(UsageError, match=status) if status else nullcontext():
        check_address("alpha", None)


@pytest.mark.parametrize(("proxy", "counted"), [(None, "127.0.0.1"), ("127.0.0.1", "203.0.113.9")])
def test_only_a_trusted_proxy_is_believed_for_whom_it_speaks(proxy: str | None, counted: str) -> None:
    async def whoever(request: Request) -> Response:
        return PlainTextResponse(request.client.host if request.client else "")

    with gr.Blocks() as page:
        gr.Markdown("A page")
    url = start(page, "127.0.0.1", None, Serving(trusted_proxy=proxy, routes=[Route("/whoever", whoever)]), **LOOKS)
    try:
        asked = urllib.request.Request(f"{url}whoever", headers={"X-Forwarded-For": "203.0.113.9"})
        with urllib.request.urlopen(asked) as answer:
            assert answer.read().decode() == counted
    finally:
        page.close(verbose=False)


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match=r"There is no port 99999\. Choose one from 1024 to 65535"):
        check_address("127.0.0.1", 99_999)
