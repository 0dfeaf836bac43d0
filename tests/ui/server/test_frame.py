from __future__ import annotations

import gzip
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.ui.fakes import FakeBot
from ui.page.assembly import looks
from ui.server.frame import MAIN, Framed, needed, scripts
from ui.text import Speech

APP = '<head><script type="module" crossorigin src="gradio.js"></script></head><body><gradio-app>'


@pytest.fixture
def client() -> TestClient:
    def page(request: Any) -> Any:
        kind = PlainTextResponse if "plain" in request.query_params else HTMLResponse
        return kind(APP)

    routes = [scripts(), Route("/", page), Route("/other", page)]
    return TestClient(
        Starlette(
            routes=routes,
            middleware=[
                Middleware(
                    Framed,
                    head=lambda speech: f"<b>ề {speech.language}</b>",
                    first_sight=lambda speech: speech.language,
                )
            ],
        )
    )


@pytest.mark.parametrize(
    ("path", "framed"), [("/", True), ("/?__theme=dark", True), ("/?plain", False), ("/other", False)]
)
def test_the_page_alone_has_more_in_it_before_gradio_starts(client: TestClient, path: str, framed: bool) -> None:
    answer = client.get(path, headers={"accept-language": "vi", "accept-encoding": "identity"})
    whole = APP.replace("<script", "<b>ề vi</b><script").replace("<gradio-app", "vi<gradio-app")
    assert answer.text == (whole if framed else APP)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_the_page_is_compressed_for_a_browser_that_takes_it(client: TestClient) -> None:
    plain, packed = (client.get("/", headers={"accept-encoding": kind}) for kind in ("identity", "gzip, br"))
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert {one.headers["vary"] for one in (plain, packed)} == {"Accept-Encoding"}


def test_the_scripts_are_of_one_version(client: TestClient) -> None:
    address = MAIN.split('src=".')[1].split('"')[0]
    answer = client.get(address)
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert "// @ts-check" not in answer.text and "footnote" in answer.text
    assert answer.headers["content-type"].split(";")[0] in ("text/javascript", "application/javascript")
    assert answer.headers["cache-control"] == "no-cache"


def test_little_is_loaded_before_a_first_question(client: TestClient) -> None:
    modules = [client.get(f"/browser/{name}").content for name in needed()]
    style = looks(FakeBot())["head"](Speech()).partition("</style>")[0].encode()
    assert not {"checking.js", "settings.js", "dialog.js", "articles.js"} & set(needed())
    assert sum(len(gzip.compress(one)) for one in (*modules, style)) < 1.5 * 11_500  # what version 0.1 loaded


def test_each_visitor_gets_the_phrases_of_one_language() -> None:
    head = looks(FakeBot())["head"](Speech("fr"))
    assert "Réglages" in head and "français" in head
    assert "Cài đặt" not in head and '"Settings"' not in head
