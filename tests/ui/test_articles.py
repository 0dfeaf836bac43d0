"""The table of articles: what it lists, finds and sorts."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from rag import Listed, Settings, Skipped, SyncReport
from tests.ui.fakes import FakeBot
from tests.ui.test_message import HOSTILE, Collected
from ui import articles
from ui.page import build
from ui.text import Speech

ENGLISH = Speech()
DAY = datetime.date(2019, 5, 12)
LISTED = [
    Listed("1" * 64, ("bridge.txt", "copy.txt"), "The Lantern Bridge", DAY, "en", 90, 3),
    Listed("2" * 64, ("mill.md",), "a hollow Mill", None, "vi", 1200, 12),
    Listed("3" * 64, ("news.csv#2",), HOSTILE, DAY.replace(year=2017), "en", 7, 1),
]


class Library(FakeBot):
    """Three articles, one of a table's row; the mill's file has changed."""

    report = SyncReport(skipped=(Skipped("photo.png", "its type (.png) is not one that is read"),))

    def articles(self) -> list[Listed]:
        return LISTED

    def states(self, paths: Any) -> dict[str, str]:
        return {path: "changed" if path == "mill.md" else "indexed" for path in paths}

    def waiting(self) -> list[str]:
        return ["late.txt"]

    def file(self, path: str) -> Any:
        return self.corpus / path.partition("#")[0]


BOT: Any = Library()


def shown(link: str, bot: Any = BOT) -> list[str]:
    """The paths of the articles in the table, in their order."""
    return re.findall(r'type="checkbox" value="(.*?)"', articles.table(bot, link, ENGLISH))


@pytest.mark.parametrize(
    ("link", "paths"),
    [
        ("#all", ["bridge.txt", "mill.md", "news.csv#2"]),
        ("", ["bridge.txt", "mill.md", "news.csv#2"]),
        ("#all&sort=title", ["news.csv#2", "mill.md", "bridge.txt"]),  # "<" comes before letters
        ("#all&sort=-date", ["bridge.txt", "news.csv#2", "mill.md"]),
        ("#all&sort=words", ["news.csv#2", "bridge.txt", "mill.md"]),
        ("#all&sort=-passages", ["mill.md", "bridge.txt", "news.csv#2"]),
        ("#all&sort=state", ["mill.md", "bridge.txt", "news.csv#2"]),
        ("#all&sort=nonsense", ["bridge.txt", "mill.md", "news.csv#2"]),
        ("#all&find=LANTERN+bridge", ["bridge.txt"]),
        ("#all&find=copy", ["bridge.txt"]),  # another name of the file
        ("#all&find=zebra", []),
        ("#all&find=m&sort=-words", ["mill.md", "news.csv#2"]),
    ],
)
def test_what_is_looked_for_is_shown_in_order(link: str, paths: list[str]) -> None:
    assert articles.is_link(link)
    assert shown(link) == paths


def test_a_heading_sorts_and_once_more_turns_the_order() -> None:
    html = articles.table(BOT, "#all&find=m&sort=words", ENGLISH)
    assert 'aria-sort="ascending"' in html
    assert "#all&amp;find=m&amp;sort=-words" in html
    assert "#all&amp;find=m&amp;sort=title" in html


def test_the_state_of_each_file_is_told_and_files_that_are_no_articles() -> None:
    seen = Collected(articles.table(BOT, "#all", ENGLISH)).text
    assert "Changed" in seen
    assert "Not indexed yetlate.txt" in seen
    assert "photo.png its type (.png) is not one that is read" in seen


def test_a_part_of_a_file_cannot_be_removed_by_itself() -> None:
    html = articles.table(BOT, "#all", ENGLISH)
    assert re.findall(r'data-does="remove" data-path="(.*?)"', html) == ["bridge.txt", "mill.md"]


class ToRead(Library):
    settings = Settings.of(read_only=True)


def test_a_page_for_reading_only_offers_no_change() -> None:
    bot: Any = ToRead()
    assert set(re.findall('data-does="(.*?)"', articles.table(bot, "#all", ENGLISH))) == set()
    assert shown("#all", bot) == shown("#all")


@pytest.mark.parametrize(("bot", "offered"), [(Library(), True), (ToRead(), False)])
def test_what_the_table_does_not_offer_the_server_does_not_do(bot: Any, offered: bool) -> None:
    page = build(bot)
    steps = {step["api_name"] for step in page.config["dependencies"]}
    page.close(verbose=False)
    assert {"upload", "paste", "replace", "remove", "sync"} <= steps if offered else "remove" not in steps
    assert offered or {"upload", "paste", "replace", "sync"}.isdisjoint(steps)


def test_titles_and_what_is_looked_for_are_only_text() -> None:
    seen = Collected(articles.table(BOT, "#all&find=%22%3E%3Cscript%3E", ENGLISH))
    assert "script" not in seen.tags
    seen = Collected(articles.table(BOT, "#all", ENGLISH))
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)


def test_of_very_many_articles_the_first_are_shown_and_the_others_counted() -> None:
    class Many(Library):
        def articles(self) -> list[Listed]:
            return [Listed(f"{n:064}", (f"{n}.txt",), f"Number {n}", None, "en", n, 1) for n in range(1234)]

    many: Any = Many()
    assert len(shown("#all", many)) == 200
    assert "and 1034 more" in articles.table(many, "#all", ENGLISH)
    assert shown("#all&find=1233", many) == ["1233.txt"]
