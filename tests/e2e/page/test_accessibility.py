"""Every state of the page is checked by axe-core: no serious finding, light and dark, wide and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.page.conftest import ask

pytestmark = pytest.mark.browser

BUILT = "When was the Lantern Bridge built?"
NONSENSE = "What is the boiling point of tungsten on Zorblax?"


def serious(tab: Any) -> list[str]:
    """What axe-core finds that keeps somebody out, each with the element that it is about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # What moves is judged when it has come to rest.
    tab.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
    found = axe.Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("size", [(1280, 800), (390, 780)], ids=["wide", "phone"])
def test_no_state_of_the_page_keeps_anybody_out(visit: Any, address: str, size: tuple[int, int]) -> None:
    tab = visit(address, viewport={"width": size[0], "height": size[1]})
    states: dict[str, list[str]] = {}

    def check(state: str) -> None:
        for scheme in ("light", "dark"):
            tab.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
            states[f"{state}, {scheme}"] = serious(tab)

    tab.wait_for_selector("#conversation .fn-welcome .fn-questions")
    check("start")
    answer = ask(tab, BUILT)
    answer.locator(".fn-weighed summary").click()
    answer.locator(".fn-confidence summary").click()
    answer.locator(".fn-mark").click()
    tab.wait_for_selector("#fn-here")
    check("evidence")
    tab.keyboard.press("Escape")
    ask(tab, NONSENSE)
    check("declined")
    tab.locator(".fn-mark").first.focus()
    tab.wait_for_selector(".fn-preview")
    check("preview")
    tab.click("#masthead a[href='#all']")
    tab.locator(".fn-choose").first.check()
    tab.wait_for_selector(".fn-chip")
    check("articles")
    tab.click("[data-does=paste]")
    tab.wait_for_selector("dialog :focus")
    check("dialog")
    tab.keyboard.press("Escape")
    tab.click("[data-does=sync]")
    tab.wait_for_selector("#told .fn-dismiss")
    check("told")
    tab.click("#masthead a[href='#kept']")
    tab.wait_for_selector(".fn-kept li")
    check("kept")
    assert {state: found for state, found in states.items() if found} == {}
