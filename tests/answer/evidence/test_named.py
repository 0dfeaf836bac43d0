"""The people and places of a question, which what is quoted has to be about."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from rag.answer.evidence.named import is_of_another_name, known_names, lacks_name
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from tests.answer.evidence.made_up import BEES, HARBOUR, candidate

HELD = candidate("harbour", HARBOUR, (0.5,) * 4), candidate("bees", BEES, (0.4,) * 3)
ASKED = Question("What did Ingrid Solheim say in Melby?")


def test_a_name_is_known_where_one_sentence_has_all_of_it() -> None:
    assert known_names(ASKED, HELD) == [("ingrid", "solheim")]
    assert known_names(Question("What did Ingrid Reyl say?"), HELD) == []


def test_a_sentence_of_another_article_lacks_the_name() -> None:
    names = known_names(ASKED, HELD)
    lacking = [lacks_name(Evidence(one, 0, 0.0, 0.5), names, HELD) for one in HELD]
    assert lacking == [False, True]


@pytest.mark.parametrize(
    ("question", "sentence", "of_another"),
    [
        ("How long was Ashby closed?", "In Brantwell it was closed for nine weeks in May.", True),
        ("How long was Ashby closed?", "Brantwell was closed for nine weeks.", True),
        ("Tỷ lệ ở Tân Phước là bao nhiêu?", "Huyện Bản Mây đạt 41%.", True),
        ("Why did Leif vote no?", "The board chose Pellman because it was cheap.", True),
        ("How long was Ashby closed?", "Windows were put in for nine weeks.", False),
        ("How long was Ashby closed?", "It was closed for nine weeks, longer than Brantwell.", False),
        ("How long was Ashby closed?", "The building was closed for nine weeks from Monday, 4 May.", False),
        ("When was the EU founded?", "The European Union was founded in 1993.", False),
        ("Who led Ashby?", "In Brantwell it was Ann Moore.", False),
        ("How many skilled work models has Ashby?", 'The "Skilled Work" movement has 555 models.', False),
        ("Why did Ashby vote for it?", "Work should be near to people.", False),
        ("how long was ashby closed", "In Brantwell it was closed for nine weeks.", False),
    ],
)
def test_what_is_told_of_another_name(question: str, sentence: str, *, of_another: bool) -> None:
    own = SimpleNamespace(
        title="Figures", text="There are libraries at Ashby and Brantwell, and a Skilled Work movement."
    )
    heading = SimpleNamespace(section="")
    evidence: Any = SimpleNamespace(text=sentence, foreign=False, candidate=own, sentence=heading, is_of_asked=None)
    assert is_of_another_name(Question(question), evidence) is of_another
