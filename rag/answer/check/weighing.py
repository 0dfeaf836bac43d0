"""The relation of a claim to a sentence, and to all that are near it, by two fitted scores over what the rules find.

The first score holds a claim against one sentence: entailed, contradicted, or neither. The second puts together what
the sentences nearest to a claim come to; with what the reader makes of claim and sentence, where it has read them, in a
third.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rag.answer.check.alignment import NEAR, Source, Statement, keys_of
from rag.answer.check.contradictions import clauses, denial, overstated
from rag.answer.check.facts import Facts, facts_of
from rag.answer.check.lacking import lacking
from rag.answer.check.names import key_of
from rag.answer.check.order import jumps
from rag.answer.check.roles import rivals, turned_share
from rag.answer.evidence.weights import Linear
from rag.answer.fitted import fitted
from rag.index.vectors import Array

SHIPPED = Path(__file__).with_name("verdict.json")
STANDS = ("entailed", "contradicted", "neither")
TOLD = ("supported", "contradicted", "neither")
_FLAGS = (
    "number", "number_rival", "date", "date_rival", "name", "name_rival", "denied", "opposite", "quantifier", "parity",
    "rival", "loose", "only_rival", "turned", "jumps",
)  # fmt: skip
"""Features that count for more the more of a claim a sentence says."""
PAIR_FEATURES = (
    "said", "unsaid", "least", "back", "cosine", "jumps", "turned", "length", "around", "unmatched", "rival", "rival_sure",
    "rival_like", "loose", "loose_like", "only_rival", "number", "number_rival", "date", "date_rival", "name", "name_rival",
    "named", "kept", "denied", "opposite", "quantifier", "parity", *(f"{name}*said" for name in _FLAGS),
)  # fmt: skip
CLAIM_FEATURES = (
    "entailed", "contradicted", "contradicted_by_best", "contradicted_by_nearest", "neither", "said", "around", "held",
    "held_score", "two", "against", "against_share", "cosine",
)  # fmt: skip
READ_FEATURES = ("read_entailed", "read_contradicted", "read_surest", "read_most_entailed", "read_most_contradicted")
_MOST, _JUMPS = 3, 6.0
_SURE = 1e-3


# -- A claim and one sentence --------------------------------------------------------------------------


def compare(statement: Statement, source: Source, around: Source, years: Collection[int]) -> dict[str, float]:
    """The features of a claim and one sentence; ``around`` is the sentence with its neighbours and title.

    said, least, unsaid, around: how like the plain words are to the source's, the mean, the least, and the share that
    it does not have, alone and with what stands around. back: the share of its words that the claim has. rival, loose:
    words that have another in their place there, and that have none. number, date, name: whether one is lacking, and
    whether the source has another. denied, opposite, quantifier, parity, turned, jumps: how the same words say
    something else.
    """
    mine, theirs = statement.facts, source.facts
    found = {
        **_words(statement, source, around),
        **_stated(mine, theirs, list(lacking(mine, theirs, years))),
        **_turned(statement, source),
        "cosine": float((source.vectors @ statement.vector).max()),
        "length": float(np.log1p(sum(w.content for w in mine.words))),
    }
    return found | {f"{name}*said": found[name] * found["said"] for name in _FLAGS}


def plain_words(facts: Facts) -> Array:
    """Which of a text's words are content, and no number, date or sure name."""
    fixed = [(span.start, span.end) for kind in (facts.numbers, facts.dates) for span in kind]
    fixed += [(name.start, name.end) for name in facts.names if not name.unsure]
    return np.array([w.content and not any(a <= w.start < b for a, b in fixed) for w in facts.words], bool)


def _words(statement: Statement, source: Source, around: Source) -> dict[str, float]:
    mine, theirs = statement.facts, source.facts
    alike = statement.likeness(source).max(axis=0)
    beside = np.maximum(alike, statement.likeness(around).max(axis=0))
    plain = plain_words(mine)
    told = np.minimum(alike[plain], 1.0) if plain.any() else np.ones(1)
    by_start = {word.start: float(like) for word, like in zip(mine.words, alike)}
    own_plain = {word.start for word, is_plain in zip(mine.words, plain) if is_plain}
    there, own = {key_of(w) for w in theirs.words}, keys_of(statement.text)
    unmatched = [w for w in mine.words if w.start in own_plain and key_of(w) not in there]
    in_place = {rival.claim.start: rival.sides for rival in rivals(mine, theirs) if rival.claim.start in own_plain}
    loose = [word.start for word in unmatched if word.start not in in_place]
    content = [key_of(w) in own for w in theirs.words if w.content]
    return {
        "said": float(told.mean()),
        "unsaid": float((told < NEAR).mean()),
        "least": float(told.min()),
        "around": float((beside[plain] < NEAR).mean()) if plain.any() else 0.0,
        "back": float(np.mean(content)) if content else 0.0,
        "unmatched": len(unmatched) / max(len(own_plain), 1),
        "rival": float(min(len(in_place), _MOST)),
        "rival_sure": float(2 in in_place.values()),
        "rival_like": min((by_start[start] for start in in_place), default=1.0),
        "loose": float(min(len(loose), _MOST)),
        "loose_like": min((by_start[start] for start in loose), default=1.0),
        "only_rival": float(len(in_place) == 1 and not loose),
    }


def _stated(mine: Facts, theirs: Facts, lacks: Sequence[tuple[str, str]]) -> dict[str, float]:
    lost = {kind: [text for one, text in lacks if one == kind] for kind in ("number", "date", "name")}
    names = [name for name in mine.names if not name.unsure]
    own = {key_of(word) for word in mine.words}
    others = {
        "number": any(not one.stands_among(mine.numbers) for one in theirs.numbers),
        "date": any(not one.stands_among(mine.dates, ()) for one in theirs.dates),
        "name": any(not {key_of(word) for word in one.words} & own for one in theirs.names),
    }
    facts = len(mine.numbers) + len(mine.dates) + len(names)
    return {
        **{kind: float(bool(texts)) for kind, texts in lost.items()},
        **{f"{kind}_rival": float(bool(texts) and others[kind]) for kind, texts in lost.items()},
        "named": float(np.mean([name.text not in lost["name"] for name in names])) if names else 1.0,
        "kept": float(min(max(facts - len(lacks), 0), _MOST)),
    }


def _turned(statement: Statement, source: Source) -> dict[str, float]:
    text, sentences = statement.text, source.sentences
    denied = denial(text, sentences)
    negated = [any(clause.negated for clause in clauses(facts.text)) for facts in (statement.facts, source.facts)]
    return {
        "jumps": min(jumps(statement.facts, [facts_of(sentence) for sentence in sentences]), _JUMPS),
        "turned": turned_share(text, sentences),
        "denied": float(denied == "a negation"),
        "opposite": float(denied == "the opposite"),
        "quantifier": float(overstated(text, sentences) is not None),
        "parity": float(negated[0] != negated[1]),
    }


# -- The fitted scores ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shares:
    """A logistic score of several outcomes: the probability of each (softmax over a linear score for each)."""

    outcomes: tuple[str, ...]
    linear: tuple[Linear, ...]

    def __call__(self, rows: Sequence[Mapping[str, float]]) -> Array:
        """n rows of features -> (n, outcomes)."""
        names = self.linear[0].names
        columns = {name: np.array([row[name] for row in rows]) for name in names}
        logits = np.stack([linear(columns) for linear in self.linear], axis=1)
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class VerdictWeights:
    """The scores of the verdict; ``read`` is that of a claim whose nearest sentences the reader has read. ``least`` is from
    what probability on a claim is told to be supported, and to be contradicted.
    """

    pair: Shares
    claim: Shares
    read: Shares
    least: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights() -> VerdictWeights:
    """The scores that come with Footnote, as ``python -m eval.workshop.verdict`` wrote them."""
    with fitted(SHIPPED) as found:
        return VerdictWeights(
            _read(found["pair"], STANDS, PAIR_FEATURES),
            _read(found["claim"], TOLD, CLAIM_FEATURES),
            _read(found["read"], TOLD, (*CLAIM_FEATURES, *READ_FEATURES)),
            {outcome: float(least) for outcome, least in found["least"].items()},
        )


def _read(found: Mapping[str, Any], outcomes: tuple[str, ...], known: Sequence[str]) -> Shares:
    return Shares(outcomes, tuple(Linear.read(found[name], known, name) for name in outcomes))


# -- A claim and all that is near it -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleScores:
    """The scores of the rules for a claim: the score of what supports it, alone or two together; 0 for nothing, and the
    share that a sentence which speaks against it has of it."""

    held: float
    two: float
    against: float


def gather(pairs: Sequence[Mapping[str, float]], shares: Array, found: RuleScores) -> dict[str, float]:
    """The features of a claim: what the pairs with the sentences near it come to, and what the rules found."""
    odds = np.log(np.clip(shares, _SURE, 1 - _SURE) / (1 - np.clip(shares, _SURE, 1 - _SURE)))
    entailed, contradicted, neither = odds.T
    return {
        "entailed": float(entailed.max()),
        "contradicted": float(contradicted.max()),
        "contradicted_by_best": float(contradicted[int(np.argmax(entailed))]),
        "contradicted_by_nearest": float(contradicted[int(np.argmin(neither))]),
        "neither": float(neither.min()),
        "said": max(pair["said"] for pair in pairs),
        "around": min(pair["around"] for pair in pairs),
        "cosine": max(pair["cosine"] for pair in pairs),
        "held": float(found.held > 0),
        "held_score": found.held,
        "two": float(found.two > 0),
        "against": float(found.against > 0),
        "against_share": found.against,
    }


def gather_read(stands: Array) -> dict[str, float]:
    """What the reader makes of a claim and the sentences nearest to it (n, 3), as features of the claim: of the nearest,
    of that which leaves it open the least, and at most."""
    odds = np.log(np.clip(stands, _SURE, 1.0))
    nearest, surest = odds[0], odds[int(np.argmin(odds[:, 2]))]
    return {
        "read_entailed": float(nearest[0] - nearest[2]),
        "read_contradicted": float(nearest[1] - nearest[2]),
        "read_surest": float(surest[0] - surest[1]),
        "read_most_entailed": float(odds[:, 0].max()),
        "read_most_contradicted": float(odds[:, 1].max()),
    }
