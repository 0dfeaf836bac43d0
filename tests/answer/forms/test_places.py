"""Where something is said."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes


def test_where_something_is_said(bot: Bot) -> None:
    answer = bot.ask("where does it say that a swarm holds 15,000 bees?")
    assert quotes(answer)[0] == "A swarm holds 15,000 bees." and answer.reply == "This stands in “Bees of Oster”:"
