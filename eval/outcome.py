"""What became of one question, as everything that looks at confidence sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.gold import Gold
from eval.metrics import answers, squad2
from eval.metrics.squad2 import Prediction
from eval.scored_answer import Given, prose

SQUAD = "squad"
"""Tag of questions from SQuAD's files: their overlap is SQuAD's own, with SQuAD's normalisation."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`right` is None where nobody knows: declined, though there is an answer, by a bot that keeps its candidate."""

    answerable: bool
    declined: bool
    confidence: float
    right: bool | None
    prediction: Prediction

    @property
    def loss(self) -> float:
        """1 when the answer, or what would have been said, is wrong; what nobody knows counts as wrong."""
        return float(not self.right)

    def to_list(self) -> list[float | bool | None]:
        """The outcome as JSON types, in the order that `from_list` reads."""
        p = self.prediction
        return [self.answerable, self.declined, round(self.confidence, 6), self.right, round(p.f1, 6), p.said]

    @classmethod
    def from_list(cls, kept: Sequence[Any]) -> Outcome:
        """The outcome of a row of `report.json` or of a baseline."""
        answerable, declined, confidence, right, f1, said = kept
        return cls(answerable, declined, confidence, right, Prediction(f1, answerable, said, 1.0 - confidence))

    @classmethod
    def of(cls, gold: Gold, given: Given, tags: tuple[str, ...] = ()) -> Outcome:
        text = short_answer(given)
        if gold.answerable:
            f1 = squad2.f1(text, gold.references) if SQUAD in tags else answers.token_f1(text, gold.references)
        else:
            f1 = float(not text)
        return cls(
            answerable=gold.answerable,
            declined=given.declined,
            confidence=min(max(given.confidence, 0.0), 1.0),
            right=_is_right(gold, given),
            prediction=Prediction(f1, gold.answerable, bool(text), 1.0 - given.confidence),
        )


def short_answer(given: Given) -> str:
    """The emphasised span of the answer, or of what would have been answered, else its prose."""
    marked = next((said.emphasis for said in given.candidate if said.emphasis), None)
    return marked or prose(given.candidate)


def _is_right(gold: Gold, given: Given) -> bool | None:
    if not gold.answerable:
        return False
    return answers.of_text(gold, prose(given.candidate)) == "correct" if given.candidate else None
