"""What is asked: which questions are refused before anything is searched."""

from __future__ import annotations

import pytest

from rag.answer.pipeline import check_question
from rag.errors import UsageError
from rag.settings import Settings


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", "The question is empty."),
        (" \n\t ", "The question is empty."),
        ("?!…", "The question is empty."),
        ("x" * 101, "The question has 101 characters; at most 100 are read."),
        ("why " * 25_000, "The question has 99,999 characters; at most 100 are read."),  # the last space is trimmed
    ],
)
def test_a_question_that_cannot_be_asked(question: str, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        check_question(question, Settings.of(max_question_chars=100))
    assert error.value.problem == problem


@pytest.mark.parametrize(
    ("question", "asked"), [("  Who?\n", "Who?"), ("x" * 100, "x" * 100), ("2009", "2009"), ("Ở đâu?", "Ở đâu?")]
)
def test_a_question_is_asked_without_the_space_around_it(question: str, asked: str) -> None:
    assert check_question(question, Settings.of(max_question_chars=100)) == asked
