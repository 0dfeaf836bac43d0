"""Scores of a whole run that are no mean over rows: F1 of declining, risk and coverage, calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.metrics import selective, squad2
from eval.outcome import Outcome

RISK = 0.05


def overall(outcomes: Sequence[Outcome], threshold: float | None) -> dict[str, float]:
    """Everything in this file; `threshold` is what dev gave for SQuAD 2.0's scores, None when there is no dev.

    A value that these rows do not allow is left out.
    """
    values = {**decline_f1(outcomes), **confidence_scores(outcomes)}
    if threshold is not None:
        values |= squad2.at_threshold([one.prediction for one in outcomes], threshold)
    return values


def decline_f1(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """F1 of declining = 2 declined rightly / (declined + questions without an answer)."""
    asked = sum(not one.answerable for one in outcomes) + sum(one.declined for one in outcomes)
    rightly = sum(one.declined and not one.answerable for one in outcomes)
    return {"decline_f1": 2 * rightly / asked} if asked else {}


def confidence_scores(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """AURC and its kin over all questions; ECE and Brier over those whose outcome is known."""
    if not outcomes:
        return {}
    confidence, loss = [one.confidence for one in outcomes], [one.loss for one in outcomes]
    values = {
        "aurc": selective.aurc(confidence, loss),
        "e_aurc": selective.e_aurc(confidence, loss),
        "augrc": selective.augrc(confidence, loss),
        "coverage@risk5": selective.coverage_at_risk(confidence, loss, RISK),
    }
    auroc = selective.auroc(confidence, [float(one.answerable) for one in outcomes])
    sure, right = calibration_pairs(outcomes)
    return {
        **values,
        **({"auroc_answerable": auroc} if auroc is not None else {}),
        **({"ece": selective.ece(sure, right), "brier": selective.brier(sure, right)} if sure else {}),
    }


def calibration_pairs(outcomes: Iterable[Outcome]) -> tuple[list[float], list[float]]:
    """(confidence, 1 when right) of the questions whose outcome is known."""
    known = [one for one in outcomes if one.right is not None]
    return [one.confidence for one in known], [float(bool(one.right)) for one in known]


def dev_threshold(dev: Sequence[Outcome]) -> float | None:
    """The threshold on 1 - confidence that is best on dev; None without dev questions."""
    return squad2.best_threshold([one.prediction for one in dev])[1] if dev else None
