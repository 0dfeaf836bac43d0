"""The sentences that a question with several names needs."""

from __future__ import annotations

import pytest

from rag.answer.evidence.ranking import Evidence
from rag.answer.evidence.several_names import with_all_named
from rag.answer.question.question import Question
from tests.answer.evidence.made_up import NEAR


@pytest.mark.parametrize(
    ("question", "most", "paths"),
    [
        ("What did Ingrid Solheim and Tomas Reyl say?", 3, ["harbour", "bees"]),
        ("What did Ingrid Solheim and Tomas Reyl say?", 1, ["harbour"]),
        ("What did Ingrid Solheim say?", 3, ["harbour"]),
        ("What did Ingrid Solheim and Nobody Atall say?", 3, ["harbour"]),
    ],
)
def test_every_name_of_a_question_gets_a_sentence(question: str, most: int, paths: list[str]) -> None:
    harbour, bees, _ = NEAR
    evidence = [Evidence(harbour, 2, 5.0, 0.9), Evidence(bees, 0, 1.0, 0.01), Evidence(bees, 1, 0.5, 0.01)]
    chosen = with_all_named(Question(question), evidence[:1], evidence, most)
    assert [one.candidate.path for one in chosen] == paths
