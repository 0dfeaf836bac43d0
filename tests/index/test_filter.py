"""Which articles are asked, by date, author and place."""

from __future__ import annotations

import datetime

import pytest

from rag import Bot, Filter, UsageError
from rag.index.listed import Listed
from rag.llama_index.embedding import FootnoteEmbedding
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder


def listed(path: str, date: str = "", author: str = "") -> Listed:
    day = datetime.date.fromisoformat(date) if date else None
    return Listed("d" + path, (path,), f"Title of {path}", day, "en", 1, 1, author)


ARTICLES = [
    listed("Handbook/leave.md", "2024-02-29", "Nguyễn Thị Lan"),
    listed("Handbook/it/mail.md", "2025-01-01", "Ann Lee <ann@example.org>"),
    listed("minutes/2024-03-05 board.md"),
    listed("notes.txt", "", "Bo Lee"),
    listed("news.csv#12", "2023-12-31"),
]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Filter(since="2024"), {"leave", "mail", "board"}),
        (Filter(since="2024-03", until="2024"), {"board"}),
        (Filter(until="2024-02"), {"leave", "news"}),  # to the last day of February
        (Filter(since=datetime.date(2025, 1, 1)), {"mail"}),
        (Filter(author="lan"), {"leave"}),
        (Filter(author="thi lan"), {"leave"}),
        (Filter(author="Lee"), {"mail", "notes"}),
        (Filter(author="Ann Lee"), {"mail"}),
        (Filter(within="Handbook/*"), {"leave", "mail"}),
        (Filter(within="handbook"), {"leave", "mail"}),
        (Filter(within="Handbook/it/"), {"mail"}),
        (Filter(within=["notes.txt", "news.csv"]), {"notes", "news"}),
        (Filter(within="*board*"), {"board"}),
        (Filter(within="title of notes.txt"), {"notes"}),
        (Filter(since="2024", within="Handbook/*", author="lan"), {"leave"}),
    ],
)
def test_what_a_filter_asks(only: Filter, expected: set[str]) -> None:
    names = {path: path.rpartition("/")[2].split(".")[0].split(" ")[-1] for path in only.paths(ARTICLES)}
    assert set(names.values()) == expected


def test_an_empty_filter_is_none() -> None:
    assert not Filter() and not Filter(within=[]) and Filter(author="Lan")


@pytest.mark.parametrize("told", ["yesterday", "2024-13", "2024-02-30", "24", ""])
def test_what_is_no_date_is_refused(told: str) -> None:
    with pytest.raises(UsageError, match=r"is no date\. Write it as"):
        Filter(since=told)


def test_nothing_that_fits_is_told() -> None:
    with pytest.raises(UsageError, match=r"No article is since 2030, by Lan\."):
        Filter(since="2030", author="Lan").paths(ARTICLES)


def test_only_what_a_filter_asks_is_answered_from(corpus: MakeCorpus) -> None:
    texts = {
        "a/old.md": "---\nauthor: Ann Lee\ndate: 2020-05-01\n---\n# Rent\n\nThe rent is 700 euros a month.\n",
        "b/2024-05-01 rent.md": "# Rent\n\nBy Bo Holm\n\nThe rent is 900 euros a month.\n",
    }
    bot = Bot.open(corpus(texts), embed_model=FootnoteEmbedding(FakeEncoder()))
    for only, said in (
        (Filter(until="2020"), "700"),
        (Filter(since="2021"), "900"),
        (Filter(author="ann"), "700"),
        (Filter(author="holm"), "900"),
        (Filter(within="b/*"), "900"),
    ):
        assert {said in one.text for one in bot.search("What is the rent?", only=only)} == {True}, only
        answer = bot.chat(only=only).ask("What is the rent a month?")
        assert answer.settings["only"] == only.to_dict() and {said in one.text for one in answer.passages} == {True}
