"""How surely a source says what a statement says: facts and contradictions by rule, the rest by a fitted score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rag.answer.check.alignment import FEATURES, Source, Statement, features
from rag.answer.check.contradictions import denial, overstated
from rag.answer.check.facts import Facts, facts_of
from rag.answer.check.lacking import lacking
from rag.answer.check.roles import (
    exchanged_names,
    lesser_office,
    name_of_another,
    number_of_another,
    receiver_acts,
    said_of_another,
)
from rag.answer.evidence.weights import Linear
from rag.answer.fitted import fitted
from rag.language.detect import guess
from rag.language.packs import language_by

SHIPPED = Path(__file__).with_name("support.json")
USED = ("unsaid", "jumps", "turned")
"""The features that the shipped score is fitted on; the others gave nothing beside them."""


@dataclass(frozen=True, slots=True)
class Score:
    """A logistic score and the least at which a sentence is given."""

    linear: Linear
    threshold: float

    def __call__(self, found: Mapping[str, float]) -> float:
        logit = float(self.linear({name: np.array([value]) for name, value in found.items()})[0])
        return float(1 / (1 + np.exp(-logit)))


def support_of(statement: Statement, source: Source, years: Collection[int] = ()) -> float:
    """How likely a source says what a statement says; 0 where a rule is against it, or that is too little.

    ``years`` are known of the source beside its text, from its articles' dates: "January 5" is then a day of them.
    """
    if foreign(statement.text, source.sentences) or breaks_rule(statement.text, source, years):
        return 0.0
    score = load_score(source.states is not None)
    value = score(features(statement, source))
    return value if value >= score.threshold else 0.0


def breaks_rule(sentence: str, source: Source, years: Collection[int] = ()) -> bool:
    """Tells whether a sentence has a fact that its source lacks, or says something else with the same words."""
    mine = facts_of(sentence)
    return (
        any(True for _ in lacking(mine, source.facts, years))
        or any(_turned(mine, facts_of(one)) for one in source.sentences)
        or denial(sentence, source.sentences) is not None
        or overstated(sentence, source.sentences) is not None
    )


def _turned(mine: Facts, theirs: Facts) -> bool:
    """Tells whether a sentence says of one what its source says of another."""
    return bool(
        name_of_another(mine, theirs)
        or lesser_office(mine, theirs)
        or number_of_another(mine, theirs)
        or exchanged_names(mine, theirs)
        or said_of_another(mine, theirs)
        or receiver_acts(mine.text, theirs.text)
    )


def foreign(sentence: str, source: Sequence[str]) -> bool:
    """Tells whether a sentence is in another language than all that it cites."""
    mine, theirs = guess(sentence), {guess(text) for text in source}
    told_apart = any(language_by(code).distinct for code in {mine, *theirs})
    return bool(mine) and "" not in theirs and mine not in theirs and told_apart


@lru_cache(maxsize=2)
def load_score(tokens: bool) -> Score:
    """The shipped score, for encoders with token states or without."""
    with fitted(SHIPPED) as found:
        return read_score(found, tokens)


def read_score(found: Mapping[str, Any], tokens: bool) -> Score:
    """A score from what ``footnote eval support --fit FILE`` wrote."""
    part = found["with tokens" if tokens else "without tokens"]
    return Score(Linear.read(part["score"], FEATURES, "score"), float(part["threshold"]))
