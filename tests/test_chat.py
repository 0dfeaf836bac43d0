"""A conversation with a bot, its streams, and answers that are awaited."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from typing import Any

import pytest

from rag import (
    Answer,
    Bot,
    Finished,
    SentenceReady,
    UsageError,
)

QUESTION = "How many models had been recognized by the end of 2023?"


def test_a_turn_held_elsewhere_is_taken_up(seed_bot: Bot) -> None:
    chat = seed_bot.chat()
    chat.recall("Who addressed the conference?", "Party General Secretary Nong Duc Manh addressed a conference. [1]")
    chat.recall("Thanks!", "You are welcome.")  # small talk changes no subject
    assert chat.ask("What did he say about 2010?").understood == "What did Nong Duc Manh say about 2010?"
    chat.recall("Who is Ada Lovelace?", "The articles do not say. No article mentions “Ada Lovelace”.")
    assert chat.ask("What did she say about 2010?").understood is None  # nothing is known of her


@pytest.mark.parametrize(("caution", "turns"), [("normal", 1), ("highest", 1)])
def test_a_declined_turn_gives_nothing_over_and_an_uncertain_one_does(caution: Any, turns: int, seed_bot: Bot) -> None:
    chat = seed_bot.chat()
    chat.caution = caution
    assert chat.ask("What is the recipe for pancakes?").status == "declined"
    assert chat.ask("How long does it take?").understood is None
    chat.turns.clear()
    asked = chat.ask("What did Nong Duc Manh say?")
    assert asked.settings["caution"] == caution
    assert asked.status == ("answered" if caution == "normal" else "uncertain")
    assert len(chat.turns) == turns


def test_a_chat_refuses_an_empty_question_also_after_a_turn(seed_bot: Bot) -> None:
    chat = seed_bot.chat()
    chat.ask(QUESTION)
    with pytest.raises(UsageError, match="The question has no words"):
        chat.ask("  ?")
    assert len(chat.turns) == 1


def test_a_follow_up_is_understood_from_the_turn_before(seed_bot: Bot) -> None:
    chat = seed_bot.chat()
    chat.ask("What did Ha Thi Khiet ask the participants?")
    assert chat.ask("Where did she speak?").understood == "Where did Ha Thi Khiet speak?"
    assert chat.ask("Where did she speak?", as_typed=True).understood is None
    assert chat.ask(QUESTION).understood is None


def test_a_stream_is_the_answer_in_pieces(seed_bot: Bot) -> None:
    answer = seed_bot.ask(QUESTION)
    *sentences, last = seed_bot.stream(QUESTION)
    assert isinstance(last, Finished)
    assert same(last.answer, answer)
    assert [one.sentence for one in sentences if isinstance(one, SentenceReady)] == list(answer.sentences)
    cited = [citation for one in sentences if isinstance(one, SentenceReady) for citation in one.citations]
    assert cited == list(answer.citations)


def test_awaiting_and_threads_give_the_same_answers(seed_bot: Bot) -> None:
    questions = [QUESTION, "Who is Nong Duc Manh?", "Is there a zebra?", "Ai phát biểu tại Hội nghị?"]
    one_by_one = [seed_bot.ask(question) for question in questions]

    async def together() -> list[Answer]:
        return await asyncio.gather(*(seed_bot.aask(question) for question in questions))

    assert all(same(one, other) for one, other in zip(one_by_one, asyncio.run(together()), strict=True))


def same(one: Answer, other: Answer) -> bool:
    told = [field.name for field in fields(Answer) if field.compare]
    return all(getattr(one, name) == getattr(other, name) for name in told)
