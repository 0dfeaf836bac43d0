"""SQuAD's own scores: its normalisation, exact match, F1, and the scores of 2.0 at a threshold.

Written from the published behaviour of evaluate-v1.1.py and evaluate-v2.0.py (Rajpurkar et al. 2016, 2018).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics.answers import bag_f1

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalise(text: str) -> str:
    """SQuAD's: lower case, no ASCII punctuation, no English articles, single spaces.

    It makes "1.5" and "15" equal and keeps "–": for SQuAD's files only, never for figures of ours.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(text: str, references: Iterable[str]) -> float:
    """1 when the text equals a reference after SQuAD's normalisation."""
    return float(any(normalise(text) == normalise(reference) for reference in references))


def f1(text: str, references: Iterable[str]) -> float:
    """The best F1 of words over the references after SQuAD's normalisation."""
    return max((bag_f1(normalise(text).split(), normalise(one).split()) for one in references), default=0.0)


@dataclass(frozen=True, slots=True)
class Prediction:
    """One question for the threshold: F1 before thresholding, whether it has an answer, and how unsure the bot is.

    `f1` of a question without an answer is 1 when nothing was said. `said` tells whether there is a
    candidate answer at all. `no_answer` is 1 - confidence.
    """

    f1: float
    answerable: bool
    said: bool
    no_answer: float


def at_threshold(predictions: Sequence[Prediction], threshold: float) -> dict[str, float]:
    """F1 over all, over those with an answer, over those without, predicting "" where no_answer > threshold."""
    scored = [(float(not p.answerable) if p.no_answer > threshold else p.f1, p.answerable) for p in predictions]
    parts = {
        "squad2_f1": [score for score, _ in scored],
        "squad2_has_answer": [score for score, answerable in scored if answerable],
        "squad2_no_answer": [score for score, answerable in scored if not answerable],
    }
    return {name: sum(values) / len(values) for name, values in parts.items() if values}


def best_threshold(predictions: Sequence[Prediction]) -> tuple[float, float]:
    """(best F1, its threshold) by the exhaustive sweep of evaluate-v2.0.py: an oracle on what it sees.

    Starts from all declined, adds questions by rising no_answer: their F1 where there is an answer,
    -1 where there is none and something was said.
    """
    current = best = float(sum(not p.answerable for p in predictions))
    threshold = 0.0
    for p in sorted(predictions, key=lambda p: p.no_answer):
        current += p.f1 if p.answerable else -float(p.said)
        if current > best:
            best, threshold = current, p.no_answer
    return best / len(predictions), threshold
