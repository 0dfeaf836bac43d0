"""A page that begins without articles, and one whose store is taken away, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Bot
from tests.e2e.page.conftest import ARTICLES, ask
from tests.fakes import write

pytestmark = pytest.mark.browser

BUILT = "When was the Lantern Bridge built?"
DROP = """text => {
  const held = new DataTransfer();
  held.items.add(new File([text], 'bridge.txt', { type: 'text/plain' }));
  document.querySelector('.fn-begin').dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


def test_without_a_folder_the_page_begins_with_what_is_dropped(
    visit: Any, serve_bot: Callable[[Any], str], tmp_path: Path
) -> None:
    bot = Bot.open(tmp_path / "new", store=tmp_path / "store", may_be_empty=True)
    tab = visit(serve_bot(bot), ready=".fn-begin")
    assert str(bot.corpus) in tab.inner_text(".fn-begin")
    assert tab.is_hidden("#question") and not bot.corpus.exists()
    tab.evaluate(DROP, ARTICLES["bridge.txt"])
    tab.wait_for_selector("#question textarea", timeout=60_000)
    tab.wait_for_selector("text=1 article in new/")
    tab.wait_for_selector("#told .fn-intro h3:has-text('The Lantern Bridge')")  # what was added is introduced
    assert tab.locator("#told .fn-summary .fn-mark").count() == 3
    assert "1931" in ask(tab, BUILT).inner_text()
    assert not tab.failures


def test_the_example_articles_are_one_click_away(visit: Any, serve_bot: Callable[[Any], str], tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"png")
    bot = Bot.open(tmp_path, store=tmp_path / ".store", may_be_empty=True)
    tab = visit(serve_bot(bot), ready=".fn-begin")
    assert "photo.png: it is a picture; the setting ocr reads pictures" in tab.inner_text(".fn-begin")
    tab.click("[data-does=example]")
    tab.wait_for_selector(".fn-welcome .fn-questions", timeout=60_000)
    assert len(bot.articles()) == 5


def test_a_store_that_is_gone_is_told_and_made_again_by_a_click(
    visit: Any, serve_bot: Callable[[Any], str], tmp_path: Path
) -> None:
    bot = Bot.open(write(tmp_path / "articles", ARTICLES), store=tmp_path / "store")
    tab = visit(serve_bot(bot))
    shutil.rmtree(tmp_path / "store")
    tab.click("#masthead [data-does=rebuild]")
    tab.wait_for_selector("#told li:has-text('bridge.txt was added.')")
    tab.wait_for_selector("#masthead [data-does=rebuild]", state="detached")
    assert "1931" in ask(tab, BUILT).inner_text()
