"""The fitted weights of the reranking, read from a file that says where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rag.answer.evidence.weights import Linear, refuse_strangers

FEATURES = ("first_stage", "unit", "span", "window")
CONFIDENCE_FEATURES = ("unit", "span", "window", "share", "share_quoted", "first_stage")
RELATIONS = ("home", "foreign")
SHIPPED = Path(__file__).with_name("rerank.json")


@dataclass(frozen=True, slots=True)
class RerankWeights:
    """Two scores made of what the reader says: of sentences, and whether a quoted one is right."""

    sentence: Linear
    confidence: Linear


@dataclass(frozen=True, slots=True)
class Rerank:
    """The weights by relation of languages, "home" (question and text in one) and "foreign".

    ``near`` is the confidence below which a question is about something else than the articles are, ``short`` what the
    score of a short answer has to be for it to be shown.
    """

    relations: Mapping[str, RerankWeights]
    near: float
    short: float

    def weights(self, *, foreign: bool) -> RerankWeights:
        return self.relations["foreign" if foreign else "home"]


@lru_cache(maxsize=2)
def load_rerank(path: Path | None = None) -> Rerank:
    """The weights of a file that ``python -m eval.workshop.reading`` wrote; without one, those that come with Footnote.

    Raises:
        UsageError: the file has a key that is not known.
    """
    return read_rerank(json.loads((path or SHIPPED).read_text("utf-8")))


def read_rerank(data: Mapping[str, Any]) -> Rerank:
    refuse_strangers(data, ("about", "made", *RELATIONS, "near", "short", "curve"), "the file")

    def relation(name: str) -> RerankWeights:
        part = data[name]
        refuse_strangers(part, ("sentence", "confidence"), name)
        return RerankWeights(
            Linear.read(part["sentence"], FEATURES, f"{name}.sentence"),
            Linear.read(part["confidence"], CONFIDENCE_FEATURES, f"{name}.confidence"),
        )

    return Rerank({name: relation(name) for name in RELATIONS}, float(data["near"]), float(data["short"]))
