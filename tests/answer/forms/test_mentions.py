"""Articles counted, and those that mention something."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes


def test_articles_are_counted_and_those_that_mention_something(bot: Bot) -> None:
    assert bot.ask("how many articles are there").text == "There are 3 articles."
    answer = bot.ask("how many articles mention the harbour?")
    assert answer.reply.startswith("2 of 3 articles mention") and len(quotes(answer)) == 2
    assert bot.ask("how many articles mention giraffes?").text == "None of 3 articles mentions “giraffes”."
