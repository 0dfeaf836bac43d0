from __future__ import annotations

import logging
from typing import Any

import pytest

from rag import Answer, StoreError
from tests.fakes import PanicException
from tests.ui.fakes import FakeBot, answered, declined
from ui.conversation import Conversation
from ui.text import Speech


def conversation(reply: Any = answered, **options: Any) -> Conversation:
    bot: Any = FakeBot(reply)
    return Conversation(bot, Speech(), "page.log", **options)


def asked(talk: Conversation, question: str) -> str:
    """What is shown below a question."""
    talk.put(question)
    for _ in talk.answer():
        pass
    return str(talk.messages()[-1]["content"])


def failing(error: BaseException) -> Any:
    def reply(question: str) -> Answer:
        raise error

    return reply


def test_an_answer_grows_and_then_has_its_confidence() -> None:
    talk = conversation()
    talk.put("When?")
    grown = [talk.messages()[-1]["content"] for _ in talk.answer()]
    assert "fn-confidence" not in grown[0]
    assert "1911" in grown[0]
    assert "fn-confidence" in grown[-1]


def test_a_failure_is_told_and_is_no_missing_answer() -> None:
    shown = asked(conversation(failing(StoreError("The store is damaged.", "Run: footnote index --rebuild"))), "When?")
    assert "The store is damaged. Run: footnote index --rebuild" in shown
    assert "fn-declined" not in shown


@pytest.mark.parametrize("kind", [KeyError, PanicException])
def test_an_unforeseen_failure_is_one_sentence_with_the_details_in_the_log(
    kind: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("footnote").propagate = True
    shown = asked(conversation(failing(kind("secret detail"))), "When?")
    assert f"Something went wrong inside Footnote ({kind.__name__}). The details are in page.log." in shown
    assert "secret" not in shown
    assert "secret detail" in caplog.text


def test_who_wants_to_stop_is_not_told_of_a_failure() -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(conversation(failing(KeyboardInterrupt())), "When?")


def test_taking_back_forgets_the_turn_too() -> None:
    talk = conversation()
    asked(talk, "First?")
    asked(talk, "Second?")
    assert talk.take_back() == "Second?"
    assert talk._chat.turns == ["First?"]
    assert len(talk.messages()) == 2
    assert (talk.take_back(), talk.take_back()) == ("First?", "")


def test_a_declined_question_offers_three_others_that_were_not_asked_yet() -> None:
    talk = conversation(declined, suggest=lambda: ("A?", "B?", "C?", "D?"))
    asked(talk, "B?")
    assert [option["value"] for option in talk.messages()[-1]["options"]] == ["A?", "C?", "D?"]
