"""Real pages on free ports, and Debian's Chromium to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rag import Bot
from tests.ui.fakes import FakeBot

SEEDS = Path(__file__).parents[3] / "seeds"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAINTED = "In the year {year} the wardens of the bridge painted its railings once more."
ARTICLES = {
    "bridge.txt": "\n\n".join(
        [
            "The Lantern Bridge",
            "12 May 2019",
            "The Lantern Bridge was built in 1931 by the engineer Marta Holm.\n\n",
            "It crosses the river Ossel near the village of Tarn. The bridge carries about 4,200 bicycles a day.",
            *(PAINTED.format(year=year) for year in range(1940, 1990)),
            "Marta Holm said the bridge should always be lit by hand.\n",
        ]
    ),
    "hostile.md": "# The Hollow Mill\n\n"
    "The Hollow Mill grinds spelt with <script>window.ran = 1</script> three stones.\r\n\r\n"
    'The miller of the Hollow Mill is <img src="http://198.51.100.7/a.png" onerror="window.ran = 2"> Anselm Krug.\n\n'
    "The wheel of the Hollow Mill has a diameter of $$x^2$$ and ![six](http://198.51.100.7/six.png) metres, "
    "see [the plan](javascript:window.ran=3) and **nothing** else.\n",
    "vi.txt": "Cầu Đèn Lồng\n\n"
    "Bà Lê Thị Hoa cho biết cây cầu có 350 ngọn đèn được thắp sáng mỗi đêm. Cây cầu nằm trên sông Ossel.\n",
}


@pytest.fixture(scope="session")
def serve_bot() -> Iterator[Callable[[Any], str]]:
    """Serves the real page for a bot on a free port; gives its address."""
    from ui.page import assembly as chat_page
    from ui.server.serving import start

    pages: list[Any] = []

    def serve(bot: Any) -> str:
        pages.append(chat_page.build(bot))
        return start(pages[-1], "127.0.0.1", None, **chat_page.looks(bot))

    yield serve
    for one in pages:
        one.close(verbose=False)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up corpus, some of it hostile."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture(scope="session")
def address(serve_bot: Callable[[Any], str], corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_bot(Bot.open(corpus, store=tmp_path_factory.mktemp("store")))


@pytest.fixture(scope="session")
def seeds_address(serve_bot: Callable[[Any], str], seed_bot: Bot) -> str:
    return serve_bot(seed_bot)


@pytest.fixture(scope="session")
def quick_address(serve_bot: Callable[[Any], str]) -> str:
    """A page whose answers come at once."""
    return serve_bot(FakeBot())


@pytest.fixture
def connect() -> Callable[..., Any]:
    """Gradio's client, which tells its makers nothing: imported when Gradio is, it knows that nobody wants it to."""
    from ui.local_gradio import gr  # isort: skip
    from gradio_client import Client

    assert gr
    return partial(Client, verbose=False, analytics_enabled=False)


@pytest.fixture(scope="package")  # while it is open, asyncio.run cannot be used in this thread
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the chat page is not tested in a browser")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a fresh browser session; ``tab.asked_outside`` lists requests to other machines."""
    contexts: list[Any] = []

    def visit(url: str, ready: str = "#question textarea", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options})
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.asked_outside, tab.failures = [], []
        tab.on("request", lambda request: None if is_local(request.url) else tab.asked_outside.append(request.url))
        tab.on("pageerror", lambda error: tab.failures.append(str(error)))
        tab.goto(url)
        tab.wait_for_selector("#evidence [data-shown]", state="attached")
        tab.wait_for_selector("#fn-first", state="detached")
        tab.wait_for_selector(ready)
        return tab

    yield visit
    for context in contexts:
        context.close()


def is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def ask(tab: Any, question: str) -> Any:
    """Asks a question and waits for the whole answer, which is returned."""
    answers = tab.locator("#conversation .fn-message")
    before = answers.count()
    tab.fill("#question textarea", question)
    tab.press("#question textarea", "Enter")
    return finished(tab, before)


def finished(tab: Any, before: int) -> Any:
    """The answer that comes after some answers, when it is whole."""
    done = ".fn-turn:not([data-state=asked], [data-state=growing]) .fn-message"
    tab.wait_for_function(f"n => document.querySelectorAll('{done}').length > n", arg=before)
    tab.wait_for_selector("#question .submit-button")
    return tab.locator("#conversation .fn-message").last
