"""Answered, uncertain, declined: how often each, and how often each is right."""

from __future__ import annotations

from typing import get_args

from eval.gold import Gold
from eval.metrics.answers import of_text
from eval.scored_answer import Given, Status, prose

OUTCOMES: tuple[Status, ...] = get_args(Status)


def scores(gold: Gold, given: Given) -> dict[str, float]:
    """Of one row: 1 for its outcome and 0 for the others, and whether it is right, under the name of its outcome.

    What is answered, or shown as what comes closest, is right when it is correct; what is declined, when there is no
    answer to give.
    """
    right = not gold.answerable if given.status == "declined" else of_text(gold, prose(given.candidate)) == "correct"
    return {**{one: float(given.status == one) for one in OUTCOMES}, f"{given.status}_right": float(right)}
