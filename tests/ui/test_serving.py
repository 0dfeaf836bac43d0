from __future__ import annotations

import errno
import socket

import pytest

from rag import UsageError
from ui.local_gradio import gr
from ui.serving import check_address, start


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
