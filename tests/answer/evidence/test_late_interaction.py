"""The question's tokens against a passage's, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rag.answer.evidence.late_interaction import QuestionStates, nearest
from rag.answer.evidence.ranking import rank
from rag.answer.evidence.weights import load_weights
from rag.answer.question.question import Question
from rag.index.states import PassageStates
from tests.answer.evidence.made_up import NEAR, STATISTICS, Tokens


def test_late_interaction_by_hand() -> None:
    vocabulary: dict[str, int] = {}
    text = "hives of Varn"
    question = QuestionStates.of(Question(text), Tokens(text, vocabulary))
    passage = PassageStates.of([Tokens(t, vocabulary) for t in ("new hives", "", "Varn sent hives")])
    assert nearest(question, [passage]).tolist() == pytest.approx(np.array([[1, 0, 0], [0, 0, 0], [1, 0, 1]]))
    assert question.weights(np.array([3.0, 1.0, 4.0])).tolist() == [3.0, 1.0, 4.0]


def test_token_states_choose_their_own_weights() -> None:
    vocabulary: dict[str, int] = {}
    text = "How many boats were moored?"
    with_states = [
        replace(c, states=PassageStates.of([Tokens(c.text[s.start : s.end], {}) for s in c.sentences])) for c in NEAR
    ]
    found = rank(Question(text), with_states, STATISTICS, load_weights(), Tokens(text, vocabulary))
    assert found.confidence != rank(Question(text), with_states, STATISTICS, load_weights()).confidence
