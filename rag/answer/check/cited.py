"""A written sentence held against what it cites: judged like a claim of a draft, by the sentences of the cited passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rag.answer.check.alignment import Source, Statement
from rag.answer.check.claim_judge import judge_claim
from rag.answer.check.facts import facts_of
from rag.answer.check.lacking import lacking
from rag.answer.check.reading import read_claim
from rag.answer.check.support import foreign
from rag.answer.check.verdicts import Difference, Judgement, Near
from rag.answer.reader.scorer import Scorer
from rag.index.embedding import Encoder

_MOST = 8
"""Sentences that a written sentence is held against."""
_TOGETHER = "cited"
"""What is cited together may support a sentence together, as the sentences of one article may."""
_BEFORE, _BEHIND = 2, 1
"""Neighbours from which it may be known who or what a sentence speaks of."""


@dataclass(frozen=True, slots=True, eq=False)
class CitedPassage:
    """The sentences of a passage, the years that are known of its article, and its title."""

    source: Source
    years: frozenset[int] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CitedSentence:
    """A sentence of what is cited: the number of the passage, and its own in there, both from 0."""

    passage: int
    at: int
    near: Near


@dataclass(frozen=True, slots=True)
class Support:
    """Tells whether what is cited supports a sentence, why not, and the sentences that do."""

    supported: bool
    why: str = ""
    by: tuple[CitedSentence, ...] = ()


def judge_cited(text: str, cited: Sequence[CitedPassage], encoder: Encoder, reader: Scorer | None = None) -> Support:
    """Tells whether some passages support a sentence; without a ``reader`` the rules and the words decide."""
    if foreign(text, [sentence for passage in cited for sentence in passage.source.sentences]):
        return Support(False, "it is in another language than what it cites, and cannot be checked")
    judged, by = judge_claim([text], partial(nearest_cited, cited), encoder, partial(read_claim, reader))
    if judged.verdict == "supported":
        return Support(True, by=tuple(by))
    return Support(False, _lacked(text, cited) or _why(judged))


def nearest_cited(cited: Sequence[CitedPassage], statement: Statement) -> list[CitedSentence]:
    """The sentences of some passages that say most of a statement, best first."""
    places = [
        CitedSentence(number, at, _near(passage, at))
        for number, passage in enumerate(cited)
        for at in range(len(passage.source.sentences))
    ]
    return sorted(places, key=lambda place: -statement.nearness(place.near.source, 0))[:_MOST]


def _near(passage: CitedPassage, at: int) -> Near:
    beside = range(max(0, at - _BEFORE), min(len(passage.source.sentences), at + _BEHIND + 1))
    before = passage.source.sentences[at - 1] if at else ""
    around = passage.source.only(beside)
    return Near(passage.source.only([at]), around, passage.years, _TOGETHER, passage.title, before)


def _lacked(text: str, cited: Sequence[CitedPassage]) -> str:
    """The first fact of a sentence that is nowhere in what it cites, in words; "" where all are."""
    years = frozenset().union(*(passage.years for passage in cited))
    lacks = lacking(facts_of(text), Source.joined([passage.source for passage in cited]).facts, years)
    return next((f"the {kind} “{fact}” is not so in what it cites" for kind, fact in lacks), "")


def _why(judged: Judgement) -> str:
    """What differs first, in words."""
    told = [_differing(one) for one in judged.differs if one.kind != "not said"]
    return told[0] if told else "what it cites does not say so much"


def _differing(one: Difference) -> str:
    if one.kind in ("number", "date", "name", "quotation"):
        return f"the {one.kind} “{one.claim}” is not so in what it cites"
    if one.kind == "quantifier":
        return f"what it cites does not say “{one.claim}” of them"
    if one.kind == "role":
        return "what it cites says so of another"
    if one.kind == "word":
        return f"what it cites has “{one.source}” in place of “{one.claim}”"
    return "what it cites differs by a negation" if one.kind == "negation" else "what it cites says the opposite"
