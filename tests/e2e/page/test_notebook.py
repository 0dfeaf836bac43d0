"""The notebook in a real browser: answers and quotations are pinned, found again, renamed, exported and removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag import verify
from tests.e2e.page.conftest import ask
from tests.e2e.page.test_accessibility import serious
from tests.e2e.page.test_workroom import BUILT, MILLER

pytestmark = pytest.mark.browser


def test_what_is_pinned_is_kept_renamed_exported_verified_and_removed(visit: Any, address: str, corpus: Path) -> None:
    tab = visit(address)
    ask(tab, BUILT)
    ask(tab, MILLER).locator(".fn-mark").first.click()
    tab.wait_for_selector("#fn-here:has-text('Anselm Krug')")
    tab.click("#conversation .fn-turn >> nth=0 >> [data-does=pin]")
    tab.wait_for_selector("#conversation [data-does=pin][aria-pressed=true]")
    tab.click("#evidence [data-does=pin]")
    tab.wait_for_selector("#evidence [data-does=pin][aria-pressed=true]")

    other = tab.context.new_page()
    other.goto(address + "#notes")
    other.wait_for_selector(".fn-note >> nth=1")
    tab.click("#masthead a[href='#kept']")
    tab.click(".fn-kept .fn-bar a[href='#notes']")
    tab.click(".fn-note:has-text('1931') [data-does=rename-note]")
    tab.fill("dialog input", "The bridge")
    tab.keyboard.press("Enter")
    other.wait_for_selector(f".fn-note:has(h3:text-is('The bridge')):has-text('{BUILT}')")  # live, in the other tab
    assert serious(other) == []

    other.click(".fn-whole summary")
    files = {}
    for kind in ("json", "md"):
        with other.expect_download() as download:
            other.click(f"[data-does=export-notes][data-kind={kind}]")
        assert download.value.suggested_filename == f"Notebook.{kind}"
        files[kind] = download.value.path().read_text()
    assert "The bridge – When was the Lantern Bridge built?" in files["md"].replace("\\", "")
    exported = json.loads(files["json"])
    assert [len(one["citations"]) for one in exported["answers"]] == [1, 1]
    assert [one.state for one in verify(exported, corpus)] == ["exact", "exact"]

    tab.reload()
    tab.click(".fn-note:has-text('Anselm Krug') .fn-mark")
    tab.click("#evidence [data-does=pin][aria-pressed=true]")  # it is taken out as it was pinned
    other.wait_for_selector(".fn-note >> nth=1", state="detached")
    other.click("[data-does=remove-note]")
    other.click("dialog .fn-ok")
    other.wait_for_selector("text=Pin an answer or a quotation: it is kept here.")
    tab.wait_for_selector("#conversation [data-does=pin][aria-pressed=true]", state="detached")
    assert not tab.failures
