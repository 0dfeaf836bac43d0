"""Why something is so, where the articles say it."""

from __future__ import annotations

from rag import Bot
from tests.answer.evidence.loft import told


def test_the_reason_stands_behind_what_is_asked(bot: Bot) -> None:
    answer = bot.ask("why was the loft shut in May?")
    assert (answer.form, answer.status) == ("reason", "answered")
    assert told(answer) == "The loft was shut in May. The reason was a burst pipe."


def test_what_only_says_again_what_is_asked_is_no_sure_answer(bot: Bot) -> None:
    answer = bot.ask("why did they move the lamp")
    assert answer.status == "uncertain" and told(answer) == "The lamp was moved in June. It had flickered."
