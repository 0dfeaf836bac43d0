"""Requests about the last answer."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.forms.oster import quotes


def test_more_goes_on_where_the_last_answer_stopped(bot: Bot) -> None:
    chat = bot.chat()
    first, more = chat.ask("when did the first ferry to Oster sail?"), chat.ask("more")
    assert more.form == "more" and more.understood == first.question
    assert quotes(more) and not set(quotes(first)) & set(quotes(more))
    again = chat.ask("go on")
    assert not set(quotes(again)) & {*quotes(first), *quotes(more)}


def test_shorter_quotes_the_first_of_what_was_quoted(bot: Bot) -> None:
    chat = bot.chat()
    first, answer = chat.ask("timeline"), chat.ask("shorter please")
    assert answer.form == "shorter" and 0 < len(quotes(answer)) < len(quotes(first))
    assert quotes(answer) == quotes(first)[: len(answer.citations)]


def test_the_source_is_shown_with_what_stands_around_it(bot: Bot) -> None:
    chat = bot.chat()
    (first,) = quotes(chat.ask("how many bees does a swarm hold?"))
    answer = chat.ask("where is that from?")
    assert answer.form == "source" and first in quotes(answer) and len(answer.citations) > 1


def test_are_you_sure_explains_the_confidence(bot: Bot) -> None:
    chat = bot.chat()
    first = chat.ask("how many bees does a swarm hold?")
    answer = chat.ask("are you sure?")
    assert answer.form == "sure" and f"{round(first.confidence * 100)} %" in answer.reply and quotes(answer)


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("timeline", "Every sentence with a date was gathered"),
        ("who spoke", "Names beside a verb of speech"),
        ("newest article", "The order is that of the dates"),
        ("list what to bring to the camp", "Lists and rows were taken"),
    ],
)
def test_are_you_sure_of_what_was_gathered_tells_how_and_no_percentage(bot: Bot, asked: str, how: str) -> None:
    chat = bot.chat()
    chat.ask(asked)
    answer = chat.ask("are you sure?")
    assert answer.reply.startswith(how) and "%" not in answer.reply
    assert "word for word" in answer.reply and quotes(answer)


@pytest.mark.parametrize("asked", ["more", "are you sure?", "shorter", "show the source"])
def test_nothing_is_said_of_an_answer_that_is_not_there(bot: Bot, asked: str) -> None:
    answer = bot.chat().ask(asked)
    assert answer.status == "told" and answer.text.startswith("There is no answer yet")


def test_what_was_declined_is_not_followed_by_more_of_something_else(bot: Bot) -> None:
    chat = bot.chat()
    chat.ask("how many bees does a swarm hold?")
    declined = chat.ask("who invented the zeppelin in Friedrichshafen?")
    assert declined.status == "declined"
    assert chat.ask("are you sure?").text.startswith("The last question was not answered")
