from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from rag import Answer, StoreError
from tests.fakes import PanicException
from tests.ui.fakes import FakeBot, answered, declined
from ui.page.conversation import Conversation
from ui.text import Speech


def conversation(reply: Any = answered, **options: Any) -> Conversation:
    bot: Any = FakeBot(reply)
    return Conversation(bot, Speech(), "page.log", **options)


def latest(talk: Conversation) -> dict[str, Any]:
    [turn] = talk.latest()["turns"]
    return dict(turn)


def asked(talk: Conversation, question: str) -> str:
    """What is shown below a question."""
    talk.put(question)
    for _ in talk.answer():
        pass
    return str(latest(talk)["html"])


def failing(error: BaseException) -> Any:
    def reply(question: str) -> Answer:
        raise error

    return reply


def test_an_answer_grows_and_then_has_its_confidence() -> None:
    talk = conversation()
    talk.put("When?")
    grown = [latest(talk) for _ in talk.answer()]
    assert [one["state"] for one in grown] == ["growing", "answered"]
    assert "fn-confidence" not in grown[0]["html"]
    assert "1911" in grown[0]["html"]
    assert "fn-confidence" in grown[-1]["html"]


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


def test_what_another_tab_adds_comes_before_what_is_being_answered_and_what_it_took_goes() -> None:
    talk = conversation()
    asked(talk, "First?")
    first = latest(talk)["id"]
    talk.put("Second?")
    second = latest(talk)["id"]
    joined = talk.join([("other", answered("Other?")), (first, answered("First?"))])
    assert [one["id"] for one in joined["turns"]] == ["other"] and "1911" in joined["turns"][0]["html"]
    assert [one.key for one in talk.exchanges] == [first, "other", second]
    assert talk.join([], gone=["other"])["gone"] == ["other"]
    assert [one["id"] for one in talk.whole()["turns"]] == [first, second]


def test_who_wants_to_stop_is_not_told_of_a_failure() -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(conversation(failing(KeyboardInterrupt())), "When?")


def test_a_revised_question_takes_the_place_of_the_last_when_it_is_answered() -> None:
    talk = conversation()
    asked(talk, "First?")
    asked(talk, "Second?")
    former = latest(talk)["id"]
    assert talk.revise() == "Second?"
    talk.put("Another second?")
    assert talk._chat.turns == ["First?"]  # the former is no part of what it is understood by
    assert (latest(talk)["replaces"], len(talk.exchanges)) == (None, 3)
    list(talk.answer())
    assert (latest(talk)["replaces"], latest(talk)["state"]) == (former, "answered")
    assert [one.question for one in talk.exchanges] == ["First?", "Another second?"]


@pytest.mark.parametrize("end", ["failed", "stopped", "given up"])
def test_the_former_answer_stays_where_the_new_one_does_not_come(end: str) -> None:
    def reply(question: str) -> Answer:
        if question == "Fail?":
            raise StoreError("The store is damaged.", "Run: footnote index --rebuild")
        return answered(question)

    talk = conversation(reply)
    asked(talk, "First?")
    talk.revise()
    if end == "given up":
        talk.revising = False
        asked(talk, "Second?")
    else:
        talk.put("Fail?")
        list(talk.answer()) if end == "failed" else talk.stop()
        assert latest(talk)["state"] == end
    assert latest(talk)["replaces"] is None
    assert talk.exchanges[0].question == "First?" and len(talk.exchanges) == 2


def test_a_question_without_an_answer_gives_way_at_once() -> None:
    talk = conversation()
    talk.put("First?")
    talk.stop()
    stopped = latest(talk)["id"]
    talk.revise()
    talk.put("Second?")
    assert latest(talk)["replaces"] == stopped
    assert [one.question for one in talk.exchanges] == ["Second?"]


def test_there_is_nothing_to_revise_before_the_first_question() -> None:
    talk = conversation()
    assert talk.revise() == ""
    assert "1911" in asked(talk, "First?")


def test_the_browser_is_sent_as_much_at_the_last_turn_as_at_the_first() -> None:
    talk = conversation()
    sent: list[int] = []
    for _ in range(36):
        talk.put("When was it built?")
        sent.append(sum(len(json.dumps(talk.latest())) for _ in talk.answer()))
    assert max(sent) == min(sent)


def test_a_vote_names_its_answer_and_the_questions_before() -> None:
    talk = conversation()
    asked(talk, "First?")
    asked(talk, "Second?")
    voted = talk.voted(latest(talk)["id"])
    assert voted is not None
    assert (voted[0].question, voted[1]) == ("Second?", ["First?"])
    assert talk.voted("x") is None


@pytest.mark.parametrize(("reply", "next_to"), [(declined, None), (answered, "B?")])
def test_three_questions_with_answers_that_were_not_asked_yet_follow(reply: Any, next_to: str | None) -> None:
    given: list[Answer | None] = []

    def suggest(answer: Answer | None) -> tuple[str, ...]:
        given.append(answer)
        return "A?", "B?", "C?", "D?", "E?"

    talk = conversation(reply, suggest=suggest)
    asked(talk, "B?")
    [news] = talk.follow_up()["turns"]
    assert [one in news["suggested"] for one in ("A?", "B?", "C?", "D?", "E?")] == [True, False, True, True, False]
    assert [one and one.question for one in given] == [next_to]
