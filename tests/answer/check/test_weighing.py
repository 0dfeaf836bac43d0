"""The relation of a claim to the sentences near it, by fitted scores."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.check.weighing import RuleScores, Shares, gather, gather_read, load_weights
from rag.answer.evidence.weights import Linear

PAIR = {"said": 0.5, "around": 0.25, "cosine": 0.9}


def test_probabilities_are_the_softmax_of_their_scores() -> None:
    shares = load_weights().pair
    row = dict.fromkeys(shares.linear[0].names, 0.5)
    (found,) = shares([row])
    scores = np.array(
        [float(linear({name: np.array([value]) for name, value in row.items()})[0]) for linear in shares.linear]
    )
    assert found == pytest.approx(np.exp(scores) / np.exp(scores).sum()) and found.sum() == pytest.approx(1)


def test_the_features_of_a_claim_are_of_its_best_sentence() -> None:
    other = {"said": 0.1, "around": 0.75, "cosine": 0.2}
    shares = np.array([[0.7, 0.1, 0.2], [0.1, 0.6, 0.3]])  # entailed, contradicted, neither
    found = gather([PAIR, other], shares, RuleScores(held=0.0, two=0.0, against=0.4))
    assert (found["said"], found["around"], found["cosine"]) == (0.5, 0.25, 0.9)
    assert (found["neither"], found["contradicted_by_best"]) == pytest.approx((np.log(0.2 / 0.8), np.log(0.1 / 0.9)))
    assert (found["held"], found["against"], found["against_share"]) == (0, 1, 0.4)


def test_what_the_reader_makes_of_a_claim_is_told_in_odds() -> None:
    found = gather_read(np.array([[0.5, 0.25, 0.25]]))
    assert found["read_entailed"] == pytest.approx(np.log(2)) and found["read_contradicted"] == 0


def test_a_score_needs_its_names() -> None:
    assert all(
        isinstance(linear, Linear) for part in (load_weights().claim, load_weights().read) for linear in part.linear
    )
    assert isinstance(load_weights().read, Shares)
