"""How much of a request is read, and that no more of it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.server.bodies import Bounded


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", length, methods=["POST"])])
    return TestClient(Bounded(app, text_mb=2.0, files_mb=4.0))


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("path", "most_mb"),
    [
        ("/v1/ask", 1),
        ("/v1/chat/completions", 1),
        ("/mcp", 1),
        ("/gradio_api/queue/join", 3),  # a pasted text, and what stands around it
        ("/gradio_api/component_server", 3),
        ("/gradio_api/upload", 5),
        ("/gradio_api/upload/", 5),
    ],
)
def test_a_longer_body_is_refused(client: TestClient, path: str, most_mb: int, chunked: bool) -> None:
    def sent(size: int) -> bytes | Iterator[bytes]:
        return iter([b"x" * 250_000] * (size // 250_000) + [b"x" * (size % 250_000)]) if chunked else b"x" * size

    most = most_mb * 1_000_000
    assert client.post(path, content=sent(most)).text == str(most)
    refused = client.post(path, content=sent(most + 1))
    told = f"The request is longer than {most_mb} MB. Send less at once."
    assert (refused.status_code, refused.json()["error"]["message"]) == (413, told)


@pytest.mark.parametrize(
    ("declared", "read"),
    [
        ([(b"content-length", b"25000000")], 0),
        ([], 5),  # 250,000 each: the fifth is one too many
    ],
)
def test_no_more_than_that_is_read(declared: list[tuple[bytes, bytes]], read: int) -> None:
    pieces, sent = [], []

    async def receive() -> dict[str, Any]:
        pieces.append(b"x" * 250_000)
        return {"type": "http.request", "body": pieces[-1], "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    app = Starlette(routes=[Route("/{path:path}", length, methods=["POST"])])
    scope = {"type": "http", "method": "POST", "path": "/v1/ask", "headers": declared, "query_string": b""}
    asyncio.run(Bounded(app, text_mb=2.0, files_mb=4.0)(scope, receive, send))
    assert (sent[0]["status"], len(pieces)) == (413, read)
