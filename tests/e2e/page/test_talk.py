"""A conversation loses nothing: not between tabs, not at a reload, not while a question is edited."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from rag import Answer
from tests.e2e.page.conftest import ask, finished
from tests.e2e.page.test_workroom import BUILT, MILLER, choose, kept
from tests.ui.fakes import FakeBot, answered

pytestmark = pytest.mark.browser

WHEN = "When was it built?"


def questions(tab: Any) -> list[str]:
    return list(tab.locator(".fn-question").all_inner_texts())


def waits_for_box(tab: Any, text: str) -> None:
    tab.wait_for_function("text => document.querySelector('#question textarea')?.value === text", arg=text)


def hold_gradio(tab: Any) -> Callable[[], None]:
    """Keeps what starts Gradio from a tab until the function that is returned is called."""
    held: list[Any] = []
    holds = True

    def hold(route: Any) -> None:
        if holds:
            held.append(route)
        else:
            route.continue_()  # what is asked for only now

    def go_on() -> None:
        nonlocal holds
        holds = False
        for route in held:
            route.continue_()

    tab.route("**/assets/index-*.js", hold)
    return go_on


def test_two_tabs_on_one_conversation_lose_nothing(visit: Any, quick_address: str) -> None:
    first = visit(quick_address)
    ask(first, "One?")
    kept(first, 1)
    second = first.context.new_page()
    second.goto(quick_address + "#kept")
    second.click(".fn-kept .fn-title")
    second.wait_for_selector(".fn-question")
    ask(second, "Two?")
    kept(second, 2)
    first.wait_for_selector(".fn-question >> nth=1")  # what one adds, the other shows
    second.fill("#question textarea", "Half a ques")
    waits_for_box(first, "Half a ques")
    ask(first, "Three?")
    second.wait_for_selector(".fn-turn >> nth=2")
    assert questions(first) == questions(second) == ["One?", "Two?", "Three?"]
    waits_for_box(second, "")
    before = second.get_attribute(".fn-turn:last-child", "data-id")
    first.click(".fn-turn:last-child [data-does=again]")
    second.wait_for_function(
        "id => document.querySelectorAll('.fn-turn').length === 3 && !document.querySelector(`[data-id='${id}']`)",
        arg=before,
    )
    kept(first, 3)
    first.click("#masthead a[href='#kept']")
    first.click(".fn-kept [data-does=delete]")
    first.click(".fn-dialog .fn-ok")
    second.wait_for_selector(".fn-welcome:not([hidden])")
    assert questions(second) == [] and not first.failures


def test_what_is_typed_and_what_is_chosen_is_seen_in_another_tab_and_outlives_a_reload(
    visit: Any, address: str
) -> None:
    tab = visit(address)
    other = tab.context.new_page()
    other.goto(address)
    other.wait_for_selector("#fn-first", state="detached")
    choose(tab, "hostile.md")
    assert "The Hollow Mill" in other.wait_for_selector("#choice .fn-chip").inner_text()
    tab.fill("#question textarea", "Half a ques")
    waits_for_box(other, "Half a ques")
    tab.reload()
    waits_for_box(tab, "Half a ques")
    assert "The Hollow Mill" in tab.wait_for_selector("#choice .fn-chip").inner_text()
    assert "Anselm Krug" in ask(tab, MILLER).inner_text()
    waits_for_box(other, "")
    assert questions(other) == []  # which has a conversation of its own
    tab.reload()
    tab.wait_for_selector(".fn-question")
    waits_for_box(tab, "")


def test_a_question_whose_answer_never_came_is_in_the_box_again(visit: Any, serve_bot: Callable[[Any], str]) -> None:
    released = threading.Event()
    tab = visit(serve_bot(FakeBot(pause=lambda: released.wait(60))))
    tab.fill("#question textarea", WHEN)
    tab.press("#question textarea", "Enter")
    tab.wait_for_selector(".fn-prose")
    tab.reload()
    waits_for_box(tab, WHEN)
    released.set()


def test_an_edited_question_keeps_its_answer_until_the_new_one_is_there(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    ask(tab, "One?")
    ask(tab, "Two?")
    tab.click(".fn-turn:last-child [data-does=edit]")
    waits_for_box(tab, "Two?")
    kept(tab, 2)
    tab.click("[data-does=keep]")
    waits_for_box(tab, "")
    assert questions(tab) == ["One?", "Two?"]
    tab.click(".fn-turn:last-child [data-does=edit]")
    waits_for_box(tab, "Two?")
    tab.fill("#question textarea", "Another two?")
    tab.press("#question textarea", "Enter")
    tab.wait_for_function("document.querySelectorAll('.fn-question')[1].textContent === 'Another two?'")
    kept(tab, 2)
    assert questions(tab) == ["One?", "Another two?"]
    tab.reload()
    tab.wait_for_selector(".fn-question >> nth=1")
    assert questions(tab) == ["One?", "Another two?"]


def test_a_question_is_asked_again_in_place_of_itself(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    ask(tab, "One?")
    before = tab.get_attribute(".fn-turn", "data-id")
    tab.click("[data-does=again]")
    tab.wait_for_function("id => document.querySelector('.fn-turn').dataset.id !== id", arg=before)
    tab.wait_for_selector("#question .submit-button")
    kept(tab, 1)
    assert questions(tab) == ["One?"]


def test_what_was_understood_from_before_is_asked_as_typed_at_a_click(visit: Any, address: str) -> None:
    tab = visit(address)
    ask(tab, BUILT)
    assert "Lantern Bridge" in ask(tab, "Who built it?").locator(".fn-understood").inner_text()
    tab.click(".fn-turn:last-child [data-typed]")
    tab.wait_for_function(
        "document.querySelectorAll('.fn-turn').length === 2 && !document.querySelector('.fn-understood, [data-typed]')"
    )
    tab.wait_for_selector("#question .submit-button")
    kept(tab, 2)
    assert questions(tab) == [BUILT, "Who built it?"]


def test_a_decline_of_chosen_articles_asks_all_at_a_click(visit: Any, address: str) -> None:
    tab = visit(address)
    choose(tab, "hostile.md")
    ask(tab, BUILT).locator("[data-does=again]").click()
    tab.wait_for_selector(".fn-turn .fn-answer")
    assert "1931" in tab.inner_text(".fn-answer")
    assert questions(tab) == [BUILT]


def test_the_limit_of_a_question_is_told_while_it_is_typed(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    tab.fill("#question textarea", "x" * 1000)
    assert tab.locator(".fn-length").is_hidden()
    tab.fill("#question textarea", "x" * 2001)
    tab.wait_for_selector(".fn-length.fn-over:has-text('2,001 characters of at most 2,000')")


def test_what_has_not_begun_to_come_can_be_stopped(visit: Any, serve_bot: Callable[[Any], str]) -> None:
    released = threading.Event()

    def reply(question: str) -> Answer:
        released.wait(60)
        return answered(question)

    tab = visit(serve_bot(FakeBot(reply)))
    tab.fill("#question textarea", WHEN)
    tab.press("#question textarea", "Enter")
    tab.click("#question .stop-button")
    tab.wait_for_selector(".fn-stopped")
    tab.wait_for_selector("#question .submit-button")
    released.set()
    finished(tab, 0)
    assert tab.locator(".fn-answer").count() == 0


def test_the_first_sight_is_there_before_anything_is_loaded_and_takes_what_is_typed(
    visit: Any, quick_address: str
) -> None:
    tab = visit(quick_address)
    go_on = hold_gradio(tab)
    tab.goto(quick_address, wait_until="commit")
    tab.wait_for_selector("#fn-first .fn-lead")
    assert "1 article in dams/" in tab.inner_text("#fn-first")
    tab.fill("#fn-early", "Typed early")
    tab.wait_for_function("document.querySelector('#fn-early').value === 'Typed early'")
    go_on()
    waits_for_box(tab, "Typed early")
    assert tab.locator("#fn-first").count() == 0


def test_what_is_sent_before_the_page_can_ask_is_asked_once_it_can_and_leaves_the_box(
    visit: Any, quick_address: str
) -> None:
    tab = visit(quick_address)
    ask(tab, "One?")
    kept(tab, 1)
    go_on = hold_gradio(tab)
    tab.reload(wait_until="commit")
    tab.wait_for_selector("#fn-early:focus")
    tab.wait_for_function("'footnote' in window")
    tab.keyboard.type("Two?\n")
    tab.wait_for_selector("#fn-early:read-only")
    go_on()
    finished(tab, 1)
    kept(tab, 2)
    waits_for_box(tab, "")
    assert questions(tab) == ["One?", "Two?"]
    assert tab.evaluate("document.activeElement.closest('#question') !== null")


def test_conversations_are_found_by_what_was_asked(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    for first, second in (("Apples?", "Pears?"), ("Bridges?", "Dams?")):
        ask(tab, first)
        ask(tab, second)
        tab.click("#masthead [data-does=new]")
        tab.wait_for_selector(".fn-welcome:not([hidden])")
    kept(tab, 4)
    tab.click("#masthead a[href='#kept']")
    tab.fill(".fn-seek", "pears")
    tab.wait_for_selector(".fn-kept .fn-title:text-is('Bridges?')", state="hidden")
    assert tab.locator(".fn-kept .fn-title:visible").all_inner_texts() == ["Apples?"]


def test_a_conversation_that_is_left_while_it_is_answered_does_not_come_into_the_next(
    visit: Any, serve_bot: Callable[[Any], str]
) -> None:
    goes_on = threading.Event()
    tab = visit(serve_bot(FakeBot(pause=lambda: goes_on.wait(20))))

    def begin(question: str) -> None:
        goes_on.clear()
        tab.fill("#question textarea", question)
        tab.press("#question textarea", "Enter")
        tab.wait_for_selector(".fn-turn[data-state=growing]")

    begin("One?")
    tab.click("#masthead [data-does=new]")
    tab.wait_for_selector(".fn-welcome:not([hidden])")
    goes_on.set()
    ask(tab, "Two?")
    assert questions(tab) == ["Two?"]
    kept(tab, 1)
    tab.click("#masthead [data-does=new]")
    tab.wait_for_selector(".fn-welcome:not([hidden])")
    begin("Three?")
    tab.click("#masthead a[href='#kept']")
    tab.click(".fn-kept .fn-title")
    tab.wait_for_selector(".fn-question:has-text('Two?')")
    goes_on.set()
    ask(tab, "Four?")
    assert questions(tab) == ["Two?", "Four?"] and tab.locator(".fn-turn").count() == 2 and not tab.failures


def test_a_conversation_that_was_left_is_shown_again_as_often_as_it_is_opened(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address)
    ask(tab, "One?")
    kept(tab, 1)
    for _ in range(3):  # though nothing of it is new
        tab.click("#masthead [data-does=new]")
        tab.wait_for_selector(".fn-welcome:not([hidden])")
        tab.click("#masthead a[href='#kept']")
        tab.click(".fn-kept .fn-title")
        tab.wait_for_selector(".fn-question")
    assert questions(tab) == ["One?"] and not tab.failures
