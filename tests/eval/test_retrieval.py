"""Evidence among passages, against worked vectors and trec_eval."""

from __future__ import annotations

import math
import random

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from eval.metrics.retrieval import scores
from tests.eval.rows import Place, given, gold


def of(evidence: list[list[Place]], passages: list[Place]) -> dict[str, float]:
    return scores({"q": (gold("x", evidence=evidence), given(passages=passages))})["q"]


A, B = ("a", 0, 10), ("b", 0, 10)


@pytest.mark.parametrize(
    ("evidence", "passages", "expected"),
    [
        ([[A]], [A], {"recall@1": 1, "mrr@10": 1, "ndcg@10": 1, "all_evidence@10": 1}),
        ([[A]], [B, A], {"recall@1": 0, "recall@3": 1, "mrr@10": 0.5, "ndcg@10": 1 / math.log2(3)}),
        ([[A], [B]], [A], {"recall@10": 0.5, "all_evidence@10": 0, "ndcg@10": 1 / (1 + 1 / math.log2(3))}),
        ([[A], [B]], [B, A], {"recall@1": 0.5, "recall@3": 1, "ndcg@10": 1}),
        ([[A, B]], [B], {"recall@1": 1}),  # alternatives: either will do
        ([[A]], [], {"recall@10": 0, "mrr@10": 0, "ndcg@10": 0, "article_recall@10": 0}),  # nothing found is 0
        ([[A]], [("a", 5, 99)], {"recall@1": 1}),  # half of the quotation is enough
        ([[A]], [("a", 6, 99)], {"recall@1": 0, "article_recall@1": 1}),  # less is not
        ([[A], [("a", 20, 30)]], [("a", 0, 30)], {"recall@1": 1, "mrr@10": 1, "ndcg@10": 1}),  # one passage holds both
        (
            [[B]],
            [A, ("a", 20, 30), B],
            {"recall@3": 1, "mrr@10": 1 / 3, "article_mrr@10": 0.5},
        ),  # article a counts once
    ],
)
def test_worked_vectors(evidence: list[list[Place]], passages: list[Place], expected: dict[str, float]) -> None:
    found = of(evidence, passages)
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_questions_without_evidence_are_left_out() -> None:
    assert scores({"q": (gold(expected="abstain"), given(passages=[A]))}) == {}


def test_agrees_with_trec_eval_where_passages_and_groups_are_one_to_one() -> None:
    """The plain use of trec_eval: documents, binary judgements. Five hundred random rankings of twelve."""
    draw = random.Random(1)
    for _ in range(500):
        docs = [f"d{n}" for n in range(12)]
        relevant, ranking = draw.sample(docs, draw.randint(1, 5)), draw.sample(docs, draw.randint(1, 12))
        found = of([[(doc, 0, 10)] for doc in relevant], [(doc, 0, 10) for doc in ranking])
        run = {"q": {doc: 1 / rank for rank, doc in enumerate(ranking, 1)}}
        measures = {"recall@3": R @ 3, "recall@10": R @ 10, "mrr@10": RR @ 10, "ndcg@10": nDCG @ 10}
        wanted = ir_measures.calc_aggregate(measures.values(), {"q": dict.fromkeys(relevant, 1)}, run)
        for level in ("", "article_"):
            assert {m: found[level + name] for name, m in measures.items()} == pytest.approx(wanted)


def test_equal_scores_would_be_ordered_by_name() -> None:
    """The trap that 1/rank avoids: of two equal scores one comes first because of its name."""
    run = {"q": {"a": 1.0, "z": 1.0}}
    assert {ir_measures.calc_aggregate([RR @ 10], {"q": {doc: 1}}, run)[RR @ 10] for doc in run["q"]} == {1.0, 0.5}
