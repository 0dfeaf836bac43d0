"""Features of passages and sentences, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.evidence.features import (
    Layout,
    passage_features,
    sentence_features,
    term_weights,
    weigh,
)
from rag.answer.question.analysis import analyse_question
from tests.answer.evidence.made_up import BEES, CANDLES, HARBOUR, STATISTICS, TRAM, Words, candidate


def test_names_match_with_and_without_accents() -> None:
    weighed = weigh(analyse_question("Le Van Tam la ai?"), Words([TRAM]))
    assert passage_features(weighed, [candidate("tram", TRAM, (0.8, 0.8))])["named"][0] == 1.0


def test_sentence_features_by_hand() -> None:
    weighed = weigh(analyse_question("When did the candle works close?"), STATISTICS)
    found = sentence_features(weighed, [candidate("candles", CANDLES, (0.9, 0.8, 0.7))])
    # candle, work and close are content, each as telling as the others: three of three, one ("works"), one ("closed").
    assert found["own_cover"].tolist() == pytest.approx([1.0, 1 / 3, 1 / 3])
    assert found["beside"].tolist() == pytest.approx([(0.9 + 0.8) / 2, (0.9 + 0.7) / 2, (0.8 + 0.7) / 2])
    assert found["time_asked"].tolist() == [0.0, 0.0, 0.0]


def test_a_term_weight_is_the_prior_in_a_small_corpus_and_the_corpus_in_a_large_one() -> None:
    question = analyse_question("the harbour")
    small = term_weights(question, Words([HARBOUR, BEES, CANDLES]))
    # the: in 3 of 3, prior 0.3 * 200 = 60; harbour: in 1 of 3, prior 0.004 * 200 = 0.8
    assert small.tolist() == pytest.approx([-np.log(63 / 203), -np.log(1.8 / 203)])


def test_layout_beside_stays_within_a_passage() -> None:
    layout = Layout.of([candidate("b", BEES, (0.1, 0.2, 0.3)), candidate("c", CANDLES, (0.4, 0.5, 0.6))])
    before, after = layout.beside(layout.cosines)
    assert before.tolist() == [0.1, 0.1, 0.2, 0.4, 0.4, 0.5]
    assert after.tolist() == [0.2, 0.3, 0.3, 0.5, 0.6, 0.6]
