"""Two logistics that are fitted together: neither makes up for the other."""

from __future__ import annotations

import json

import numpy as np
import pytest

from eval.workshop.evidence.linear import fit_both
from eval.workshop.reading import as_file
from rag.answer.evidence.weights import Linear
from rag.answer.reader.rerank_weights import ANSWER_FEATURES, FEATURES, SUBJECT_FEATURES, RerankWeights, read_rerank


def likelihood(parts: tuple[Linear, Linear], near: float, answers: float) -> float:
    first, second = parts
    scores = (first({"near": np.array([near])}), second({"answers": np.array([answers])}))
    return float(np.prod([1 / (1 + np.exp(-score)) for score in scores]))


def test_what_is_near_and_does_not_answer_is_not_likely_however_near_it_is() -> None:
    draw = np.random.default_rng(1)
    near, answers = draw.normal(size=(2, 4000, 1)) * 3
    right = (near[:, 0] > 0) & (answers[:, 0] > 0)
    fitted = fit_both(near, answers, right, np.ones(len(right)), (("near",), ("answers",)))
    assert likelihood(fitted, 4, 4) > 0.9
    assert likelihood(fitted, 40, -4) < 0.1 and likelihood(fitted, -4, 40) < 0.1


def test_the_likelihood_is_that_of_the_cases() -> None:
    draw = np.random.default_rng(2)
    near, answers = draw.normal(size=(2, 4000, 1))
    true = [1 / (1 + np.exp(-(2 * rows[:, 0] + 1))) for rows in (near, answers)]
    right = draw.random(4000) < true[0] * true[1]
    fitted = fit_both(near, answers, right, np.ones(4000), (("near",), ("answers",)))
    assert likelihood(fitted, 1, 0) == pytest.approx(0.953 * 0.731, abs=0.05)


def test_weights_are_read_as_they_were_written() -> None:
    def linear(names: tuple[str, ...]) -> Linear:
        return Linear(names, np.arange(1.0, len(names) + 1), np.zeros(len(names)), np.ones(len(names)), 0.5)

    weights = RerankWeights(linear(FEATURES), linear(SUBJECT_FEATURES), linear(ANSWER_FEATURES))
    read = read_rerank(json.loads(as_file({}, {"home": weights, "foreign": weights}, 0.07, 4.0)))
    told = {name: np.array([0.25]) for name in (*SUBJECT_FEATURES, *ANSWER_FEATURES)}
    assert read.relations["home"].confidence(told) == pytest.approx(weights.confidence(told))
    assert (read.near, read.short) == (0.07, 4.0)
