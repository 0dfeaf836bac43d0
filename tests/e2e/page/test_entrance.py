"""The password in a real browser, and the same server for programs that know it or do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from rag import Bot
from tests.e2e.page.conftest import ask, is_local
from ui import page as chat_page
from ui.serving import Serving, start

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "lantern 1931"


@pytest.fixture(scope="module")
def locked(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with a password."""
    page = chat_page.build(Bot.open(corpus, store=tmp_path_factory.mktemp("store")))
    yield start(page, "127.0.0.1", None, Serving(SecretStr(PASSWORD)), **chat_page.looks())
    page.close(verbose=False)


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
    assert "Anselm Krug" in ask(tab, "Who is the miller of the Hollow Mill?").inner_text()
    assert tab.evaluate("document.cookie") == ""  # no script can read it
    assert asked_outside == []
    context.close()


def test_a_gradio_client_needs_the_password_too(connect: Any, locked: str) -> None:
    from gradio_client.exceptions import AuthenticationError

    connect(locked, auth=("anyone", PASSWORD))
    for wrong in (None, ("anyone", "wrong")):
        with pytest.raises(AuthenticationError):
            connect(locked, auth=wrong)
