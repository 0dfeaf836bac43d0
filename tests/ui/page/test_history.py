"""Conversations that the browser keeps: taken up again, listed and exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, UsageError, verify
from tests.ui.fakes import FakeBot, answered
from tests.ui.page.test_message import HOSTILE, Collected
from ui.page import history
from ui.page.conversation import Conversation
from ui.text import Speech

FIRST, SECOND = "What did Nong Duc Manh address?", "And what did he propose?"
NONSENSE = "What is the boiling point of tungsten on Zorblax?"


def asked(bot: Any, *questions: str) -> tuple[Conversation, str]:
    """A conversation, and what the browser keeps of it."""
    talk = Conversation(bot, Speech(), "page.log")
    turns: list[Any] = []
    for question in questions:
        talk.put(question)
        list(talk.answer())
        [turn] = talk.latest()["turns"]
        turns.append({"id": turn["id"], "at": 1, "answer": turn["kept"]})
    return talk, json.dumps({"id": talk.key, "title": questions[0], "at": 1, "turns": turns})


def test_a_kept_conversation_is_shown_again_and_its_follow_ups_are_understood(seed_bot: Bot) -> None:
    talk, record = asked(seed_bot, FIRST, NONSENSE)
    key, turns = history.read(record)
    again = Conversation(seed_bot, Speech(), "page.log", key=key)
    again.take_up(turns)
    for shown, known in zip(again.whole()["turns"], talk.whole()["turns"]):
        assert {**shown, "html": words(shown["html"])} == {**known, "html": words(known["html"])}
    for one in (talk, again):
        one.revise()
        one.put(SECOND)
        list(one.answer())
    assert again.exchanges[-1].answer == talk.exchanges[-1].answer
    assert again.exchanges[-1].answer is not None
    assert "Nong Duc Manh" in str(again.exchanges[-1].answer.understood)


def words(html: str) -> str:
    return Collected(html).text


def test_a_copied_answer_has_its_quotations_each_with_what_it_is_from_and_its_link() -> None:
    _, record = asked(FakeBot(), "When?")
    assert history.copied(record, "http://127.0.0.1:7860/", Speech()) == (
        "The dam was built in 1911. [1]\n\n"
        "[1] “The dam was built in 1911.” – The <i>dam</i>\n"
        "http://127.0.0.1:7860/#q=dams/a+b.txt:0:26:1f3a5c7e&n=1"
    )


def test_an_exported_conversation_is_verified(seed_bot: Bot, seeds: Path) -> None:
    _, record = asked(seed_bot, FIRST, NONSENSE, "How many models had been recognized by the end of 2023?")
    exported = json.loads(history.export(record, "json", Speech()))
    checked = verify(exported, seeds)
    assert {one.answer for one in checked} == {1, 3}
    assert {one.state for one in checked} == {"exact"}
    assert checked[0].sentence.startswith("Answer 1, citation 1 stands in")
    exported["answers"][2]["citations"][0]["quote"] = "Never said."
    assert verify(exported, seeds)[-1].state == "changed"


@pytest.mark.parametrize("kind", ["md", "html"])
def test_an_export_holds_questions_quotations_and_spans(kind: str) -> None:
    _, record = asked(FakeBot(lambda question: answered(question)), "When?", "When again?")
    text = history.export(record, kind, Speech()).decode()
    for said in ("When?", "When again?", "The dam was built in 1911.", "characters 0-26"):
        assert said in text


def test_nothing_in_an_exported_page_is_markup() -> None:
    _, record = asked(FakeBot(lambda question: answered(question, understood=HOSTILE)), HOSTILE)
    seen = Collected(history.export(record, "html", Speech()).decode())
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"id": "x", "title": "y", "turns": [{}]}'])
def test_what_is_no_conversation_is_refused(record: str) -> None:
    with pytest.raises(UsageError):
        history.export(record, "json", Speech())
    with pytest.raises(UsageError):
        history.read(record)


def test_an_unknown_kind_of_export_is_refused() -> None:
    _, record = asked(FakeBot(), "When?")
    with pytest.raises(UsageError, match="These can be made: md, html, docx, json, bib, ris, csl"):
        history.export(record, "pdf", Speech())


def test_titles_in_the_list_are_only_text() -> None:
    seen = Collected(history.contents([{"id": "1", "title": HOSTILE, "about": HOSTILE, "asked": HOSTILE}], Speech()))
    assert HOSTILE in seen.text
    assert {"script", "img"}.isdisjoint(seen.tags)
