"""Articles, titles and file names that carry scripts, styles, frames and forms are only text on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, readable_endings
from tests.e2e.page.conftest import ask

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror=window.ran=1>"
TITLE = "The <svg onload=window.ran=2> Ash Tower <b>of</b> Velm"
HOSTILE = f"""{TITLE}

The Ash Tower of Velm is <style>body {{ display: none }}</style> ninety metres tall <iframe src="http://198.51.100.7/"></iframe>.

It was built by <a href="javascript:window.ran=3">Ida Roth</a> and <details open ontoggle="window.ran=4">others</details>.

Visitors <form action="http://198.51.100.7/"><input autofocus onfocus="window.ran=5"></form> climb the Ash Tower on Sundays.

The bell <base href="http://198.51.100.7/"><meta http-equiv="refresh" content="0;url=http://198.51.100.7/"> of the Ash Tower is
<math><mtext><img src="http://198.51.100.7/b.png" onerror="window.ran=6"></mtext></math> broken &lt;script&gt;window.ran=7&lt;/script&gt;.
"""
QUESTIONS = (
    "How tall is the Ash Tower of Velm?",
    "Who built the Ash Tower?",
    "When do visitors climb the Ash Tower?",
    "What is broken at the Ash Tower?",
)
ALIVE = """:is(#conversation, #evidence) :is(img[src="x"], img[src^=http], script, style:not(svg *), iframe, form, base, meta, math,
  [onerror], [onload], [ontoggle], [onfocus], a[href^=javascript])"""


@pytest.fixture(scope="module", params=[one for one in (".md", ".txt", ".html") if one in readable_endings()])
def hostile(request: Any, serve_bot: Callable[[Any], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The address of a page about one hostile article, and the article's file name."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    name = NAME + request.param
    text = HOSTILE
    if request.param == ".html":
        paragraphs = "".join(f"<p>{one}</p>" for one in HOSTILE.split("\n\n")[1:])
        text = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    (folder / name).write_text(text, encoding="utf-8")
    return serve_bot(Bot.open(folder, store=tmp_path_factory.mktemp("store"))), name


def test_a_hostile_article_does_nothing(visit: Any, hostile: tuple[str, str]) -> None:
    address, name = hostile
    tab = visit(address)
    quoted = [ask(tab, question).inner_text() for question in QUESTIONS]
    assert "ninety metres" in quoted[0]
    tab.goto(address + "#all")
    tab.wait_for_selector(".fn-contents")
    assert "Ash Tower" in tab.inner_text(".fn-contents")
    tab.evaluate("path => { location.hash = '#' + new URLSearchParams({a: path}) }", name)
    tab.wait_for_selector(".fn-text")
    assert name in tab.inner_text("#evidence")
    assert "ninety metres" in tab.inner_text("#evidence .fn-text")
    assert tab.evaluate("window.ran") is None
    assert tab.locator(ALIVE).evaluate_all("found => found.map(one => one.outerHTML)") == []
    assert tab.locator("#question textarea").is_visible()
    assert tab.url.startswith(address)
    assert tab.asked_outside == []
    assert not tab.failures
