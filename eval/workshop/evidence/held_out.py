"""What the fitted weights do on titles that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.workshop.evidence.cases import Case, sentence_case
from eval.workshop.evidence.regimes import confidence_rows, fit_relation, importance_of
from eval.workshop.situations import KINDS
from eval.workshop.texts import QuestionSet
from rag.answer.evidence.weights import Regime


def halves(data: QuestionSet) -> tuple[list[str], list[str]]:
    """A file's titles in two halves of about as many questions, largest first to the smaller half."""
    counts = {t: sum(q.title == t for q in data.questions) for t in data.titles}
    sides: tuple[list[str], list[str]] = ([], [])
    for title in sorted(counts, key=lambda t: (-counts[t], t)):
        min(sides, key=lambda side: sum(counts[t] for t in side)).append(title)
    return sides


@dataclass(frozen=True, slots=True)
class Held:
    """A situation's confidence by weights that have not seen its title, and whether a quoted sentence was right."""

    kind: str
    confidence: float
    right: bool
    importance: float


def fit_halves(
    cases: Sequence[Case], data: QuestionSet, relation: str = "home"
) -> list[tuple[dict[str, Regime], list[str]]]:
    """The regimes of a relation fitted on each half of the titles, with the titles of the other half."""
    sides = halves(data)
    return [
        (fit_relation([c for c in cases if c.situation.question.title in learnt], relation), held)
        for learnt, held in (sides, sides[::-1])
    ]


def held_out(cases: Sequence[Case], folds: Sequence[tuple[dict[str, Regime], list[str]]]) -> list[Held]:
    """Each situation's confidence by the weights of the half that its title is not in."""
    found: list[Held] = []
    for regimes, titles in folds:
        regime = regimes.get("home with tokens", regimes["home"])
        tables = [sentence_case(c, regime.passage) for c in cases if c.situation.question.title in titles]
        rows, right = confidence_rows(tables, regime.sentence)
        logits = regime.confidence({name: np.array([row[name] for row in rows]) for name in rows[0]})
        confidences = 1 / (1 + np.exp(-logits))
        found += [
            Held(t.kind, float(c), bool(r), float(i))
            for t, c, r, i in zip(tables, confidences, right, importance_of(tables))
        ]
    return found


def at_threshold(held: Sequence[Held], threshold: float) -> dict[str, Any]:
    """What a threshold does: coverage and risk over the mix, what is declined of each kind."""
    kinds, confidences = np.array([h.kind for h in held]), np.array([h.confidence for h in held])
    right, importance = np.array([h.right for h in held]), np.array([h.importance for h in held])
    answered = confidences >= threshold
    weight = importance[answered].sum()
    declined = {
        k.replace(" ", "_"): round(float(np.average(~answered[kinds == k], weights=importance[kinds == k])), 3)
        for k in KINDS
    }
    return {
        "threshold": threshold,
        "coverage": round(float(weight / importance.sum()), 3),
        "risk": round(float((importance * ~right)[answered].sum() / weight), 3) if weight else 0.0,
        "declined": declined,
    }
