"""Answers that were kept as JSON are read again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rag import Bot, UsageError, read_answer

QUESTIONS = [
    "How many models had been recognized by the end of 2023?",
    "What is the boiling point of tungsten?",
    "What is the current poverty rate in Quang Tri, as a percentage of households?",
    "Hi!",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_what_it_was(question: str, seed_bot: Bot) -> None:
    answer = seed_bot.ask(question)
    kept = json.loads(json.dumps(answer.to_dict()))
    read = read_answer(kept)
    assert read.to_dict() == kept
    assert read.to_markdown() == answer.to_markdown()


def test_an_answer_that_was_kept_with_a_name_before_a_sentence_is_read_without_it(seed_bot: Bot) -> None:
    kept = seed_bot.ask(QUESTIONS[0]).to_dict()
    before = {**kept, "sentences": [{**one, "subject": "Ann Lee"} for one in kept["sentences"]]}
    assert read_answer(before).to_dict() == kept


def test_what_came_nearest_in_an_answer_that_was_kept_as_declined_is_read_as_uncertain(seed_bot: Bot) -> None:
    kept = seed_bot.ask(QUESTIONS[0]).to_dict()
    declined = {"reason": "The articles do not say.", "unknown_words": [], "instead": kept["citations"][0]}
    before = {**kept, "status": "declined", "sentences": [], "citations": [], "declined": {**declined, "lacks": "time"}}
    read = read_answer(before)
    assert (read.status, read.declined, len(read.citations)) == ("uncertain", None, 1)
    assert read.text == f"This comes closest, but gives no date: {read.citations[0].text} [1]"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "sure"},
        {"citations": None},
        {"citations": [{}]},
        {"sentences": "x"},
        {"confidence": "much"},
        {"declined": 5},
        None,
    ],
)
def test_what_is_no_answer_is_refused(change: dict[str, Any] | None, seed_bot: Bot) -> None:
    kept = {**seed_bot.ask(QUESTIONS[0]).to_dict(), **change} if change else {}
    with pytest.raises(UsageError, match="not an answer that was kept"):
        read_answer(kept)
