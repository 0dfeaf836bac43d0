"""What is looked up in a passage and in a question."""

from __future__ import annotations

from dataclasses import replace

from rag.answer.question.analysis import analyse_passage, letter_groups
from tests.answer.evidence.made_up import NEAR, ask


def test_letter_groups_of_short_words() -> None:
    assert letter_groups("a") == ["<a>"]


def test_a_passage_is_analysed_once() -> None:
    analyse_passage.cache_clear()
    for _ in range(3):
        ask("Who?", [replace(c) for c in NEAR])
    assert analyse_passage.cache_info().misses == len(NEAR)
