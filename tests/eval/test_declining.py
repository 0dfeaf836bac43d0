"""Declining, groundedness, risk and coverage, calibration, SQuAD 2.0."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from eval import overall
from eval.metrics import answers, declining, groundedness, outcomes, selective, squad2
from eval.metrics.squad2 import Prediction
from eval.outcome import Outcome
from tests.eval.rows import given, gold

ABSTAIN = gold(expected="abstain")


@pytest.mark.parametrize(
    ("answerable", "declined", "expected"),
    [
        (True, False, {"decline_right": 1, "over_declining": 0}),
        (True, True, {"decline_right": 0, "over_declining": 1, "decline_precision": 0}),
        (False, True, {"decline_right": 1, "decline_recall": 1, "decline_precision": 1}),
        (False, False, {"decline_right": 0, "decline_recall": 0}),
    ],
)
def test_declining(answerable: bool, declined: bool, expected: dict[str, float]) -> None:
    row = given() if declined else given(("x", []))
    assert declining.scores(gold("x") if answerable else ABSTAIN, row) == expected


@pytest.mark.parametrize(
    ("answerable", "status", "says", "outcome", "right"),
    [
        (True, "answered", "It was Ann.", "answered", 1),
        (True, "uncertain", "It was Ann.", "uncertain", 1),
        (True, "uncertain", "It was Bob.", "uncertain", 0),
        (False, "uncertain", "It was Ann.", "uncertain", 0),
        (True, "declined", "", "declined", 0),
        (False, "declined", "", "declined", 1),
        (False, "told", "", "declined", 1),
    ],
)
def test_each_outcome_is_counted_and_judged(
    answerable: bool, status: str, says: str, outcome: str, right: float
) -> None:
    row = given(*([(says, [])] if says else []), status=status)
    found = outcomes.scores(gold("Ann") if answerable else ABSTAIN, row)
    shares = {one: float(one == outcome) for one in ("answered", "uncertain", "declined")}
    assert found == {**shares, f"{outcome}_right": right}


def test_what_comes_closest_is_no_answer_and_its_key_facts_are_told_apart() -> None:
    row = given(("It was Ann.", [1]), cited=[("a", 0, 11, "It was Ann.")], status="uncertain")
    assert declining.scores(ABSTAIN, row) == {"decline_right": 1, "decline_recall": 1, "decline_precision": 1}
    values = answers.scores(gold("Ann"), row)
    assert (values["key_fact_recall"], values["key_facts_shown"], values["truthfulness"]) == (0, 1, 0)
    assert (row.citations, len(row.quoted)) == ((), 1)
    assert Outcome.of(gold("Ann"), row).right is True


def outcome(answerable: bool, declined: bool) -> Outcome:
    return Outcome.of(gold("x") if answerable else ABSTAIN, given() if declined else given(("x", [])))


def test_f1_of_declining() -> None:
    """3 without an answer, 4 declined, 2 of them rightly: P 2/4, R 2/3, F1 4/7."""
    rows = [outcome(False, True)] * 2 + [outcome(False, False)] + [outcome(True, True)] * 2 + [outcome(True, False)] * 5
    assert overall.decline_f1(rows) == {"decline_f1": pytest.approx(4 / 7)}


def test_a_false_premise_is_corrected_by_saying_the_fact() -> None:
    premise = gold("approved", expected="correct_premise", evidence=[[("a", 0, 1)]])
    assert declining.scores(premise, given(("It was approved.", [])))["premise_corrected"] == 1.0
    assert declining.scores(premise, given())["premise_corrected"] == 0.0


def test_an_outcome_survives_json() -> None:
    for one in (outcome(a, d) for a, d in itertools.product((True, False), repeat=2)):
        assert Outcome.from_list(one.to_list()) == one


def test_what_a_declining_bot_would_have_said_is_unknown_or_told() -> None:
    assert Outcome.of(gold("Ann"), given()).right is None
    told = {"declined": {"reason": "", "candidate": [{"text": "It was Ann."}]}}
    assert Outcome.of(gold("Ann"), given(**told)).right is True
    assert Outcome.of(gold("Bob"), given(**told)).right is False


# -- Groundedness -------------------------------------------------------------------------------------------


def test_figures_and_names_that_the_citation_lacks() -> None:
    """Hard tokens 2017, 5, Ann and Bob; the citation lacks 5 and Bob."""
    row = given(("In 2017 Ann gave 5 to Bob.", [1]), cited=[("a", 0, 1, "In 2017 Ann gave some.")])
    assert groundedness.scores(row)["unsupported"] == 0.5


# -- Risk and coverage ----------------------------------------------------------------------------------------

CONFIDENCE, LOSS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], [0.0, 0.0, 1.0, 0.0, 1.0, 1.0]


def test_aurc_worked_vector() -> None:
    """Risks 0, 0, 1/3, 1/4, 2/5, 3/6 have the mean .2472; in the best order 0, 0, 0, 1/4, 2/5, 3/6: .1917.

    Undetected failures 0, 0, 1, 1, 2, 3 of 6 have the mean .1944.
    """
    assert selective.aurc(CONFIDENCE, LOSS) == pytest.approx(0.2472, abs=5e-5)
    assert selective.aurc([-one for one in LOSS], LOSS) == pytest.approx(0.1917, abs=5e-5)
    assert selective.e_aurc(CONFIDENCE, LOSS) == pytest.approx(0.0556, abs=5e-5)
    assert selective.augrc(CONFIDENCE, LOSS) == pytest.approx(0.1944, abs=5e-5)
    assert selective.coverage_at_risk(CONFIDENCE, LOSS, 0.05) == pytest.approx(2 / 6)


def test_equal_confidences_do_not_depend_on_the_order_of_rows() -> None:
    """All equal: every risk is the mean loss."""
    for losses in ([1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0]):
        assert selective.aurc([0.5] * 4, losses) == pytest.approx(0.5)


def test_ties_have_the_mean_over_all_their_orders() -> None:
    confidence, losses = [0.9, 0.5, 0.5, 0.5, 0.1], [0.0, 1.0, 0.0, 1.0, 1.0]
    orders = [[0.0, *middle, 1.0] for middle in itertools.permutations([1.0, 0.0, 1.0])]
    wanted = np.mean([np.mean(np.cumsum(one) / np.arange(1, 6)) for one in orders])
    assert selective.aurc(confidence, losses) == pytest.approx(wanted)


def test_calibration_by_hand() -> None:
    """Bins .2 (n 2, right 1/2) and .9 (n 2, right 2/2): (2 * .3 + 2 * .1) / 4 = .2."""
    assert selective.ece([0.2, 0.2, 0.9, 0.9], [0, 1, 1, 1]) == pytest.approx(0.2)
    assert selective.reliability([1.0, 0.2, 0.2], [1, 0, 1]) == [(0.2, 0.5, 2), (1.0, 1.0, 1)]
    assert selective.brier([0.2, 0.9], [0, 1]) == pytest.approx((0.04 + 0.01) / 2)
    assert selective.auroc([0.9, 0.5, 0.5], [1, 0, 1]) == pytest.approx(0.75)
    assert selective.auroc([0.9, 0.5], [1, 1]) is None


def test_auroc_and_brier_are_scikit_learns() -> None:
    from sklearn.metrics import brier_score_loss, roc_auc_score

    draw = np.random.default_rng(3)
    for _ in range(50):
        confidence, positive = draw.integers(0, 20, 40) / 20, draw.integers(0, 2, 40)
        assert selective.auroc(list(confidence), list(positive)) == pytest.approx(roc_auc_score(positive, confidence))
        assert selective.brier(list(confidence), list(positive)) == pytest.approx(
            brier_score_loss(positive, confidence)
        )


# -- SQuAD -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("The  Quick, brown fox!", "quick brown fox"),
        ("an apple a day", "apple day"),
        ("Athens", "athens"),  # no article inside a word
        ("1.5 tỷ", "15 tỷ"),  # why it is never used on our figures
        ("8,02", "802"),
        ("2016–2021", "2016–2021"),  # ASCII punctuation only
        ("the-man", "theman"),  # punctuation goes first, so no article is left
    ],
)
def test_squad_normalisation(text: str, normalised: str) -> None:
    assert squad2.normalise(text) == normalised


def test_squad_f1_and_em() -> None:
    assert squad2.f1("in the big city", ["big city", "town"]) == pytest.approx(2 * 2 / 5)
    assert squad2.exact_match("The City!", ["town", "city"]) == 1.0
    assert squad2.f1("", [""]) == 1.0 and squad2.f1("x", [""]) == 0.0


def answerable(f1: float, no_answer: float) -> Prediction:
    return Prediction(f1, True, True, no_answer)


def unanswerable(no_answer: float, said: bool = True) -> Prediction:
    return Prediction(float(not said), False, said, no_answer)


def test_squad2_threshold_by_hand() -> None:
    """By rising na: .1 F1 1, .2 answered in vain, .3 F1 .8, .6 answered in vain. Start 2, then 3, 2, 2.8, 1.8."""
    rows = [answerable(1.0, 0.1), unanswerable(0.2), answerable(0.8, 0.3), unanswerable(0.6)]
    assert squad2.best_threshold(rows) == (pytest.approx(3 / 4), 0.1)
    assert squad2.at_threshold(rows, 0.1)["squad2_f1"] == pytest.approx(3 / 4)
    assert squad2.at_threshold(rows, 0.4) == pytest.approx(
        {"squad2_f1": 2.8 / 4, "squad2_has_answer": 1.8 / 2, "squad2_no_answer": 1 / 2}
    )


def test_the_sweep_finds_what_trying_every_threshold_finds() -> None:
    """evaluate-v2.0.py adds one question at a time; with distinct na that is every threshold."""
    draw = random.Random(2)
    for _ in range(200):
        no_answers = draw.sample(range(1, 1000), 12)
        rows = [
            answerable(draw.random(), na / 1000)
            if draw.random() < 0.6
            else unanswerable(na / 1000, draw.random() < 0.8)
            for na in no_answers
        ]
        tried = [squad2.at_threshold(rows, t)["squad2_f1"] for t in [0.0, *(row.no_answer for row in rows)]]
        best, threshold = squad2.best_threshold(rows)
        assert best == pytest.approx(max(tried))
        assert squad2.at_threshold(rows, threshold)["squad2_f1"] == pytest.approx(best)
