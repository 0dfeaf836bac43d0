"""What is chosen on the page holds for the next question, and outlives a reload."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.page.conftest import ask

pytestmark = pytest.mark.browser


def choose(tab: Any, **settings: str) -> None:
    tab.click("[data-does=settings]")
    for name, value in settings.items():
        tab.select_option(f".fn-dialog [name={name}]", value)
    tab.click(".fn-dialog .fn-ok")


def test_caution_and_length_are_those_that_were_chosen_and_are_told(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    ask(tab, "Before?")
    assert tab.locator(".fn-unusual").count() == 0
    choose(tab, caution="high", sentences="5")
    tab.wait_for_selector("text=Saved")
    ask(tab, "After?")
    assert tab.locator(".fn-unusual").all_inner_texts() == ["Caution: high · At most 5 sentences"]
    tab.reload()
    tab.wait_for_selector(".fn-unusual")
    tab.click("[data-does=settings]")
    assert tab.input_value(".fn-dialog [name=sentences]") == "5"
    assert tab.failures == []


def test_language_and_theme_are_those_that_were_chosen_in_every_tab(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    other = tab.context.new_page()
    other.goto(quick_address)
    other.wait_for_selector("#fn-first", state="detached")
    choose(tab, theme="dark")
    other.wait_for_selector("html[lang=en] body.dark")
    choose(other, theme="", language="fr")
    other.wait_for_selector("html[lang=fr] body:not(.dark)")
    tab.wait_for_selector("html[lang=fr] body:not(.dark)")
    tab.wait_for_selector(".fn-masthead >> text=Réglages")
    tab.wait_for_selector(".fn-welcome .fn-lead:text-is('Posez une question aux articles')")
    assert tab.failures == []
