"""The check as an evaluator: what is supported passes, what is not is named."""

from __future__ import annotations

import asyncio

import pytest

from rag import FootnoteFaithfulness

CONTEXTS = ["The ferry to Holm was built in 1931.\nIt carries 40 cars.", "Its captain is Ann Lee, who came from Tarn."]


@pytest.fixture(scope="module")
def evaluator() -> FootnoteFaithfulness:
    return FootnoteFaithfulness()


@pytest.mark.parametrize(
    ("response", "score", "told"),
    [
        ("The ferry to Holm was built in 1931. [1]", 1.0, "Every claim is supported."),
        ("The ferry to Holm was built in 1931. It carries 60 cars.", 0.5, "“It carries 60 cars.”: the number “60”"),
        ("The captain is Tom Reed.", 0.0, "“The captain is Tom Reed.”"),
        ("Do you want to know more?", 1.0, "There is nothing to check in it."),
    ],
)
def test_each_claim_is_held_against_the_contexts(
    response: str, score: float, told: str, evaluator: FootnoteFaithfulness
) -> None:
    result = asyncio.run(evaluator.aevaluate("?", response, CONTEXTS))
    assert (result.score, result.passing) == (score, score == 1.0)
    assert result.feedback is not None and result.feedback.startswith(told)


def test_without_contexts_there_is_no_result(evaluator: FootnoteFaithfulness) -> None:
    assert evaluator.evaluate(response="It was built in 1931.").invalid_result
