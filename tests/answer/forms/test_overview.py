"""An article part by part, and its points."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.forms.oster import quotes


@pytest.mark.parametrize("asked", ["summarise camp.md", "what are the camp rules about?", "overview of the camp rules"])
def test_an_overview_is_of_one_article_and_its_parts(bot: Bot, asked: str) -> None:
    answer = bot.ask(asked)
    assert answer.form == "overview" and {one.article.path for one in answer.citations} == {"camp.md"}
    assert len({one.section for one in answer.citations}) == 3
    assert not any(quote.lstrip("# ") == "Camp rules" for quote in quotes(answer))


def test_what_somebody_says_is_no_overview(bot: Bot) -> None:
    assert bot.ask("what did the harbour office say").form == "plain"


def test_as_many_points_are_given_as_are_asked_for(bot: Bot) -> None:
    answer = bot.ask("2 key points from ferry.txt")
    assert len(quotes(answer)) == 2 and {one.article.path for one in answer.citations} == {"ferry.txt"}
