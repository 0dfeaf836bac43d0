from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

import pytest

from rag import UsageError
from ui.local_gradio import gr
from ui.serving import _Guarded, check_address, start


def test_a_taken_port_is_refused_when_it_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is in use. Choose another with --port"):
            check_address("127.0.0.1", port)


def test_without_a_wish_a_free_port_is_taken() -> None:
    with gr.Blocks() as first, gr.Blocks() as second:
        gr.Markdown("Two pages at once")
    try:
        addresses = {start(page, "127.0.0.1", None) for page in (first, second)}
        assert len(addresses) == 2
    finally:
        first.close(verbose=False)
        second.close(verbose=False)


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


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match=r"There is no port 99999\. Choose one from 1024 to 65535"):
        check_address("127.0.0.1", 99_999)


@pytest.mark.parametrize(
    ("server", "host", "status"),
    [
        ("127.0.0.1", b"127.0.0.1:7860", 200),
        ("127.0.0.1", b"localhost:7860", 200),
        ("::1", b"[::1]:7860", 200),
        ("127.0.0.1", b"localhost", 200),
        ("127.0.0.1", b"rebound.example:7860", 421),
        ("127.0.0.1", b"127.0.0.1.evil.example", 421),
        ("192.0.2.7", b"library.example", 200),  # served to a network on purpose
    ],
)
def test_only_names_of_this_machine_are_answered(server: str, host: bytes, status: int) -> None:
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "server": (server, 7860), "headers": [(b"host", host)]}
    asyncio.run(_Guarded(app)(scope, None, send))
    assert sent[0]["status"] == status
    if status == 200:
        assert b"default-src 'self'" in dict(sent[0]["headers"])[b"content-security-policy"]
