"""A bot that is worse on purpose is caught by the metric named for it, and by the gate on that metric."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval import gate, summary
from eval.evaluation import GATES, SEEDS
from eval.measures import BY_NAME
from eval.questions import load
from eval.run import run, texts
from eval.score import Scored, score
from eval.squad import evenly
from tests.eval import gold_bot
from tests.eval.gold_bot import Change, GoldBot

CAUGHT_BY: dict[str, tuple[Callable[[GoldBot], Change], float]] = {
    # metric: (the bot it is named for, what that bot scores at best or at least)
    "alce_recall": (gold_bot.shuffled_citations, 0.3),
    "key_fact_recall": (gold_bot.first_sentence_always, 0.2),
    "decline_recall": (gold_bot.never_declines, 0.0),
    "over_declining": (gold_bot.always_declines, 1.0),
    "token_f1": (gold_bot.padded_with_articles, 0.2),
}


def rows_of(seeds: Path, worse: Callable[[GoldBot], Change] | None = None) -> list[Scored]:
    single = [question for question in load(SEEDS) if len(question.turns) == 1 and question.split == "test"]
    questions = evenly(single, 80)
    bot = GoldBot(questions, seeds)
    if worse:
        bot.change = worse(bot)
    rows = run(bot, questions)
    return score(rows, questions, texts(bot, rows, seeds))


@pytest.fixture(scope="module")
def good(seeds: Path) -> list[Scored]:
    return rows_of(seeds)


@pytest.fixture(scope="module")
def padded(seeds: Path) -> list[Scored]:
    return rows_of(seeds, gold_bot.padded_with_articles)


def cell(metric: str, rows: list[Scored]) -> dict[str, Any]:
    found = summary.cell(metric, rows)
    assert found
    return found


@pytest.mark.parametrize("metric", CAUGHT_BY)
def test_the_metric_and_its_gate_catch_it(metric: str, seeds: Path, good: list[Scored], padded: list[Scored]) -> None:
    worse_bot, bound = CAUGHT_BY[metric]
    worse = padded if worse_bot is gold_bot.padded_with_articles else rows_of(seeds, worse_bot)
    before, after = cell(metric, good), cell(metric, worse)
    better = BY_NAME[metric].better
    assert (after["value"] - bound) * better <= 1e-9
    assert (before["value"] - after["value"]) * better > 0.3
    limits = [limit for limit in gate.read_gates(GATES).limits if limit.measure == metric]
    gates = gate.Gates(limits=tuple(limits))
    outcomes = [gate.check(gates, {"scores": {metric: one}})[0].outcome for one in (before, after)]
    assert outcomes == ["pass", "fail"]


def test_a_bot_that_answers_from_the_gold_is_perfect(good: list[Scored]) -> None:
    perfect = ("key_fact_recall", "recall@10", "exactness", "gold_f1", "alce_recall", "decline_right", "truthfulness")
    assert {name: cell(name, good)["value"] for name in perfect} == dict.fromkeys(perfect, 1.0)
    assert cell("over_declining", good)["value"] == cell("unsupported", good)["value"] == 0.0


def test_padding_is_not_caught_by_what_can_be_gamed_with_length(good: list[Scored], padded: list[Scored]) -> None:
    """Why token F1 and the answer's length stand beside key-fact recall."""
    assert cell("key_fact_recall", padded)["value"] == cell("key_fact_recall", good)["value"]
    assert cell("answer_words", padded)["value"] > 10 * cell("answer_words", good)["value"]


def test_shuffled_citations_are_exact_all_the_same(seeds: Path) -> None:
    """Why exactness alone is not enough."""
    assert cell("exactness", rows_of(seeds, gold_bot.shuffled_citations))["value"] == 1.0
