"""Takes the README's pictures of the chat page: python -m tests.e2e.page.screenshots [folder]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from rag import Bot
from tests.e2e.page.conftest import CHROMIUM, FLAGS, SEEDS, ask
from ui.page import assembly as chat_page
from ui.server.serving import start

QUESTION = "How many models had been recognized by the end of 2023?"
FOLDER = SEEDS.parent / "docs" / "images"
WIDE = {"viewport": {"width": 1280, "height": 760}}
PHONE = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        bot = Bot.open(SEEDS, store=store)
        page = chat_page.build(bot)
        url = start(page, "127.0.0.1", None, **chat_page.looks(bot))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, options in (("light", WIDE), ("dark", {**WIDE, "color_scheme": "dark"})):
                answered(browser, url, options).screenshot(path=folder / f"chat-{name}.png")
            tab = answered(browser, url, WIDE)
            tab.click("#masthead a[href='#all']")
            tab.locator(".fn-choose").nth(1).check()
            tab.wait_for_selector("#choice .fn-chip")
            tab.evaluate("document.activeElement.blur()")
            tab.screenshot(path=folder / "chat-articles.png")
            tab = answered(browser, url, PHONE)
            tab.screenshot(path=folder / "chat-phone.png")
            tab.click(".fn-mark")
            tab.wait_for_selector(".fn-reading #fn-here")
            tab.screenshot(path=folder / "chat-phone-evidence.png", animations="disabled")
            browser.close()
        page.close(verbose=False)


def answered(browser: Any, url: str, options: dict[str, Any]) -> Any:
    """A tab that shows a real answer."""
    tab = browser.new_context(locale="en-GB", **options).new_page()
    tab.goto(url)
    tab.wait_for_selector(".fn-welcome .fn-questions")
    ask(tab, QUESTION)
    if "color_scheme" in options or options is WIDE:
        tab.wait_for_selector("#fn-here")
    tab.evaluate("document.activeElement.blur()")
    return tab


if __name__ == "__main__":
    main()
