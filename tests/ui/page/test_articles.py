"""The table of articles: what it lists, finds and sorts."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from rag import Listed, Removed, Settings, Skipped, SyncReport, UsageError
from tests.ui.fakes import FakeBot
from tests.ui.page.test_message import HOSTILE, Collected
from ui.page import articles, files
from ui.page.assembly import build
from ui.text import Speech

ENGLISH = Speech()
DAY = datetime.date(2019, 5, 12)
LISTED = [
    Listed("1" * 64, ("bridge.txt", "copy.txt"), "The Lantern Bridge", DAY, "en", 90, 3),
    Listed("2" * 64, ("mill.md",), "a hollow Mill", None, "vi", 1200, 12),
    Listed("3" * 64, ("below/news.csv#1",), "First", DAY, "en", 5, 1),
    Listed("4" * 64, ("below/news.csv#2",), HOSTILE, DAY.replace(year=2017), "en", 7, 1, "Ann Bo"),
]


class Library(FakeBot):
    """Four articles, two of a table's rows; the mill's file has changed."""

    report = SyncReport(skipped=(Skipped("photo.png", "its type (.png) is not one that is read"),))

    def articles(self) -> list[Listed]:
        return LISTED

    def states(self, paths: Any) -> dict[str, str]:
        return {path: "changed" if path == "mill.md" else "indexed" for path in paths}

    def waiting(self) -> list[str]:
        return ["late.txt"]

    def removed(self) -> list[Removed]:
        return [Removed("old.txt", Path("aside/old.txt"))]


BOT: Any = Library()


def shown(link: str, bot: Any = BOT) -> list[str]:
    """The paths of what can be ticked in the list, in their order."""
    return re.findall(r'type="checkbox" value="(.*?)"', articles.table(bot, link, ENGLISH))


ALL = ["bridge.txt", "copy.txt", "mill.md", "below/news.csv"]


@pytest.mark.parametrize(
    ("link", "paths"),
    [
        ("#all", ALL),
        ("", ALL),
        ("#all&sort=title", ["mill.md", "bridge.txt", "copy.txt", "below/news.csv"]),
        ("#all&sort=-title", ["bridge.txt", "copy.txt", "mill.md", "below/news.csv"]),
        ("#all&sort=-date", ["bridge.txt", "copy.txt", "mill.md", "below/news.csv"]),
        ("#all&sort=date", ["mill.md", "bridge.txt", "copy.txt", "below/news.csv"]),
        ("#all&sort=nonsense", ALL),
        ("#all&find=LANTERN+bridge", ["bridge.txt", "copy.txt"]),
        ("#all&find=copy", ["copy.txt"]),
        ("#all&find=first", ["below/news.csv"]),  # what is in a file is found by its title too
        ("#all&find=zebra", []),
        ("#all&within=below/", ["below/news.csv"]),
        ("#all&within=below/news.csv", ["below/news.csv#1", "below/news.csv#2"]),
        ("#all&within=below/news.csv&find=first", ["below/news.csv#1"]),
        ("#all&until=2018", ["below/news.csv"]),
        ("#all&since=2018&within=below/news.csv", ["below/news.csv#1"]),
        ("#all&author=bo", ["below/news.csv"]),
        ("#all&place=below", ["below/news.csv"]),
        ("#all&place=*.md", ["mill.md"]),
        ("#all&place=*.md&author=bo", []),
    ],
)
def test_what_is_looked_for_is_shown_in_order(link: str, paths: list[str]) -> None:
    assert articles.is_link(link)
    assert shown(link) == paths


def test_a_date_that_is_none_is_told() -> None:
    assert "is no date" in articles.table(BOT, "#all&since=soon", ENGLISH)


def test_a_link_sorts_and_once_more_turns_the_order() -> None:
    html = articles.table(BOT, "#all&find=m&sort=title", ENGLISH)
    assert 'aria-current="true">Title<span aria-hidden="true">↑' in html
    assert "#all&amp;find=m&amp;sort=-title" in html
    assert "#all&amp;find=m&amp;sort=date" in html


def test_every_file_has_its_row_with_what_became_of_it() -> None:
    seen = Collected(articles.table(BOT, "#all", ENGLISH)).text
    for told in (
        "Changed · mill.md",
        "late.txtNot indexed yet",
        "old.txtRemoved",
        "news.csvbelow/news.csv · 2 articles",
    ):
        assert told in seen
    assert "Could not be read · its type (.png) is not one that is read" in seen
    assert "passages" not in seen
    assert "90 words · 3 passages · English" in Collected(articles.table(BOT, "#all&details=1", ENGLISH)).text


def test_folders_are_groups() -> None:
    html = articles.table(BOT, "#all", ENGLISH)
    groups = re.findall(r'class="fn-group".*?</li>', html)
    assert [Collected(f"<li {one}").text for one in groups] == ["At the top6", "below1Tick"]
    assert 'data-link="#all&amp;within=below/"' in html
    assert "fn-group" not in articles.table(BOT, "#all&within=below/", ENGLISH)


@pytest.mark.parametrize(
    ("link", "paths"),
    [
        ("#all&within=below/", ["below/"]),
        ("#all&within=below/&find=first", ["below/news.csv"]),
        ("#all&find=b", ["bridge.txt", "copy.txt", "below/news.csv"]),
        ("#all&until=2018&sort=-date", ["#all&until=2018"]),
    ],
)
def test_all_that_is_found_can_be_ticked(link: str, paths: list[str]) -> None:
    assert [one["path"] for one in files.choice(BOT, link, ENGLISH)] == paths


@pytest.mark.parametrize(
    ("link", "title", "paths"),
    [
        ("#all&since=2018&place=below", "Since 2018 · below", ["below/news.csv#1"]),
        ("#all&within=below/&author=bo", "bo · below/", ["below/news.csv#2"]),
        ("#all&until=2018&find=news", "Until 2018 · news", ["below/news.csv#2"]),
    ],
)
def test_a_filter_is_one_choice_and_asks_those_that_it_holds_of(link: str, title: str, paths: list[str]) -> None:
    (chosen,) = files.choice(BOT, link, ENGLISH)
    assert chosen["title"] == title
    assert files.asked(BOT, ["mill.md", chosen["path"]]) == ["mill.md", *paths]


@pytest.mark.parametrize("link", ["#all&author=nobody", "#all&since=soon"])
def test_a_filter_that_finds_nothing_is_told_and_does_not_ask_all(link: str) -> None:
    with pytest.raises(UsageError, match=r"No article|is no date"):
        files.asked(BOT, [link])


def test_a_whole_file_can_be_removed_and_a_part_of_one_cannot() -> None:
    html = articles.table(BOT, "#all", ENGLISH)
    assert re.findall(r'data-does="remove" data-path="(.*?)"', html) == [
        "bridge.txt", "copy.txt", "late.txt", "mill.md", "photo.png", "below/news.csv",
    ]  # fmt: skip
    assert re.findall(r'data-does="undo" data-path="(.*?)"', html) == ["old.txt"]
    assert 'data-does="remove"' not in articles.table(BOT, "#all&within=below/news.csv", ENGLISH)


class ToRead(Library):
    settings = Settings.of(read_only=True)


def test_a_page_for_reading_only_offers_no_change() -> None:
    bot: Any = ToRead()
    assert set(re.findall('data-does="(.*?)"', articles.table(bot, "#all", ENGLISH))) == {"tick"}
    assert shown("#all", bot) == shown("#all")


@pytest.mark.parametrize(("bot", "offered"), [(Library(), True), (ToRead(), False)])
def test_what_the_table_does_not_offer_the_server_does_not_do(bot: Any, offered: bool) -> None:
    page = build(bot)
    steps = {step["api_name"] for step in page.config["dependencies"]}
    page.close(verbose=False)
    assert (
        {"upload", "paste", "replace", "remove", "undo", "rebuild", "example", "sync"} <= steps
        if offered
        else "remove" not in steps
    )
    assert offered or {"upload", "paste", "replace", "sync"}.isdisjoint(steps)


def test_titles_and_what_is_looked_for_are_only_text() -> None:
    seen = Collected(articles.table(BOT, "#all&find=%22%3E%3Cscript%3E", ENGLISH))
    assert "script" not in seen.tags
    seen = Collected(articles.table(BOT, "#all&within=below/news.csv", ENGLISH))
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)


def test_of_very_many_articles_those_in_view_are_given() -> None:
    class Many(Library):
        report = None

        def articles(self) -> list[Listed]:
            return [Listed(f"{n:064}", (f"{n:05}.txt",), f"Number {n}", None, "en", n, 1) for n in range(12_340)]

        def waiting(self) -> list[str]:
            return []

        def removed(self) -> list[Removed]:
            return []

    many: Any = Many()
    first = shown("#all", many)
    assert (first[0], len(first) < 200) == ("00000.txt", True)
    html = articles.table(many, "#all", ENGLISH, start=12_000)
    assert 'data-rows="12340"' in html and "--fn-first: 12000" in html and 'value="12000.txt"' in html
    assert 'value="12339.txt"' in articles.table(many, "#all", ENGLISH, start=99_999)
    assert shown("#all&find=12333", many) == ["12333.txt"]
