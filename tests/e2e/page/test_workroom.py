"""Choosing, adding, changing and removing articles, and keeping conversations, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, verify
from rag.llama_index.embedding import FootnoteEmbedding
from tests.e2e.page.conftest import ARTICLES, ask
from tests.fakes import FakeEncoder, write
from ui.page.feedback import feedback_path

pytestmark = pytest.mark.browser

BUILT = "When was the Lantern Bridge built?"
MILLER = "Who is the miller of the Hollow Mill?"
MOON = "The Moon Lamp\n\nThe Moon Lamp was lit in 1969 by Ada Quist. It burns oil.\n"


@pytest.fixture
def room(serve_bot: Callable[[Any], str], tmp_path: Path, visit: Any) -> tuple[Bot, str]:
    """A bot over a folder that may be changed, and its page."""
    bot = Bot.open(write(tmp_path / "articles", ARTICLES), store=tmp_path / "store")
    return bot, serve_bot(bot)


def open_articles(tab: Any) -> None:
    tab.click("#masthead a[href='#all']")
    tab.wait_for_selector(".fn-find")


def choose(tab: Any, path: str) -> None:
    open_articles(tab)
    tab.locator(f".fn-choose[value='{path}']").check()
    tab.wait_for_selector("#choice .fn-chip")


def kept(tab: Any, answers: int) -> None:
    """Waits until the browser keeps a number of answers."""
    tab.wait_for_function(f"Object.values(localStorage).filter(one => JSON.parse(one).answer).length === {answers}")


def told(tab: Any, text: str) -> None:
    tab.wait_for_selector(f"#told li:has-text({json.dumps(text)})")


def test_only_the_articles_that_are_ticked_are_asked(visit: Any, address: str) -> None:
    tab = visit(address)
    choose(tab, "hostile.md")
    assert "The Hollow Mill" in tab.inner_text("#choice")
    assert "The chosen articles do not say." in ask(tab, BUILT).inner_text()
    tab.focus("#choice .fn-chip")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#choice a[href='#all']")
    assert "1931" in ask(tab, BUILT).inner_text()
    assert not tab.failures


def test_the_list_finds_while_one_types_and_sorts_by_a_link(visit: Any, address: str) -> None:
    tab = visit(address)
    tab.focus(".fn-find")
    tab.keyboard.type("bridge")
    tab.wait_for_function("document.querySelectorAll('.fn-choose').length === 1")
    assert tab.evaluate("document.activeElement.value") == "bridge"
    tab.fill(".fn-find", "")
    tab.wait_for_function("document.querySelectorAll('.fn-choose').length === 3")
    tab.focus(".fn-orders a >> nth=0")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".fn-orders [aria-current]:has-text('↑')")
    tab.keyboard.press("Enter")  # the link keeps the focus
    tab.wait_for_selector(".fn-orders [aria-current]:has-text('↓')")
    assert tab.locator(".fn-choose").first.get_attribute("value") == "bridge.txt"


def test_of_many_files_the_rows_in_view_are_there_and_one_of_two_folders_is_asked_by_one_tick(
    visit: Any, serve_bot: Callable[[Any], str], tmp_path: Path
) -> None:
    texts = {f"{n:04}.txt": f"Number {n} was seen by the clerk." for n in range(600)}
    folders = write(tmp_path / "below", texts), write(tmp_path / "about", {"a.txt": "The moon was seen by Ada."})
    bot = Bot.open(folders, store=tmp_path / "store", embed_model=FootnoteEmbedding(FakeEncoder()))
    tab = visit(serve_bot(bot) + "#all")
    assert tab.inner_text("#masthead a[href='#all']") == "601 articles in below/, about/"
    scroll = "document.querySelector('.fn-contents .fn-scroll').scrollTop = {}"
    assert tab.locator(".fn-rows li").count() < 200
    tab.evaluate(scroll.format(1e9))
    tab.wait_for_selector(".fn-choose[value='below/0599.txt']")
    assert tab.locator(".fn-rows li").count() < 200
    tab.evaluate(scroll.format(0))
    tab.click(".fn-group:has-text('below') [data-does=tick]")
    tab.wait_for_selector("#choice .fn-chip:has-text('below/')")
    assert tab.is_checked(".fn-choose[value='below/0001.txt']")
    assert not tab.is_checked(".fn-choose[value='about/a.txt']")
    tab.fill(".fn-find", "0007")
    tab.wait_for_function("document.querySelectorAll('.fn-choose').length === 1")
    assert not tab.failures


def test_a_removed_file_comes_back_by_a_click(visit: Any, room: Any) -> None:
    bot, address = room
    tab = visit(address + "#all")
    tab.click("[data-does=remove][data-path='vi.txt']")
    tab.click("dialog .fn-ok")
    tab.click("#told [data-does=undo]")
    told(tab, "vi.txt was added.")
    assert (bot.corpus / "vi.txt").read_text() == ARTICLES["vi.txt"]


def test_files_are_added_replaced_and_removed_each_with_its_result(visit: Any, room: Any, tmp_path: Path) -> None:
    bot, address = room
    tab = visit(address)
    files = write(tmp_path / "new", {"moon.txt": MOON, "drawing.dwg": "x", "vi.txt": "Nothing else is said here."})
    with tab.expect_file_chooser() as chooser:
        tab.click("[data-does=add]")
    chooser.value.set_files(sorted(files.iterdir()))
    told(tab, "moon.txt was added.")
    assert "drawing.dwg' is of a type that is not read" in tab.inner_text("#told")
    assert str(bot.corpus) in tab.inner_text("#told")
    assert (bot.corpus / "vi.txt").read_text() == ARTICLES["vi.txt"]
    tab.click("#told [data-does=replace]")
    told(tab, "vi.txt was indexed again.")
    tab.wait_for_selector("text=4 articles in")
    assert "1969" in ask(tab, "When was the Moon Lamp lit?").inner_text()
    open_articles(tab)
    tab.click("[data-does=remove][data-path='moon.txt']")
    tab.wait_for_selector("dialog .fn-ok:focus")
    tab.keyboard.press("Escape")
    assert (bot.corpus / "moon.txt").exists()
    tab.click("[data-does=remove][data-path='moon.txt']")
    tab.wait_for_selector("dialog .fn-ok:focus")
    tab.keyboard.press("Enter")
    told(tab, "moon.txt was removed.")
    assert not (bot.corpus / "moon.txt").exists()
    assert not tab.failures


def test_a_dropped_file_and_a_pasted_text_are_added(visit: Any, room: Any) -> None:
    tab = visit(room[1])
    dropped = """text => {
      const held = new DataTransfer();
      held.items.add(new File([text], 'moon.txt', { type: 'text/plain' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
    }"""
    tab.evaluate(dropped, MOON)
    told(tab, "moon.txt was added.")
    tab.click("[data-does=paste]")
    tab.fill("dialog [name=name]", "<b>Kettle</b>")
    tab.fill("dialog [name=text]", "The kettle was invented in 1880 by Orla Finn.")
    tab.click("dialog .fn-ok")
    told(tab, "<b>Kettle<-b>.txt was added.")  # a slash in a title loses no text
    tab.click("[data-does=paste]")
    tab.fill("dialog [name=text]", "The kettle was invented in 1880 by Orla Finn. It whistles.")
    tab.click("dialog .fn-ok")
    told(tab, "The kettle was invented in 1880 by Orla Finn. It whistles.txt was added.")
    assert "1880" in ask(tab, "When was the kettle invented?").inner_text()


def test_a_question_is_answered_while_articles_are_indexed(
    visit: Any, room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    bot, address = room
    goes_on, sync = Event(), bot.sync

    def slow(progress: Any) -> Any:
        progress(1, 2, "bridge.txt")
        goes_on.wait(60)
        return sync()

    monkeypatch.setattr(bot, "sync", slow)
    (bot.corpus / "moon.txt").write_text(MOON)
    tab = visit(address)
    tab.click("[data-does=sync]")
    tab.wait_for_selector("#told progress[value='1']")
    assert "1931" in ask(tab, BUILT).inner_text()
    goes_on.set()
    told(tab, "moon.txt was added.")


def test_a_file_that_has_changed_is_told_and_indexed_again(visit: Any, room: Any) -> None:
    bot, address = room
    tab = visit(address)
    link = ask(tab, BUILT).locator(".fn-mark").get_attribute("href")
    (bot.corpus / "bridge.txt").write_text(ARTICLES["bridge.txt"].replace("1931", "1932"))
    tab.click(".fn-all")
    tab.wait_for_selector(".fn-state.fn-changed")
    tab.click(f'.fn-mark[href="{link}"]')
    tab.click("text=The file has changed since it was indexed >> [data-does=sync]")
    tab.wait_for_selector("text=This article has changed since it was quoted")
    assert "1932" in tab.inner_text("#evidence .fn-text")
    assert "1932" in ask(tab, BUILT).inner_text()


def test_an_open_page_notices_what_another_process_has_indexed(visit: Any, room: Any) -> None:
    bot, address = room
    tab = visit(address)
    (bot.corpus / "moon.txt").write_text(MOON)
    Bot.open(bot.corpus, settings=bot.settings)
    tab.wait_for_selector("text=4 articles in")
    tab.wait_for_selector(".fn-choose[value='moon.txt']")


def test_a_conversation_is_kept_and_gone_on_with(visit: Any, address: str) -> None:
    tab = visit(address)
    ask(tab, BUILT)
    kept(tab, 1)
    tab.reload()
    tab.wait_for_selector(f".fn-question:has-text('{BUILT}')")
    assert "Lantern Bridge" in ask(tab, "Who built it?").locator(".fn-understood").inner_text()
    tab.click("#masthead [data-does=new]")
    tab.wait_for_selector(".fn-welcome:not([hidden])")
    ask(tab, MILLER)
    tab.click("#masthead a[href='#kept']")
    tab.wait_for_selector(".fn-kept li >> nth=1")
    assert tab.locator(".fn-kept .fn-title").all_inner_texts() == [MILLER, BUILT]
    tab.click(f".fn-kept .fn-title:has-text('{BUILT}')")
    tab.wait_for_selector(".fn-question:has-text('Who built it?')")
    assert tab.locator(".fn-question").all_inner_texts() == [BUILT, "Who built it?"]
    assert not tab.failures


def test_a_kept_conversation_is_renamed_exported_and_deleted(visit: Any, address: str, corpus: Path) -> None:
    tab = visit(address)
    ask(tab, BUILT)
    ask(tab, MILLER)
    kept(tab, 2)
    tab.click("#masthead a[href='#kept']")
    tab.click("[data-does=rename]")
    tab.fill("dialog input", "Bridges & <mills>")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".fn-kept .fn-title:has-text('Bridges & <mills>')")
    tab.click(".fn-kept summary")
    for kind in ("md", "html", "json"):
        with tab.expect_download() as download:
            tab.click(f"[data-does=export][data-kind={kind}]")
        assert download.value.suggested_filename == f"Bridges-mills.{kind}"
        text = download.value.path().read_text()
        assert "Anselm Krug" in text
    exported = json.loads(text)
    assert exported["title"] == "Bridges & <mills>"
    assert {one.state for one in verify(exported, corpus)} == {"exact"}
    tab.click("[data-does=delete]")
    tab.click("dialog .fn-ok")
    tab.wait_for_selector("text=What you ask is kept here")
    tab.wait_for_selector(".fn-welcome:not([hidden])")
    assert tab.evaluate("localStorage.length") == 0


def test_a_thumb_down_with_its_reason_is_noted(visit: Any, address: str, corpus: Path) -> None:
    tab = visit(address)
    ask(tab, MILLER)
    ask(tab, BUILT)
    tab.click(".fn-turn >> nth=-1 >> [data-vote=down]")
    tab.fill("dialog textarea", "It was 1930.")
    with tab.expect_response(lambda response: "It was 1930." in (response.request.post_data or "")):
        tab.click("dialog .fn-ok")
    lines = [json.loads(line) for line in feedback_path(corpus).read_text().splitlines()]
    assert [line["vote"] for line in lines] == ["down", "down"]
    assert lines[-1]["reason"] == "It was 1930."
    assert lines[-1]["history"] == [MILLER]
    assert lines[-1]["answer"]["question"] == BUILT


def test_pointing_at_a_footnote_or_reaching_it_by_keyboard_shows_the_quotation(visit: Any, address: str) -> None:
    tab = visit(address)
    mark = ask(tab, BUILT).locator(".fn-mark")
    for show, hide in ((mark.hover, lambda: tab.keyboard.press("Escape")), (mark.focus, lambda: mark.blur())):
        show()
        assert "was built in 1931" in tab.wait_for_selector(".fn-preview").inner_text()
        hide()
        tab.wait_for_selector(".fn-preview", state="hidden")


def test_the_link_of_a_citation_is_copied(visit: Any, address: str) -> None:
    tab = visit(address, permissions=["clipboard-read", "clipboard-write"])
    ask(tab, BUILT)
    tab.click("[data-does=link]")
    tab.wait_for_selector("text=Copied")
    link = tab.evaluate("navigator.clipboard.readText()")
    other = visit(link)
    assert "was built in 1931" in other.wait_for_selector("#fn-here").inner_text()


def test_the_passages_that_were_weighed_are_shown_by_what_they_say(visit: Any, address: str) -> None:
    tab = visit(address)
    answer = ask(tab, BUILT)
    answer.locator(".fn-weighed summary").click()
    snippets = answer.locator(".fn-weighed .fn-snippet").all_inner_texts()
    assert len(snippets) > 1 and all(len(one) > 20 for one in snippets)
    answer.locator(".fn-weighed a").nth(1).click()
    tab.wait_for_selector(f".fn-count:has-text('Passage 2 of {len(snippets)}')")
