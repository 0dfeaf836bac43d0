"""The page used by the keyboard alone: asking, footnotes, articles, settings, checking; and every control has a name."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.e2e.page.conftest import finished

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST_STOPS = 60
QUOTE = "The Lantern Bridge was built in 1931 by the engineer Marta Holm."
NAMELESS = re.compile(r"- (?:button|link|textbox|checkbox|combobox|searchbox|radio|dialog)(?! [\"/]).*")
"""A line of the accessibility tree that tells a control without its name."""


def walk_to(tab: Any, selector: str) -> None:
    """Presses Tab until something has the focus, which is seen to have it."""
    for _ in range(MOST_STOPS):
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not lead to {selector}")


def nameless(tab: Any) -> list[str]:
    return NAMELESS.findall(tab.locator("body").aria_snapshot())


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_alone_leads_through_the_page(visit: Any, address: str, width: int) -> None:
    tab = visit(address, viewport={"width": width, "height": 780})
    is_phone = width < 960
    tab.wait_for_selector("#question textarea:focus")
    tab.keyboard.type("When was the Lantern Bridge built?")
    tab.keyboard.press("Enter")
    finished(tab, 0)
    assert nameless(tab) == []

    walk_to(tab, "#conversation .fn-mark")
    tab.wait_for_selector(".fn-preview:visible")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Enter")
    assert tab.wait_for_selector("#fn-here").inner_text() == QUOTE
    if is_phone:
        tab.wait_for_selector(".fn-close:focus")
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#conversation .fn-mark:focus")

    walk_to(tab, "#masthead a[href='#all']")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".fn-choose")
    assert nameless(tab) == []
    walk_to(tab, ".fn-choose")
    tab.keyboard.press("Space")
    tab.wait_for_selector("#choice .fn-chip")
    if is_phone:
        tab.keyboard.press("Escape")
        tab.wait_for_selector("#masthead a[href='#all']:focus")
    walk_to(tab, "#choice .fn-chip")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#choice .fn-chip", state="detached")

    walk_to(tab, "#masthead [data-does=settings]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".fn-dialog select:focus")
    assert nameless(tab) == []
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#masthead [data-does=settings]:focus")

    walk_to(tab, "#masthead a[href='#check']")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#check-form textarea:focus")
    tab.keyboard.type(QUOTE.replace("1931", "1941"))
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#checked .fn-save")
    assert nameless(tab) == []
    walk_to(tab, "#checked a.fn-contradicted")
    tab.keyboard.press("Enter")
    assert tab.wait_for_selector("#fn-here").inner_text() == QUOTE
    if is_phone:
        tab.wait_for_selector(".fn-close:focus")
        tab.keyboard.press("Escape")
        tab.wait_for_selector("#checked a.fn-contradicted:focus")
    walk_to(tab, "#check-form a[href='#ask']")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#question textarea:focus")
    assert tab.failures == []
