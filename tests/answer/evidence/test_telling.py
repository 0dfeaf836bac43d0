"""What may tell a price, an age or an address, and what cannot."""

from __future__ import annotations

import pytest

from rag.answer.evidence.telling import tells
from rag.answer.question.question import Question


@pytest.mark.parametrize(
    ("asked", "text", "section", "may"),
    [
        ("How old is Ada Quill?", "After 17 years Ada Quill leaves.", "", False),
        ("How old is Ada Quill?", "She is 64.", "", True),
        ("What is the email address of Ada Quill?", "She is 64.", "", False),
        ("What is the email address of Ada Quill?", "Write to ada@quill.org.", "Contact", True),
    ],
)
def test_a_text_may_tell_what_a_question_needs(asked: str, text: str, section: str, may: bool) -> None:
    question = Question(asked)
    assert question.needs is not None
    assert tells(question, question.needs, text, section, "en") is may
