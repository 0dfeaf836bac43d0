"""The people and places of a question, which what is quoted has to be about."""

from __future__ import annotations

from rag.answer.evidence.named import known_names, lacks_name
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
