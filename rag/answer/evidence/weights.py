"""The fitted weights of the evidence model: read from a file that says where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rag.answer.evidence.features import PASSAGE_FEATURES, SENTENCE_FEATURES, Crossing
from rag.answer.evidence.late_interaction import LATE_FEATURES
from rag.answer.fitted import fitted
from rag.errors import UsageError
from rag.index.vectors import Array

REGIMES = ("home", "foreign", "home with tokens", "foreign with tokens")
CONFIDENCE_FEATURES = ("best", "missing_named", "share", "share_quoted", "lacks_needed", "tokens_around")
_SURELY_ELSEWHERE = 0.95
"""Share of the questions about something else that fall below ``Weights.near``."""
SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear score over named features: ``intercept + sum(weight * (value - mean) / deviation)``."""

    names: tuple[str, ...]
    weights: Array
    means: Array
    deviations: Array
    intercept: float = 0.0

    def __call__(self, features: Mapping[str, Array]) -> Array:
        """(rows,) each -> (rows,). Raises KeyError for a feature that is not there."""
        rows = np.stack([features[name] for name in self.names], axis=-1)
        return ((rows - self.means) / self.deviations) @ self.weights + self.intercept

    @classmethod
    def read(cls, data: Mapping[str, Any], known: Sequence[str], where: str) -> Linear:
        refuse_strangers(data, ("intercept", "features"), where)
        features = data["features"]
        refuse_strangers(features, known, f"{where}.features")
        for name, entry in features.items():
            refuse_strangers(entry, ("weight", "mean", "deviation"), f"{where}.features.{name}")
        weights, means, deviations = (
            np.array([entry[key] for entry in features.values()], float) for key in ("weight", "mean", "deviation")
        )
        return cls(tuple(features), weights, means, deviations, float(data.get("intercept", 0.0)))

    def with_term(self, name: str, other: Linear) -> Linear:
        """With the term that another score has for a feature."""
        place = other.names.index(name)
        weights, means, deviations = (
            np.append(own, others[place])
            for own, others in zip(
                (self.weights, self.means, self.deviations), (other.weights, other.means, other.deviations)
            )
        )
        return Linear((*self.names, name), weights, means, deviations, self.intercept)

    def to_dict(self) -> dict[str, Any]:
        rows = zip(self.names, self.weights, self.means, self.deviations)
        features = {
            n: {"weight": round(float(w), 5), "mean": round(float(m), 6), "deviation": round(float(d), 6)}
            for n, w, m, d in rows
        }
        return {"intercept": round(self.intercept, 5), "features": features}


@dataclass(frozen=True, slots=True)
class Regime:
    """The three scores for one relation of languages: passages, sentences, and whether a quoted sentence is right."""

    passage: Linear
    sentence: Linear
    confidence: Linear


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """Weights by relation of languages, "home" (question and passage in one) and "foreign", with and without tokens.

    ``threshold`` is the confidence below which a question is declined, ``caution`` its settings by name; ``near`` the
    one below which a question is about something else than the articles are.
    """

    regimes: Mapping[str, Regime]
    crossing: Crossing
    threshold: float
    caution: dict[str, float]
    near: float
    version: str

    def regime(self, *, foreign: bool, late: bool) -> Regime:
        return self.regimes[("foreign" if foreign else "home") + (" with tokens" if late else "")]


def _pair(values: Sequence[float]) -> tuple[float, float]:
    slope, offset = values
    return float(slope), float(offset)


def refuse_strangers(data: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Raises UsageError for a key that this version does not know, naming the nearest one."""
    import difflib

    for key in data:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise UsageError(
                f"The weights file has an unknown key {key!r} in {where}.",
                f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}.",
            )


@lru_cache(maxsize=4)
def load_weights(path: Path = SHIPPED) -> RankingWeights:
    """The weights of a file that ``python -m eval.workshop.evidence.fit`` wrote.

    Raises:
        UsageError: the file is gone or damaged, or has a key that is not known.
    """
    with fitted(path) as data:
        return read_weights(data)


def read_weights(data: Mapping[str, Any]) -> RankingWeights:
    refuse_strangers(data, ("about", "made", "crossing", *REGIMES, "decline"), "the file")

    def regime(name: str) -> Regime:
        if name not in data:
            raise UsageError(
                f"The weights file has no part {name!r}.", "Fit it again: python -m eval.workshop.evidence.fit --help."
            )
        part = data[name]
        refuse_strangers(part, ("passage", "sentence", "confidence"), name)
        return Regime(
            Linear.read(part["passage"], PASSAGE_FEATURES, f"{name}.passage"),
            Linear.read(part["sentence"], (*PASSAGE_FEATURES, *SENTENCE_FEATURES, *LATE_FEATURES), f"{name}.sentence"),
            Linear.read(part["confidence"], CONFIDENCE_FEATURES, f"{name}.confidence"),
        )

    decline = data["decline"]
    caution = {name: float(point["threshold"]) for name, point in decline["caution"].items()}
    crossing = data["crossing"]
    refuse_strangers(crossing, ("about", "cosine", "tokens"), "crossing")
    return RankingWeights(
        {name: regime(name) for name in REGIMES},
        Crossing(_pair(crossing["cosine"]), _pair(crossing["tokens"])),
        float(decline["threshold"]),
        caution,
        min(float(p["threshold"]) for p in decline["curve"] if p["declined"]["elsewhere"] >= _SURELY_ELSEWHERE),
        str(data["made"]["date"]),
    )
