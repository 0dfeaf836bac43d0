"""The fitted weights of the reranking, read from a file that says where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rag.answer.evidence.weights import Linear, refuse_strangers
from rag.answer.fitted import fitted
from rag.index.vectors import Array

FEATURES = ("first_stage", "unit", "span", "window")
SUBJECT_FEATURES = ("first_stage", "both")
ANSWER_FEATURES = ("unit", "span", "window", "unit_before", "span_before", "window_before")
RELATIONS = ("home", "foreign")
SHIPPED = Path(__file__).with_name("rerank.json")


@dataclass(frozen=True, slots=True)
class RerankWeights:
    """Scores made of what the reader says: of sentences, whether something is there about what is asked, and whether it
    answers that."""

    sentence: Linear
    subject: Linear
    answers: Linear

    def confidence(self, features: Mapping[str, Array]) -> Array:
        """How likely a quoted sentence is right, of columns (rows,) each: something is there, and it answers."""
        subject, answers = (1 / (1 + np.exp(-score(features))) for score in (self.subject, self.answers))
        return subject * answers


@dataclass(frozen=True, slots=True)
class Rerank:
    """The weights by relation of languages, "home" (question and text in one) and "foreign"; of comparable scores.

    ``near`` is the confidence below which a question is about something else than the articles are, ``short`` what the
    score of a short answer has to be for it to be shown.
    """

    relations: Mapping[str, RerankWeights]
    near: float
    short: float


@lru_cache(maxsize=2)
def load_rerank(path: Path | None = None) -> Rerank:
    """The weights of a file that ``python -m eval.workshop.reading`` wrote; without one, those that come with Footnote.

    Raises:
        UsageError: the file is gone or damaged, or has a key that is not known.
    """
    with fitted(path or SHIPPED, "Install Footnote again, or set reader = off.") as data:
        return read_rerank(data)


def read_rerank(data: Mapping[str, Any]) -> Rerank:
    refuse_strangers(data, ("about", "made", *RELATIONS, "near", "short", "curve"), "the file")

    def relation(name: str) -> RerankWeights:
        part = data[name]
        refuse_strangers(part, ("sentence", "subject", "answers"), name)
        return RerankWeights(
            Linear.read(part["sentence"], FEATURES, f"{name}.sentence"),
            Linear.read(part["subject"], SUBJECT_FEATURES, f"{name}.subject"),
            Linear.read(part["answers"], ANSWER_FEATURES, f"{name}.answers"),
        )

    return Rerank({name: relation(name) for name in RELATIONS}, float(data["near"]), float(data["short"]))
