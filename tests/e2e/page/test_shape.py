"""The page's shape: at every width and zoomed, for a finger, and with what a reader's system asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.page.conftest import ask

pytestmark = pytest.mark.browser

WIDTHS = {320: 640, 640: 400, 768: 1024, 1280: 800, 1920: 1000}
"""Every width that is tried, with its height; 640 is a screen of 1280 zoomed to 200 %."""
CONTROLS = """const controls = within => [...document.querySelectorAll(within)].flatMap(part =>
    [...part.querySelectorAll("a[href], button, summary, input:not([type=file]), select, textarea")]).filter(one =>
      one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1);
  const told = one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)}`;"""
SMALL = f"""least => {{ {CONTROLS}
  return controls("body").flatMap(one => {{
    const after = getComputedStyle(one, "::after"), ticked = one.matches(".fn-choose") ? one.closest("label") : one;
    const box = after.position === "absolute" ? after : ticked.getBoundingClientRect();
    const sides = [parseFloat(box.width), parseFloat(box.height)];
    return Math.min(...sides) + 0.5 < least ? [`${{told(one)}}: ${{sides}}`] : [];
  }});
}}"""
"""The controls that a finger misses, which are less high or wide than so many pixels; what they fill counts."""
ASKEW = f"""() => {{ {CONTROLS}
  const seen = one => {{
    let {{ left, top, right, bottom }} = one.getBoundingClientRect();
    for (let above = one.parentElement; above; above = above.parentElement) {{
      if (getComputedStyle(above).overflow === "visible") continue;
      const box = above.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }}
    return {{ left, top, right, bottom }};
  }};
  const found = [...document.querySelectorAll("html, .fn-talk, .fn-scroll, dialog")].filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `${{one.tagName}} ${{one.className}} is ${{one.scrollWidth}} wide in ${{one.clientWidth}}`);
  for (const part of ["#masthead", "#talk", "#reading", "dialog"]) {{
    const all = controls(part);
    for (const [n, one] of all.entries()) for (const other of all.slice(n + 1)) {{
      const [a, b] = [seen(one), seen(other)];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1 && !one.contains(other) && !other.contains(one)) found.push(`${{told(one)}} lies over ${{told(other)}}`);
    }}
  }}
  return found;
}}"""
"""What is wider than its place, and controls that lie over each other."""


def states(tab: Any) -> Iterator[str]:
    """Walks a fresh tab that is touched through the states of the page; gives the name of each when it is there."""
    yield "start"
    ask(tab, "When was the dam built?")
    yield "answer"
    tab.tap("#conversation .fn-mark")
    tab.wait_for_selector(".fn-reading #fn-here")
    yield "quotation"
    tab.tap("#evidence [data-does=pin]")
    tab.wait_for_selector("#evidence [data-does=pin][aria-pressed=true]")
    for link, ready in (("#all", ".fn-choose"), ("#kept", ".fn-kept li"), ("#notes", ".fn-note")):
        tab.evaluate("address => location.hash = address", link)
        tab.wait_for_selector(ready)
        yield link
    tab.tap(".fn-close")
    tab.tap("[data-does=settings]")
    tab.wait_for_selector("dialog[open]")
    yield "settings"
    tab.keyboard.press("Escape")
    tab.tap("#masthead a[href='#check']")
    tab.wait_for_selector("#check-form textarea:focus")
    yield "check"


def test_at_every_width_nothing_overlaps_or_is_too_small_for_a_finger(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    wrong = {}
    for state in states(tab):
        wrong[state, "finger"] = tab.evaluate(SMALL, 40)
        for width, height in WIDTHS.items():
            tab.set_viewport_size({"width": width, "height": height})
            wrong[state, str(width)] = tab.evaluate(ASKEW)
        tab.set_viewport_size({"width": 320, "height": 640})
    assert {where: found for where, found in wrong.items() if found} == {}


def test_what_the_system_asks_for_is_kept_to(visit: Any, quick_address: str) -> None:
    tab = visit(quick_address, reduced_motion="reduce", forced_colors="active")
    tab.keyboard.type("When was the dam built?\n")
    tab.wait_for_selector("#fn-here")
    shown = "selector => { const { outlineStyle, transitionDuration } = getComputedStyle(document.querySelector(selector)); return [outlineStyle, transitionDuration]; }"
    assert tab.evaluate(shown, "#fn-here")[0] == "solid"  # a ground of our own colour is not seen there
    assert tab.evaluate(shown, "#reading")[1] == "0s"
    tab.get_by_role("log", name="Conversation").get_by_role("article", name="When was the dam built?").wait_for()
    tab.get_by_role("article", name="The <i>dam</i>").wait_for()  # the panel is called by what it shows
    assert "- status" in tab.locator("body").aria_snapshot()  # where a screen reader listens for what is told
