from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.frame import MAIN, Framed, scripts

APP = '<head><script type="module" crossorigin src="gradio.js"></script></head><body><gradio-app>'


@pytest.fixture
def client() -> TestClient:
    def page(request: Any) -> Any:
        kind = PlainTextResponse if "plain" in request.query_params else HTMLResponse
        return kind(APP)

    routes = [scripts(), Route("/", page), Route("/other", page)]
    return TestClient(
        Starlette(
            routes=routes, middleware=[Middleware(Framed, head="<b>ề</b>", first_sight=lambda speech: speech.language)]
        )
    )


@pytest.mark.parametrize(
    ("path", "framed"), [("/", True), ("/?__theme=dark", True), ("/?plain", False), ("/other", False)]
)
def test_the_page_alone_has_more_in_it_before_gradio_starts(client: TestClient, path: str, framed: bool) -> None:
    answer = client.get(path, headers={"accept-language": "vi"})
    whole = APP.replace("<script", "<b>ề</b><script").replace("<gradio-app", "vi<gradio-app")
    assert answer.text == (whole if framed else APP)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_the_scripts_are_of_one_version(client: TestClient) -> None:
    address = MAIN.split('src=".')[1].split('"')[0]
    answer = client.get(address)
    assert answer.headers["content-type"].split(";")[0] in ("text/javascript", "application/javascript")
    assert answer.headers["cache-control"] == "no-cache"
