"""What may tell a price, an age or an address comes before what cannot, where they are about as likely."""

from __future__ import annotations

import pytest

from rag.answer.evidence.ranking import Evidence
from rag.answer.evidence.telling import handicaps
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from tests.answer.evidence.made_up import held


def evidence(text: str) -> Evidence:
    spans = (Sentence(0, len(text), "text"),)
    return Evidence(held("a.txt", text, spans, (0.5,), language="en"), 0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How old is Ada Quill?", [1.0, 0.0]),
        ("What is the email address of Ada Quill?", [0.0, 0.0]),  # neither tells one
        ("Who is Ada Quill?", [0.0, 0.0]),
    ],
)
def test_what_cannot_tell_is_behind_what_may(question: str, expected: list[float]) -> None:
    found = [evidence("After 17 years Ada Quill leaves."), evidence("She is 64.")]
    assert list(handicaps(Question(question), found)) == expected
