"""Takes pictures of the chat page.

``python -m tests.e2e.page.screenshots`` takes the README's; with a folder, every main state of the page at four
widths in both themes, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from rag import Bot
from tests.e2e.page.conftest import CHROMIUM, FLAGS, SEEDS, ask
from ui.page import assembly as chat_page
from ui.server.serving import start

QUESTION = "How many models had been recognized by the end of 2023?"
DRAFT = "By the end of 2023, 555 models had been recognized. By the end of 2023, 12 models had been recognized."
FOLDER = SEEDS.parent / "docs" / "images"
WIDE = {"viewport": {"width": 1280, "height": 760}}
PHONE = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2}
SIZES = {320: 640, 390: 780, 1280: 760, 1920: 1000}
"""Every width that is looked at, with its height, in pixels."""
PHONE_PX = 900
"""What is narrower is held in a hand, and touched."""
THEMES = ("light", "dark")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        bot = Bot.open(SEEDS, store=store)
        page = chat_page.build(bot)
        url = start(page, "127.0.0.1", None, **chat_page.looks(bot))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            (take_readme if folder == FOLDER else take_states)(browser, url, folder)
            browser.close()
        page.close(verbose=False)


def take_readme(browser: Any, url: str, folder: Path) -> None:
    """The pictures that the documents show."""
    for name in THEMES:
        answered(browser, url, {**WIDE, "color_scheme": name}).screenshot(path=folder / f"chat-{name}.png")
    tab = answered(browser, url, WIDE)
    tab.click("#masthead a[href='#all']")
    tab.locator(".fn-choose").nth(1).check()
    tab.wait_for_selector("#choice .fn-chip")
    tab.evaluate("document.activeElement.blur()")
    tab.screenshot(path=folder / "chat-articles.png")
    tab = answered(browser, url, PHONE)
    tab.screenshot(path=folder / "chat-phone.png")
    open_quotation(tab)
    tab.screenshot(path=folder / "chat-phone-evidence.png", animations="disabled")


def take_states(browser: Any, url: str, folder: Path) -> None:
    """Every main state at every width in every theme, each named ``width-theme-state.png``."""
    for is_phone in (True, False):
        sizes = {width: height for width, height in SIZES.items() if (width < PHONE_PX) == is_phone}
        width, height = next(iter(sizes.items()))
        tab = opened(browser, url, {"viewport": {"width": width, "height": height}, "has_touch": is_phone})
        for state in states(tab):
            for (width, height), theme in product(sizes.items(), THEMES):
                tab.set_viewport_size({"width": width, "height": height})
                tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
                tab.wait_for_selector("body.dark" if theme == "dark" else "body:not(.dark)")
                tab.screenshot(path=folder / f"{width}-{theme}-{state}.png", animations="disabled")
        tab.context.close()


def states(tab: Any) -> Iterator[str]:
    """Walks a fresh tab through the main states; gives the name of each when it is there."""
    yield "1-first"
    ask(tab, QUESTION)
    tab.evaluate("document.activeElement.blur()")
    yield "2-answer"
    open_quotation(tab)
    yield "3-quotation"
    tab.click("#evidence [data-does=pin]")
    tab.wait_for_selector("#evidence [data-does=pin][aria-pressed=true]")
    yield "4-pinned"
    for state, (link, ready) in SHOWN.items():
        tab.evaluate("address => location.hash = address", link)
        tab.wait_for_selector(ready)
        yield state
    tab.evaluate("location.hash = '#ask'")
    tab.reload()
    tab.wait_for_selector("#fn-first", state="detached")
    tab.click("[data-does=settings]")
    tab.wait_for_selector("dialog[open]")
    yield "8-settings"
    tab.keyboard.press("Escape")
    tab.click("#masthead a[href='#check']")
    tab.fill("#check-form textarea", DRAFT)
    tab.press("#check-form textarea", "Control+Enter")
    tab.wait_for_selector("#checked .fn-save")
    yield "9-draft"


SHOWN = {"5-notebook": ("#notes", ".fn-note"), "6-articles": ("#all", ".fn-choose"), "7-kept": ("#kept", ".fn-kept")}
"""States of the panel, each with its address and with what is there when it is shown."""


def opened(browser: Any, url: str, options: dict[str, Any]) -> Any:
    """A tab that shows the page as somebody first sees it."""
    tab = browser.new_context(locale="en-GB", **options).new_page()
    tab.set_default_timeout(120_000)
    tab.goto(url)
    tab.wait_for_selector(".fn-welcome .fn-questions")
    return tab


def answered(browser: Any, url: str, options: dict[str, Any]) -> Any:
    """A tab that shows a real answer."""
    tab = opened(browser, url, options)
    ask(tab, QUESTION)
    if options is not PHONE:
        tab.wait_for_selector("#fn-here")
    tab.evaluate("document.activeElement.blur()")
    return tab


def open_quotation(tab: Any) -> None:
    """Shows the quotation of the first footnote."""
    tab.click("#conversation .fn-mark")
    tab.wait_for_selector(".fn-reading #fn-here")


if __name__ == "__main__":
    main()
