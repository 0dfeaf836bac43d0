"""The place where a text is checked, in a real browser: put in, marked, looked up, typed on, taken along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, Settings
from tests.answer.written.scripted import Scripted
from tests.e2e.page.conftest import ask
from tests.e2e.page.test_accessibility import serious

pytestmark = pytest.mark.browser

DRAFT = "The Lantern Bridge was built in 1941 by the engineer Marta Holm. <img src=x onerror='window.ran = 1'>"


def test_a_draft_is_put_in_marked_and_taken_along(visit: Any, address: str, tmp_path: Path) -> None:
    tab = visit(address)
    tab.click("#masthead a[href='#check']")
    tab.fill("#check-form textarea", DRAFT)
    tab.press("#check-form textarea", "Control+Enter")
    tab.wait_for_selector("#checked .fn-save")
    assert not tab.is_visible("#question")
    assert tab.inner_text("#checked .fn-counts").split() == "✓ 0 supported ~ 0 partly supported ✗ 1 contradicted ? 1 not found".split()  # fmt: skip
    assert serious(tab) == []

    tab.click("#checked a.fn-contradicted")
    tab.wait_for_selector("#fn-here")
    assert "built in 1931" in tab.inner_text("#fn-here")

    with tab.expect_download() as download:
        tab.click("[data-does=save-checked][data-kind=md]")
    download.value.save_as(tmp_path / "checked.md")
    assert "contradicted" in (tmp_path / "checked.md").read_text("utf-8")

    tab.fill("#check-form textarea", DRAFT.replace("1941", "1931"))
    tab.wait_for_selector("#checked a.fn-supported")  # what has changed is checked again by itself
    tab.click("#check-form a[href='#ask']")
    tab.wait_for_selector("#question")  # the way back is a module's, so the page takes it a moment later
    assert not tab.is_visible("#checked")
    assert tab.evaluate("window.ran") is None and tab.failures == [] and tab.asked_outside == []


def test_a_written_answer_is_taken_along(
    visit: Any, serve_bot: Callable[[Any], str], corpus: Path, tmp_path: Path
) -> None:
    said = "The Lantern Bridge was built in 1931 by Marta Holm."
    bot = Bot.open(corpus, store=tmp_path, llm=Scripted(f"{said} [1]"), settings=Settings.of(llm_cache=False))
    tab = visit(serve_bot(bot))
    ask(tab, "Who built the Lantern Bridge?")
    tab.click("#conversation .fn-message a[href='#check']")
    tab.wait_for_selector("#checked a.fn-supported")
    assert tab.input_value("#check-form textarea") == said and tab.failures == []


def test_a_file_is_read(visit: Any, address: str) -> None:
    tab = visit(address, locale="vi-VN")
    tab.click("#masthead a[href='#check']")
    tab.wait_for_selector("#check-form textarea:focus")
    file = {
        "name": "draft.md",
        "mimeType": "text/markdown",
        "buffer": b"# Bridge\n\nThe Lantern Bridge was built in 1931.",
    }
    tab.set_input_files("#check-form input[type=file]", file)
    tab.wait_for_selector("#checked a.fn-supported")
    assert "có căn cứ" in tab.inner_text("#checked .fn-counts")
