"""The password in a real browser, and the same server for programs that know it or do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import AuthenticationError, OpenAI
from pydantic import SecretStr

from rag import Bot, Settings
from tests.e2e.page.conftest import ask, is_local
from ui.page import assembly as chat_page
from ui.server.serving import start

pytestmark = pytest.mark.browser

PASSWORD = "lantern 1931"


@pytest.fixture(scope="module")
def page(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with a password, and what is served beside it."""
    settings = Settings(password=SecretStr(PASSWORD))
    bot = Bot.open(corpus, store=tmp_path_factory.mktemp("store"), settings=settings)
    page, serving = chat_page.assemble(bot, mcp=True)
    start(page, "127.0.0.1", None, serving, **chat_page.looks(bot))
    yield page
    page.close(verbose=False)


@pytest.fixture
def locked(page: Any) -> str:
    """Its address."""
    return f"http://127.0.0.1:{page.server_port}/"


def test_the_password_opens_the_page_where_the_link_leads(browser: Any, locked: str) -> None:
    context = browser.new_context(locale="en-GB")
    tab = context.new_page()
    asked_outside: list[str] = []
    tab.on("request", lambda request: None if is_local(request.url) else asked_outside.append(request.url))
    tab.goto(locked + "#a=hostile.md")
    tab.get_by_label("Password").fill("not this")
    tab.keyboard.press("Enter")
    assert tab.wait_for_selector("[role=alert]").inner_text() == "That is not the password."
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Open").click()
    tab.wait_for_selector("text=The Hollow Mill grinds spelt")
    tab.wait_for_selector("#fn-first", state="detached")
    assert "Anselm Krug" in ask(tab, "Who is the miller of the Hollow Mill?").inner_text()
    assert tab.evaluate("document.cookie") == ""  # no script can read it
    assert asked_outside == []
    context.close()


def test_a_gradio_client_needs_the_password_too(connect: Any, locked: str) -> None:
    from gradio_client.exceptions import AuthenticationError as NotLoggedIn

    connect(locked, auth=("anyone", PASSWORD))
    for wrong in (None, ("anyone", "wrong")):
        with pytest.raises(NotLoggedIn):
            connect(locked, auth=wrong)


def test_no_route_of_the_server_is_open(page: Any, locked: str) -> None:
    paths = {re.sub(r"{\w+}", "x", path) for path in page.app.openapi()["paths"]} | {"/v1/ask", "/v1/models", "/mcp"}
    assert {"/", "/config", "/gradio_api/queue/join", "/gradio_api/file=x", "/gradio_api/upload"} <= paths
    with httpx.Client(base_url=locked) as client:
        statuses = {
            (path, method): client.request(method, path).status_code for path in paths for method in ("GET", "POST")
        }
    open_ones = {path for (path, _), status in statuses.items() if status != 401}
    assert open_ones == {"/gradio_api/startup-events"}  # Gradio asks it of itself


def test_programs_with_the_password_are_answered(locked: str) -> None:
    question = {"role": "user", "content": "Who is the miller of the Hollow Mill?"}
    with OpenAI(base_url=f"{locked}v1", api_key=PASSWORD) as client:
        completion = client.chat.completions.create(model="footnote", messages=[question])  # type: ignore[list-item]
    assert "Anselm Krug" in str(completion.choices[0].message.content)
    with (
        pytest.raises(AuthenticationError, match="That is not the password"),
        OpenAI(base_url=f"{locked}v1", api_key="wrong") as client,
    ):
        client.models.list()
