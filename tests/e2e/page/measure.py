"""Measures the chat page: python -m tests.e2e.page.measure. Seconds to a usable page, and typing after 200 turns."""

from __future__ import annotations

import statistics
import tempfile
import time
from typing import Any

from playwright.sync_api import sync_playwright

from rag import Bot
from tests.e2e.page.conftest import CHROMIUM, FLAGS, SEEDS, ask
from ui.page import assembly as chat_page
from ui.server.serving import start

TURNS = 200
QUESTION = "How many models had been recognized by the end of 2023?"
TYPED = "Which of the decisions was signed in the year that came after it?"
# How long each key takes until what it writes is painted.
WATCH = """() => {
  window.keys = [];
  new PerformanceObserver(list => list.getEntries().forEach(one => one.name === 'keydown' && keys.push(one.duration)))
    .observe({ type: 'event', durationThreshold: 16, buffered: false });
}"""


# The browser is given turns that it might have kept: one that it has, again and again.
REPEAT = """turns => {
  const [key, text] = Object.entries(localStorage).find(([key]) => key.includes('/'));
  const turn = JSON.parse(text);
  for (let n = 1; n < turns; n++) localStorage.setItem(key + n, JSON.stringify({ ...turn, id: turn.id + n, at: turn.at + n }));
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as store, sync_playwright() as playwright:
        bot = Bot.open(SEEDS, store=store)
        page = chat_page.build(bot)
        url = start(page, "127.0.0.1", None, **chat_page.looks(bot))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened(browser, url)  # the first time, the browser itself starts
        usable = [opened(browser, url)[0] for _ in range(5)]
        print(f"to a usable page: {statistics.median(usable):.2f} s (median of 5)")
        tab = opened(browser, url)[1]
        for turns in (1, TURNS):
            lengthen(tab, turns)
            measure_typing(tab, turns)
        browser.close()
        page.close(verbose=False)


def opened(browser: Any, url: str) -> tuple[float, Any]:
    """Seconds until the question box and the panel can be used, and the tab."""
    tab = browser.new_context(locale="en-GB").new_page()
    began = time.perf_counter()
    tab.goto(url)
    tab.wait_for_selector("#question textarea")
    tab.wait_for_selector("#evidence [data-shown]", state="attached")
    return time.perf_counter() - began, tab


def lengthen(tab: Any, turns: int) -> None:
    """Has the conversation go on until it has that many turns: the browser is given one it might have kept."""
    if turns == 1:
        ask(tab, QUESTION)
        tab.wait_for_function("localStorage.length > 1")
        return
    tab.evaluate(REPEAT, turns)
    tab.reload()
    tab.wait_for_function("n => document.querySelectorAll('#conversation .fn-answer').length === n", arg=turns)


def measure_typing(tab: Any, turns: int) -> None:
    tab.evaluate(WATCH)
    tab.focus("#question textarea")
    began = time.perf_counter()
    tab.keyboard.type(TYPED, delay=30)
    took = time.perf_counter() - began - 0.03 * len(TYPED)
    slow = sorted(tab.evaluate("keys"))
    worst = f"{slow[-1]:.0f} ms" if slow else "under 16 ms"
    began = time.perf_counter()
    ask(tab, QUESTION)
    answered = time.perf_counter() - began
    print(
        f"{turns} turns: {1000 * took / len(TYPED):.0f} ms a key besides the pause between keys, "
        f"slowest {worst}, {len(slow)} of {len(TYPED)} keys over 16 ms; one more answer in {answered:.2f} s"
    )


if __name__ == "__main__":
    main()
