"""Dated sentences in order of time."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes


def test_a_timeline_is_in_order_of_time(bot: Bot) -> None:
    answer = bot.ask("timeline")
    told = " ".join(quotes(answer))
    assert [told.index(year) for year in ("1961", "1988", "2 May 2023", "3 June 2024")] == sorted(
        told.index(year) for year in ("1961", "1988", "2 May 2023", "3 June 2024")
    )


def test_a_timeline_about_something_has_nothing_else(bot: Bot) -> None:
    told = " ".join(quotes(bot.ask("timeline of the ferry")))
    assert "1961" in told and "swarmed" not in told
