"""Who is answered and who is refused, before any route of the page is reached."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ui.server.guard import Guard

PASSWORD = "chín con rồng: 9"
HTML = {"accept": "text/html"}


async def everything(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {request.url.path}")


Visit = Callable[..., TestClient]


@pytest.fixture
def visit() -> Visit:
    """``visit()``: somebody who comes to a guarded server, from an address; all come to the same one."""
    app = Starlette(routes=[Route("/{path:path}", everything, methods=["GET", "POST"])])
    guards = {password: Guard(app, password and SecretStr(password)) for password in (None, PASSWORD)}

    def visit(
        password: str | None = PASSWORD,
        address: str = "192.0.2.1",
        server: str = "http://127.0.0.1:7860",
        **headers: str,
    ) -> TestClient:
        return TestClient(
            guards[password], server, client=(address, 1), headers={"accept": "*/*", **headers}, follow_redirects=False
        )

    return visit


def basic(password: str, user: str = "anyone") -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@pytest.mark.parametrize(
    ("server", "host", "status"),
    [
        ("http://127.0.0.1:7860", "127.0.0.1:7860", 200),
        ("http://127.0.0.1:7860", "localhost:7860", 200),
        ("http://[::1]:7860", "[::1]:7860", 200),
        ("http://127.0.0.1:7860", "localhost", 200),
        ("http://127.0.0.1:7860", "rebound.example:7860", 421),
        ("http://127.0.0.1:7860", "127.0.0.1.evil.example", 421),
        ("http://127.0.0.1:7860", "", 421),
    ],
)
def test_without_a_password_only_names_of_this_machine_are_answered(
    visit: Visit, server: str, host: str, status: int
) -> None:
    answer = visit(None, server=server).get("/", headers={"host": host})
    assert answer.status_code == status
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_with_a_password_a_proxy_may_have_another_name(visit: Visit) -> None:
    there = visit().get("/", headers={"host": "library.example", **basic(PASSWORD)})
    assert there.status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_from_elsewhere_is_refused(visit: Visit, method: str) -> None:
    for headers, status in FROM:
        assert visit(None).request(method, "/gradio_api/upload", headers=headers).status_code == status, headers


FORM = {  # that a page from elsewhere has sent
    "origin": "https://evil.example",
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
}
FROM: list[tuple[dict[str, str], int]] = [
    ({}, 200),  # no browser
    ({"origin": "http://127.0.0.1:7860"}, 200),
    ({"origin": "https://evil.example"}, 403),
    ({"origin": "http://127.0.0.1:3000"}, 403),  # another server of this machine
    ({"origin": "null"}, 403),
    ({"origin": "https://library.example", "sec-fetch-site": "same-origin"}, 200),  # behind a proxy
    ({"origin": "http://127.0.0.1:7860", "sec-fetch-site": "cross-site"}, 403),
    ({"origin": "https://evil.example", "authorization": "Bearer x"}, 403),
    ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),  # typed
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),  # a link
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
    ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 403),  # another port
    ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 200),
    (FORM, 403),
]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_route_needs_the_password(visit: Visit, method: str) -> None:
    for path in ROUTES.split():
        refused = visit().request(method, path)
        assert refused.status_code == 401, path
        assert refused.json()["error"]["message"] == "A password is needed here."
        assert visit().request(method, path, headers=basic(PASSWORD)).text == f"{method} {path}"


ROUTES = """
    /config /gradio_api/call/ask /gradio_api/component_server /gradio_api/cancel /gradio_api/queue/data /v1/models
    /v1/chat/completions /mcp /assets/index.js /openapi.json /no/such
"""


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/gradio_api/file=https://any.example/x", {}, 404),
        ("GET", "/gradio_api/file%3Dhttps://any.example/x", {}, 404),
        ("GET", "/gradio_api/file/https://any.example/x", {}, 404),
        ("GET", "/gradio_api/file=/etc/passwd", {}, 404),
        ("GET", "/gradio_api/proxy=https://any.example/x", {}, 404),
        ("POST", "/gradio_api/process_recording", {}, 404),
        ("GET", "/gradio_api/deep_link", {}, 404),
        ("POST", "/gradio_api/component_server", {"content-type": "Multipart/form-data; boundary=x"}, 415),
        ("POST", "/gradio_api/component_server", {"content-type": "application/json"}, 200),
        ("POST", "/gradio_api/upload", {"content-type": "multipart/form-data; boundary=x"}, 200),
    ],
)
def test_what_fetches_from_elsewhere_or_writes_is_closed(
    visit: Visit, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert visit(None).request(method, path, headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/upload/"])
def test_where_the_page_is_for_reading_only_nothing_is_uploaded(path: str) -> None:
    app = Starlette(routes=[Route("/{path:path}", everything, methods=["GET", "POST"])])
    reader = TestClient(Guard(app, read_only=True), "http://127.0.0.1:7860")
    refused = reader.post(path)
    assert (refused.status_code, refused.json()["error"]["message"]) == (403, "This page is for reading only.")


def test_the_name_that_is_asked_for_does_not_decide_about_the_path(visit: Visit) -> None:
    # In an address put together of both, what stands behind the / is the path.
    refused = visit().get("/config", headers={"host": "x/gradio_api/startup-events?"})
    assert refused.status_code == 401


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/gradio_api/component_server", 400, "This call of a function of the page cannot be read."),
        ("/gradio_api/call/ask", 500, "Something went wrong inside Footnote (KeyError)."),
    ],
)
def test_what_fails_in_gradio_is_told_in_a_sentence(path: str, status: int, told: str) -> None:
    async def broken(request: Request) -> Response:
        raise KeyError("secret detail")

    app = Starlette(routes=[Route(path, broken, methods=["POST"])], middleware=[Middleware(Guard)])
    failed = TestClient(app, "http://127.0.0.1:7860").post(path)
    assert (failed.status_code, failed.json()["error"]["message"]) == (status, told)


def test_nothing_speaks_websocket(visit: Visit) -> None:
    with pytest.raises(WebSocketDisconnect), visit(None).websocket_connect("/"):
        pass


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {PASSWORD}", 200),
        (f"bearer  {PASSWORD}", 200),
        (basic(PASSWORD)["authorization"], 200),
        (basic(PASSWORD, user="")["authorization"], 200),
        ("Bearer", 401),
        ("Bearer x", 401),
        ("Basic §", 401),
        ("Basic Zm9v", 401),  # no colon
        ("Digest x", 401),
        ("", 401),
    ],
)
def test_programs_send_it_as_bearer_or_basic(visit: Visit, authorization: str, status: int) -> None:
    given = visit().get("/v1/models", headers=[(b"authorization", authorization.encode())])
    assert given.status_code == status
    if status == 401:
        assert given.json()["error"]["message"] == "That is not the password."


def test_a_browser_is_asked_and_then_remembered(visit: Visit) -> None:
    browser = visit(**HTML)
    asked = browser.get("/", headers={"accept-language": "vi"})
    assert (asked.status_code, "Mật khẩu" in asked.text) == (401, True)
    wrong = browser.post("/", data={"password": "wrong"})
    assert (wrong.status_code, "That is not the password." in wrong.text) == (401, True)
    entered = browser.post("/", data={"password": PASSWORD})
    assert (entered.status_code, entered.headers["location"]) == (303, "./")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert PASSWORD not in cookie
    assert browser.get("/config").text == "GET /config"


def test_over_https_the_cookie_stays_there(visit: Visit) -> None:
    entered = visit(server="https://library.example").post("/", data={"password": PASSWORD})
    assert "secure" in entered.headers["set-cookie"].lower()


def test_a_cookie_of_another_server_is_none(visit: Visit) -> None:
    for value in ("", "x", "%00"):
        assert visit().get("/config", headers={"cookie": f"footnote-7860={value}"}).status_code == 401


def test_gradio_clients_log_in_their_way(visit: Visit) -> None:
    client = visit()
    assert client.post("/login", data={"username": "anyone", "password": "wrong"}).status_code == 401
    assert client.post("/login", data={"username": "anyone", "password": PASSWORD}).json() == {"success": True}
    assert client.get("/config").status_code == 200


def test_a_form_that_does_not_end_is_not_read(visit: Visit) -> None:
    def endless() -> Any:
        for _ in range(1000):
            yield b"x" * 1000

    assert visit().post("/login", content=endless()).status_code == 401


@pytest.mark.parametrize("way", ["bearer", "basic", "form"])
def test_after_ten_wrong_passwords_the_right_one_is_refused_too(
    visit: Visit, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def try_it(password: str, address: str = "192.0.2.1") -> Any:
        if way == "form":
            return visit(address=address).post("/", data={"password": password})
        headers = basic(password) if way == "basic" else {"authorization": b"Bearer " + password.encode()}
        return visit(address=address).get("/v1/models", headers=headers)

    assert [try_it("wrong").status_code for _ in range(10)] == [401] * 10
    refused = try_it(PASSWORD)
    assert refused.status_code == 429
    assert refused.json()["error"]["message"] == "There were too many wrong passwords. Wait five minutes."
    assert 0 < int(refused.headers["retry-after"]) <= 300
    assert try_it(PASSWORD, address="192.0.2.2").status_code == 200
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    assert try_it(PASSWORD).status_code == 200


def test_the_addresses_of_one_household_count_together(visit: Visit) -> None:
    for number in range(10):
        visit(address=f"2001:db8::{number:x}").get("/config", headers=basic("wrong"))
    assert visit(address="2001:db8::ffff").get("/config", headers=basic(PASSWORD)).status_code == 429
    assert visit(address="2001:db8:0:1::1").get("/config", headers=basic(PASSWORD)).status_code == 200


def test_whoever_is_in_stays_in_while_somebody_else_guesses(visit: Visit) -> None:
    browser = visit(**HTML)
    browser.post("/", data={"password": PASSWORD})
    for _ in range(11):
        visit().get("/config", headers=basic("wrong"))
    assert browser.get("/config").status_code == 200
