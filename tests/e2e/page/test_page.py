"""The chat page in a real browser, with the real store, encoder and Gradio."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.page.conftest import ARTICLES, SEEDS, ask, finished
from tests.ui.fakes import FakeBot
from ui.page import assembly as chat_page
from ui.server.serving import start

pytestmark = pytest.mark.browser

BUILT = "When was the Lantern Bridge built?"
BUILT_QUOTE = "The Lantern Bridge was built in 1931 by the engineer Marta Holm."
IN_VIEW = """() => {
  const box = document.querySelector('#evidence .fn-scroll').getBoundingClientRect();
  const mark = document.querySelector('#fn-here').getBoundingClientRect();
  return mark.top >= box.top && mark.bottom <= box.bottom && box.bottom <= innerHeight && box.top >= 0;
}"""


def shown_quote(tab: Any) -> str:
    tab.wait_for_selector("#fn-here")
    return str(tab.evaluate("document.querySelector('#fn-here').textContent"))


def test_an_answer_has_its_footnote_and_its_article_beside_it(visit: Any, address: str) -> None:
    tab = visit(address)
    answer = ask(tab, BUILT)
    assert BUILT_QUOTE + "[1]" in answer.inner_text().replace("\n", "")
    assert answer.locator(".fn-confidence summary").inner_text().rstrip().endswith("%")
    assert shown_quote(tab) == BUILT_QUOTE  # a wide page opens the first quotation by itself
    assert not tab.failures


def test_a_click_on_a_footnote_marks_exactly_the_quotation_in_view(visit: Any, seeds_address: str) -> None:
    tab = visit(seeds_address)
    answer = ask(tab, "How many models had been recognized by the end of 2023?")
    tab.click(".fn-all")
    tab.wait_for_selector(".fn-contents")
    answer.locator(".fn-mark").first.click()
    quote = shown_quote(tab)
    path = SEEDS / tab.locator(".fn-about").first.inner_text().split(" · ")[-1]
    assert "555" in quote
    assert quote in path.read_bytes().decode()
    tab.wait_for_function(IN_VIEW)
    text = tab.evaluate("document.querySelector('#evidence .fn-text').textContent")
    assert text == path.read_bytes().decode()


def test_enter_on_an_empty_box_asks_nothing(visit: Any, address: str) -> None:
    tab = visit(address)
    for blank in ("", "  "):
        tab.fill("#question textarea", blank)
        tab.press("#question textarea", "Enter")
        tab.click("#question .submit-button")
    ask(tab, BUILT)
    assert tab.locator(".fn-question").all_inner_texts() == [BUILT]


def test_the_keyboard_alone_opens_a_footnote(visit: Any, address: str) -> None:
    tab = visit(address)
    answer = ask(tab, "What did Marta Holm say?")
    tab.click(".fn-all")
    tab.wait_for_selector(".fn-contents")
    answer.locator(".fn-mark").first.focus()
    tab.keyboard.press("Enter")
    assert shown_quote(tab) in ARTICLES["bridge.txt"]
    tab.wait_for_function(IN_VIEW)  # the last line of a long article


def test_the_address_of_a_footnote_opens_it_again(visit: Any, address: str) -> None:
    tab = visit(address)
    link = ask(tab, BUILT).locator(".fn-mark").get_attribute("href")
    assert link is not None
    assert shown_quote(visit(address + link)) == BUILT_QUOTE


def test_pointing_at_a_footnote_tells_the_quotation_what_stands_around_it_and_where_it_is_from(
    visit: Any, address: str
) -> None:
    tab = visit(address)
    ask(tab, "How many bicycles does the bridge carry a day?").locator(".fn-mark").first.hover()
    told = tab.wait_for_selector(".fn-preview").inner_text()
    for said in (
        "4,200 bicycles",
        "It crosses the river Ossel",
        "In the year 1940",
        "The Lantern Bridge · 12 May 2019",
    ):
        assert said in told


def test_an_example_is_answered_when_it_is_clicked_and_questions_to_go_on_with_follow(
    visit: Any, seeds_address: str
) -> None:
    tab = visit(seeds_address)
    example = tab.locator(".fn-welcome .fn-questions button").first
    question = example.inner_text()
    example.click()
    answer = finished(tab, 0)
    assert tab.locator(".fn-question").inner_text() == question
    assert answer.locator(".fn-mark").count() > 0
    assert question not in tab.locator(".fn-turn .fn-next button").first.inner_text()


def test_a_declined_question_shows_its_unknown_words_and_the_nearest_passages(visit: Any, address: str) -> None:
    tab = visit(address)
    answer = ask(tab, "What is the boiling point of tungsten on Zorblax?")
    assert "tungsten" in answer.locator(".fn-unknown").inner_text()
    assert answer.locator(".fn-mark").count() == 0
    near = answer.locator(".fn-near").first
    title = near.locator(".fn-title").inner_text()
    near.click()
    assert tab.wait_for_selector(".fn-headline").inner_text() == title
    assert len(shown_quote(tab)) > 20


def test_a_declined_question_offers_questions_with_answers(visit: Any, seeds_address: str) -> None:
    tab = visit(seeds_address)
    ask(tab, "What is the boiling point of tungsten on Zorblax?")
    offered = tab.locator(".fn-next button").first
    question = offered.inner_text()
    offered.click()
    answer = finished(tab, 1)
    assert tab.locator(".fn-question").last.inner_text() == question
    assert answer.locator(".fn-mark").count() > 0


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What does the Hollow Mill grind?", "<script>window.ran = 1</script>"),
        ("Who is the miller of the Hollow Mill?", 'onerror="window.ran = 2">'),
        ("What diameter has the wheel of the Hollow Mill?", "$$x^2$$ and ![six](http://198.51.100.7/six.png)"),
        (
            "<img src='http://198.51.100.7/q.png' onerror='window.ran=4'> **Who** is $$y$$ the miller?",
            "Anselm Krug",
        ),
    ],
)
def test_article_text_and_questions_are_inert(visit: Any, address: str, question: str, shown: str) -> None:
    tab = visit(address)
    ask(tab, question)
    assert tab.locator(".fn-question").inner_text() == question
    tab.goto(address + "#a=hostile.md")
    tab.wait_for_selector("#evidence [data-shown='#a=hostile.md'] .fn-page")
    assert shown in tab.inner_text("#evidence")
    assert tab.evaluate("document.querySelector('#evidence .fn-text').textContent") == ARTICLES["hostile.md"]
    assert tab.evaluate("window.ran") is None
    assert tab.locator(":is(#conversation, #evidence) :is(img, script, .katex, a[href^=javascript])").count() == 0
    assert tab.asked_outside == []


def test_nothing_is_fetched_from_outside(visit: Any, seeds_address: str) -> None:
    tab = visit(seeds_address)
    ask(tab, "How many models had been recognized by the end of 2023?").locator(".fn-mark").first.click()
    shown_quote(tab)
    tab.reload()
    tab.wait_for_selector("#fn-here")
    assert tab.asked_outside == []


def test_the_browser_itself_refuses_what_is_outside(visit: Any, address: str) -> None:
    tab = visit(address)
    blocked = """new Promise(done => {
      const image = new Image();
      image.onerror = () => done(true);
      image.onload = () => done(false);
      image.src = 'http://198.51.100.7/x.png';
    })"""
    assert tab.evaluate(blocked) is True
    with urllib.request.urlopen(address) as response:
        assert "default-src 'self'" in response.headers["content-security-policy"]


def test_another_name_for_this_machine_is_refused(address: str) -> None:
    request = urllib.request.Request(address, headers={"Host": "rebound.example:7860"})
    with pytest.raises(urllib.error.HTTPError, match="421"):
        urllib.request.urlopen(request)


def test_two_people_have_two_conversations(visit: Any, address: str) -> None:
    first, second = visit(address), visit(address)
    ask(first, BUILT)
    ask(second, "Who is the miller of the Hollow Mill?")
    follow_up = ask(first, "Who built it?")
    assert "Lantern Bridge" in follow_up.locator(".fn-understood").inner_text()
    assert first.locator(".fn-question").all_inner_texts() == [BUILT, "Who built it?"]
    assert second.locator(".fn-question").all_inner_texts() == ["Who is the miller of the Hollow Mill?"]


def test_an_error_is_one_clear_sentence_and_not_a_missing_answer(visit: Any, address: str) -> None:
    tab = visit(address)
    answer = ask(tab, "why " * 600)
    assert "at most 2,000 are read. Shorten it." in answer.inner_text()
    assert "do not say" not in tab.inner_text("#conversation")
    assert "Traceback" not in tab.inner_text("body")
    assert BUILT_QUOTE in ask(tab, BUILT).inner_text()  # the conversation goes on


def test_a_long_answer_can_be_stopped_and_what_has_come_stays(visit: Any, serve_bot: Callable[[Any], str]) -> None:
    released = threading.Event()
    tab = visit(serve_bot(FakeBot(pause=lambda: released.wait(60))))
    tab.fill("#question textarea", "When was it built?")
    tab.press("#question textarea", "Enter")
    tab.wait_for_selector(".fn-prose")
    tab.click("#question .stop-button")
    tab.wait_for_selector(".fn-stopped")
    released.set()
    tab.wait_for_selector("#question .submit-button")
    assert tab.inner_text(".fn-prose").startswith("The dam was built in 1911.")
    assert tab.locator(".fn-confidence").count() == 0


def test_one_slow_answer_keeps_nobody_waiting(visit: Any, serve_bot: Callable[[Any], str]) -> None:
    released = threading.Event()
    turns = iter([lambda: released.wait(60)])
    url = serve_bot(FakeBot(pause=lambda: next(turns, lambda: None)()))
    slow, quick = visit(url), visit(url)
    slow.fill("#question textarea", "When was it built?")
    slow.press("#question textarea", "Enter")
    slow.wait_for_selector(".fn-prose")
    assert "93" in ask(quick, "When was it built?").inner_text()
    assert slow.locator(".fn-confidence").count() == 0
    released.set()
    slow.wait_for_selector(".fn-confidence")


def test_a_page_without_its_server_says_so(visit: Any) -> None:
    bot: Any = FakeBot()
    page = chat_page.build(bot)
    tab = visit(start(page, "127.0.0.1", None, **chat_page.looks(bot)))
    page.close(verbose=False)
    tab.click(".fn-rows a.fn-title >> nth=0")
    tab.wait_for_selector("text=The page has lost its connection.")


def test_what_is_copied_is_the_answer_with_its_quotations_and_their_links(visit: Any, address: str) -> None:
    tab = visit(address, permissions=["clipboard-read", "clipboard-write"])
    ask(tab, BUILT)
    tab.click("#conversation [data-does=copy]")
    tab.wait_for_selector("text=Copied")
    prose, quotation = tab.evaluate("navigator.clipboard.readText()").split("\n\n")
    told, link = quotation.splitlines()
    assert prose == BUILT_QUOTE + " [1]"
    assert told == f"[1] “{BUILT_QUOTE}” – The Lantern Bridge · 12 May 2019"
    assert shown_quote(visit(link)) == BUILT_QUOTE


def test_a_phone_shows_the_evidence_as_a_sheet_and_never_scrolls_sideways(visit: Any, address: str) -> None:
    tab = visit(address, viewport={"width": 360, "height": 740})
    answer = ask(tab, BUILT)
    sideways = "document.documentElement.scrollWidth > innerWidth"
    assert not tab.evaluate(sideways)
    assert not tab.locator("#reading").is_visible()
    answer.locator(".fn-mark").click()
    tab.wait_for_selector(".fn-reading #fn-here")
    assert shown_quote(tab) == BUILT_QUOTE
    assert not tab.evaluate(sideways)
    tab.keyboard.press("Escape")
    tab.wait_for_selector("body:not(.fn-reading)")
    assert tab.evaluate("document.activeElement.className") == "fn-mark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Any, address: str, scheme: str) -> None:
    tab = visit(address, color_scheme=scheme)
    ask(tab, BUILT)
    shown_quote(tab)
    for what in (
        ".fn-prose",
        ".fn-question",
        ".fn-confidence summary",
        ".fn-mark",
        "#fn-here",
        ".fn-about",
        ".fn-source",
    ):
        ink, ground = tab.evaluate(COLOURS, what)
        assert contrast(ink, ground) >= 4.5, what  # WCAG 2.2, 1.4.3


def test_the_page_speaks_vietnamese_to_a_vietnamese_browser(visit: Any, address: str) -> None:
    tab = visit(address, locale="vi-VN")
    tab.wait_for_selector("text=3 bài viết trong")
    tab.wait_for_selector("#question textarea[placeholder='Hãy hỏi các bài viết']")
    assert tab.inner_text(".fn-bar h2") == "Bài viết"
    assert tab.inner_text("#choice a") == "Chọn"
    answer = ask(tab, "What is the boiling point of tungsten on Zorblax?")
    assert answer.locator(".fn-unknown").inner_text().startswith("Không bài viết nào có các từ này")
    assert tab.inner_text("#conversation [data-does=again]") == "Hỏi lại"


def test_starting_the_page_asks_no_other_machine(tmp_path: Path, corpus: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(START_ALONE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(corpus), str(tmp_path / "store")],
        capture_output=True, text=True, timeout=120, cwd=SEEDS.parent, check=False,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent), "HTTP_PROXY": "http://198.51.100.7:3128"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"status": 200, "asked": []}


START_ALONE = """
import ipaddress, json, socket, sys, urllib.request

asked = []

def local(address):
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(host, str) or host == "localhost" or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

connect = socket.socket.connect
lookup = socket.getaddrinfo

def guarded_connect(self, address):
    if not local(address):
        asked.append(str(address))
        raise OSError("refused")
    return connect(self, address)

def guarded_lookup(host, *rest, **options):
    if host and not local(host):
        asked.append(str(host))
        raise socket.gaierror("refused")
    return lookup(host, *rest, **options)

socket.socket.connect, socket.getaddrinfo = guarded_connect, guarded_lookup

from ui.page import assembly as chat_page
from ui.server.serving import start
from rag import Bot

bot = Bot.open(sys.argv[1], store=sys.argv[2])
page = chat_page.build(bot)
url = start(page, "127.0.0.1", None, **chat_page.looks(bot))
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
status = opener.open(url).status
page.close(verbose=False)
print(json.dumps({"status": status, "asked": asked}))
"""

COLOURS = """what => {
  const element = document.querySelector(what);
  let ground = element;
  while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
  const numbers = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
  return [numbers(getComputedStyle(element).color), numbers(getComputedStyle(ground).backgroundColor)];
}"""


def contrast(one: list[float], other: list[float]) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
