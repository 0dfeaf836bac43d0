"""The page used by the keyboard alone: asking, footnotes, articles, settings, checking; and every control has a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from rag import Answer, AnswerSentence
from tests.e2e.page.conftest import finished
from tests.e2e.page.test_talk import waits_for_box
from tests.e2e.page.test_workroom import kept
from tests.ui.fakes import TEXT, FakeBot, answered, citation

pytestmark = pytest.mark.browser

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


ODD, EVEN = "The dam was built in 1911.", "It holds the lake."


def by_turns(question: str) -> Answer:
    """Quotes one sentence for odd questions and another for even ones."""
    if int(re.findall(r"\d+", question)[0]) % 2:
        return answered(question)
    start = TEXT.index(EVEN)
    return answered(
        question,
        sentences=(AnswerSentence(EVEN, (1,)),),
        citations=(citation(1, start, start + len(EVEN)),),
    )


def test_thirty_questions_are_asked_each_sends_itself_alone_and_single_keys_lead_through_them(
    visit: Any, serve_bot: Callable[[Any], str]
) -> None:
    tab = visit(serve_bot(FakeBot(by_turns)))
    network = tab.context.new_cdp_session(tab)
    network.send("Network.enable")
    received, sizes = [0], []
    network.on("Network.dataReceived", lambda data: received.append(data["dataLength"]))
    tab.wait_for_selector("#question textarea:focus")
    for number in range(1, 31):
        before = sum(received)
        tab.keyboard.type(f"Question {number}?\n")
        finished(tab, number - 1)
        sizes.append(sum(received) - before)
        tab.wait_for_selector("#question textarea:focus")
    kept(tab, 30)
    assert tab.locator(".fn-turns > .fn-turn").count() == 12  # what is long past is laid out as one
    assert max(sizes[-5:]) < 1.5 * max(
        sizes[2:7]
    )  # the first ones also load modules; the page looks for news now and then

    tab.wait_for_selector(f"#fn-here:text-is('{EVEN}')")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("k")
    tab.wait_for_selector(f"#fn-here:text-is('{ODD}')")
    tab.keyboard.press("j")
    tab.wait_for_selector(f"#fn-here:text-is('{EVEN}')")
    for pinned in ("true", "false"):
        tab.keyboard.press("p")
        tab.wait_for_selector(f"#evidence [data-does=pin][aria-pressed={pinned}]")
    tab.keyboard.press("?")
    tab.wait_for_selector(".fn-keys :text('Next quotation')")
    tab.keyboard.press("Escape")
    tab.keyboard.press("/")
    tab.keyboard.press("ArrowUp")
    waits_for_box(tab, "Question 30?")
    tab.keyboard.type("/j?")
    waits_for_box(tab, "Question 30?/j?")
    assert tab.locator(".fn-question").count() == 30 and tab.failures == []
