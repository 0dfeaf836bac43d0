"""Which article is meant."""

from __future__ import annotations

import pytest

from rag import Bot


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("summarise ferry.txt", "ferry.txt"),
        ("summarise the bees of Oster", "bees.txt"),
        ("what is the article about the harbour office about?", "ferry.txt"),
    ],
)
def test_an_article_is_named_by_its_file_its_title_or_what_it_is_about(bot: Bot, asked: str, path: str) -> None:
    answer = bot.ask(asked)
    assert answer.form == "overview" and {citation.article.path for citation in answer.citations} == {path}
