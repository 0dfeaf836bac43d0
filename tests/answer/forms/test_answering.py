"""What a bot that quotes can and cannot do, and conversations that were held elsewhere."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes


def test_what_a_bot_that_quotes_cannot_do_is_said_with_what_it_can(bot: Bot) -> None:
    answer = bot.ask("write an email to the harbour office")
    assert (answer.form, answer.status, answer.citations) == ("cannot", "told", ())
    assert answer.text.startswith("I write nothing of my own") and "timeline" in answer.text


def test_a_conversation_that_was_held_elsewhere_goes_on(bot: Bot) -> None:
    first = bot.ask("when did the first ferry to Oster sail?")
    chat = bot.chat()
    chat.recall(first.question, first.text)
    assert not set(quotes(chat.ask("more"))) & set(quotes(first))
