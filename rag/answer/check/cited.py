"""A written sentence held against what it cites: judged like a claim of a draft, by the sentences of the cited passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from rag.answer.check.alignment import Source, Statement
from rag.answer.check.claim_judge import judge_claim
from rag.answer.check.facts import facts_of
from rag.answer.check.items import spoken_of
from rag.answer.check.lacking import lacking
from rag.answer.check.reading import read_claim
from rag.answer.check.support import foreign, support_of
from rag.answer.check.verdicts import Difference, Judgement, Near
from rag.answer.reader.scorer import Scorer
from rag.index.embedding import Encoder

_LEAST = 0.2
"""How likely a sentence has to be supported at least, by what the reader makes of it, where the rules say that it is."""
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
    """Tells whether some passages support a sentence: all of them together by the rules and the words, and where there
    is a ``reader``, not too unlikely as a claim of a draft that is held against them.
    """
    if foreign(text, [sentence for passage in cited for sentence in passage.source.sentences]):
        return Support(False, "it is in another language than what it cites, and cannot be checked")
    cited = [_with_items(text, passage, encoder) for passage in cited]
    statement, years = Statement.of(text, encoder), _years(cited)
    together = Source.joined([passage.source for passage in cited])
    holds, lacked = support_of(statement, together, years), _lacked(text, together, years)
    if not holds and lacked:  # nothing has to be read
        return Support(False, lacked)
    judged, by = judge_claim([text], partial(nearest_cited, cited), encoder, partial(read_claim, reader))
    if holds and (reader is None or judged.support > _LEAST):
        return Support(True, by=tuple(by) if judged.verdict == "supported" else _resting_on(statement, cited))
    return Support(False, lacked or _why(judged))


def _with_items(text: str, passage: CitedPassage, encoder: Encoder) -> CitedPassage:
    """A passage with those items of its lists that a sentence speaks of."""
    source = passage.source
    told = [spoken_of(text, sentence) for sentence in source.sentences]
    if told == list(source.sentences):
        return passage
    parts = [
        source.only([at]) if own == source.sentences[at] else Source.of([own], encoder) for at, own in enumerate(told)
    ]
    return replace(passage, source=Source.joined(parts))


def _resting_on(statement: Statement, cited: Sequence[CitedPassage]) -> tuple[CitedSentence, ...]:
    """The first sentence, or the first two, that support a statement; the two nearest where it takes more."""
    nearest = nearest_cited(cited, statement)
    for count in (1, 2):
        for some in combinations(nearest, count):
            if support_of(
                statement, Source.joined([one.near.source for one in some]), _years(one.near for one in some)
            ):
                return some
    return tuple(nearest[:2])


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


def _years(cited: Iterable[CitedPassage | Near]) -> frozenset[int]:
    return frozenset[int]().union(*(one.years for one in cited))


def _lacked(text: str, cited: Source, years: Collection[int]) -> str:
    """The first fact of a sentence that is nowhere in what it cites, in words; "" where all are."""
    for kind, fact in lacking(facts_of(text), cited.facts, years):
        return f"the {kind} “{fact}” is not so in what it cites"
    return ""


def _why(judged: Judgement) -> str:
    """What differs first, in words."""
    told = [_differing(one) for one in judged.differs if one.kind != "not said"]
    return told[0] if told else "what it cites does not say so much"


def _differing(one: Difference) -> str:
    if one.kind == "number":
        return f"the number “{one.claim}” is not so in what it cites"
    if one.kind == "date":
        return f"the date “{one.claim}” is not so in what it cites"
    if one.kind == "name":
        return f"the name “{one.claim}” is not so in what it cites"
    if one.kind == "quotation":
        return f"the quotation “{one.claim}” is not so in what it cites"
    if one.kind == "quantifier":
        return f"what it cites does not say “{one.claim}” of them"
    if one.kind == "role":
        return "what it cites says so of another"
    if one.kind == "word":
        return f"what it cites has “{one.source}” in place of “{one.claim}”"
    return "what it cites differs by a negation" if one.kind == "negation" else "what it cites differs by the opposite"
