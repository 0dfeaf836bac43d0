"""May a sentence be given with what it cites? Facts and contradictions by rule, the rest by a fitted score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
class Support:
    """Tells whether what is cited supports a sentence, why not, and the score: the fitted probability that it does.

    The score is 0 where a rule has decided.
    """

    supported: bool
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A logistic score and the least at which a sentence is given."""

    linear: Linear
    threshold: float

    def __call__(self, found: Mapping[str, float]) -> float:
        logit = float(self.linear({name: np.array([value]) for name, value in found.items()})[0])
        return float(1 / (1 + np.exp(-logit)))


def supported(statement: Statement, source: Source, years: Collection[int] = ()) -> Support:
    """Tells whether a source says what a sentence says.

    ``years`` are known of the source beside its text, from its articles' dates: "January 5" is then a day of them.
    """
    if _foreign(statement.text, source):
        return Support(False, "it is in another language than what it cites, and cannot be checked")
    why = contradicted(statement.text, source, years)
    if why:
        return Support(False, why)
    score = load_score(source.states is not None)
    value = score(features(statement, source))
    if value < score.threshold:
        return Support(False, "what it cites does not say so much", value)
    return Support(True, "", value)


def contradicted(sentence: str, source: Source, years: Collection[int] = ()) -> str | None:
    """The rule that a sentence breaks, in words; None where it breaks none."""
    for kind, text in lacking(facts_of(sentence), source.facts, years):
        return f"the {kind} “{text}” is not so in what it cites"
    for one in source.sentences:
        turned = _turned(facts_of(sentence), facts_of(one))
        if turned:
            return turned
    denied = denial(sentence, source.sentences)
    if denied:
        return f"what it cites differs by {denied}"
    quantifier = overstated(sentence, source.sentences)
    if quantifier:
        return f"what it cites does not say “{quantifier}” of them"
    return None


def _turned(mine: Facts, theirs: Facts) -> str | None:
    """The words that a sentence says of another than its source does, in words."""
    office, number = lesser_office(mine, theirs), number_of_another(mine, theirs)
    name = name_of_another(mine, theirs)
    if name:
        return f"what it cites has “{name[1]}” in place of “{name[0]}”"
    if office:
        return f"what it cites has “{office}” there"
    if number:
        return f"the number “{number[0].text}” is told of something else in what it cites"
    if exchanged_names(mine, theirs) or said_of_another(mine, theirs) or receiver_acts(mine.text, theirs.text):
        return "what it cites says so of another"
    return None


def _foreign(sentence: str, source: Source) -> bool:
    """Tells whether a sentence is in another language than all that it cites."""
    mine, theirs = guess(sentence), {guess(text) for text in source.sentences}
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
