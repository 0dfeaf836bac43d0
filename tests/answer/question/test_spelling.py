"""Names that are spelt much like those of the articles."""

from __future__ import annotations

import pytest

from rag.answer.question.question import Question
from rag.answer.question.spelling import meant

NAMES = [
    "The Party Committee of Quang Tri met in Cam Lo.",
    "“We agree,” said Tran Quoc Vuong. Squat houses stand there.",
]


@pytest.mark.parametrize(
    ("question", "unknown", "expected"),
    [
        ("Who leads Kuang Tri?", ("Kuang",), ("Quang Tri",)),
        ("who leads kuang tri?", ("kuang",), ("Quang Tri",)),  # typed all in small letters
        ("What did Tran Quoc Vuongg say?", ("Vuongg",), ("Tran Quoc Vuong",)),
        (
            "What did Vuomg say in Kuang Tri?",
            ("Vuomg", "Kuang"),
            ("Quang Tri",),
        ),  # five letters are like too many others
        ("Where is the Eiffel Tower?", ("Eiffel Tower",), ()),
        ("Who is in the squad of Quang Tri?", ("squad",), ()),  # no name
        ("What happened in 2031?", ("2031",), ()),
    ],
)
def test_a_name_that_is_spelt_much_like_one_of_the_articles_is_meant(
    question: str, unknown: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert meant(Question(question), unknown, NAMES) == expected
