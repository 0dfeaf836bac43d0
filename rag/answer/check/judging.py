"""The verdict on a claim by the sentences that come nearest to it: supported, partly, contradicted, or not found in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from rag.answer.check.alignment import NEAR, Source, Statement
from rag.answer.check.contradictions import denial, overstated
from rag.answer.check.differing import (
    SAME_POINT,
    contradicting,
    covered,
    differences,
    is_telling,
    keeps_bound,
    rival_name,
    same_point,
)
from rag.answer.check.facts import Facts
from rag.answer.check.lacking import lacking
from rag.answer.check.names import key_of
from rag.answer.check.roles import rivals
from rag.answer.check.support import support_of
from rag.answer.check.tokens import Token
from rag.answer.check.verdicts import Difference, Judgement, Near, Verdict
from rag.answer.check.weighing import TOLD, RuleScores, Shares, compare, gather, gather_read, load_weights
from rag.index.vectors import Array

SINGLE, PAIRED = 8, 5
"""Nearest sentences of which one may support a claim, and of which two may do so together."""
READ = 2
"""Nearest sentences that the reader reads with a claim; two more tell no more."""
PART, OF_IT = 0.5, 0.34
"""Of all words of a claim, what share a sentence has that says a part of it; and of those beside its facts."""
STRANGE = 0.55
"""Similarity below which a word of a claim is not said by its source at all."""
_LIKELIER = 0.5
_FIGURES = frozenset({"number", "date"})
"""Differences that stand in figures."""


ReadClaim = Callable[[str, Sequence[Near]], Array | None]
"""What a reader makes of a claim and some sentences, (n, 3): entailed, contradicted, left open; None where it cannot tell."""


def judge(statements: Sequence[Statement], near: Sequence[Near], read: ReadClaim | None = None) -> Judgement:
    """The verdict on a claim by the sentences nearest to it, best first.

    ``statements`` are its readings: the first with all that its pronouns stand for, the last as it is written. Only what
    is written can be contradicted. What the rules find and what is read come to one fitted score, and this decides.
    """
    if not near:
        return Judgement("not found", 0.9)
    whole, written = statements[0], statements[-1]
    found = findings(whole, written, near)
    weighed = weigh(whole, near, found, read(whole.text, near[:READ]) if read else None)
    told = _contradicted(whole, near, found, weighed) or _supported(whole, near, found, weighed)
    told = told or found.partly or _part(whole, near)
    return replace(told, confidence=weighed.sure(told.verdict), support=weighed.sure("supported"))


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """The findings of the rules for a claim: a sentence that supports it, two that do together, and what speaks against it."""

    held: Judgement | None
    two: Judgement | None
    against: Judgement | None

    @property
    def supporting(self) -> Judgement | None:
        return self.two if self.held is None or self.held.verdict == "partly" else self.held

    @property
    def partly(self) -> Judgement | None:
        return self.held if self.held and self.held.verdict == "partly" else None

    def to_weigh(self) -> RuleScores:
        held = self.held.confidence if self.held and self.held.verdict == "supported" else 0.0
        return RuleScores(
            held, self.two.confidence if self.two else 0.0, self.against.confidence if self.against else 0.0
        )


def findings(whole: Statement, written: Statement, near: Sequence[Near]) -> RuleFindings:
    """The findings of the rules for a claim, as it is understood and as it is written."""
    opposed = list(contradicting(written, near))
    sure = [judgement for judgement in opposed if {difference.kind for difference in judgement.differs} != {"role"}]
    others = {place for judgement in sure for place in judgement.places}
    held = _by_one(whole, written, near, others)
    against = max(opposed, key=lambda one: one.confidence, default=None)
    return RuleFindings(held, None if held else _by_two(whole, near, others), against)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The fitted probabilities: of each sentence near to a claim (n, 3), of those that were read if some were, and of the
    claim (3,).
    """

    pairs: Array
    claim: Array

    def likely(self, verdict: Verdict) -> bool:
        """Tells whether a claim is told to be supported, or contradicted."""
        return self.sure(verdict) > load_weights().least[verdict]

    def sure(self, verdict: Verdict) -> float:
        """How sure a verdict is."""
        return float(self.claim[TOLD.index(verdict) if verdict in TOLD else TOLD.index("neither")])


def weigh(whole: Statement, near: Sequence[Near], found: RuleFindings, stands: Array | None = None) -> Weighed:
    """The verdict that the fitted scores give of a claim and the sentences near to it; the reader may have read the first."""
    weights = load_weights()
    pairs, features = claim_features(whole, near, found, weights.pair)
    if stands is None:
        return Weighed(pairs, weights.claim([features])[0])
    return Weighed(pairs[: len(stands)] * stands, weights.read([features | gather_read(stands)])[0])


def claim_features(
    whole: Statement, near: Sequence[Near], found: RuleFindings, pair: Shares
) -> tuple[Array, dict[str, float]]:
    """The scores of a claim with each sentence near to it (n, 3), and the features of the claim that its verdict is fitted on."""
    rows = [compare(whole, nearby.source, nearby.around, nearby.years) for nearby in near[:SINGLE]]
    pairs = pair(rows)
    return pairs, gather(rows, pairs, found.to_weigh())


def _contradicted(whole: Statement, near: Sequence[Near], found: RuleFindings, weighed: Weighed) -> Judgement | None:
    """Contradicted by what the rules find, where that is likelier than not; or else where it is surely likely, by the sentence
    that is likeliest to.
    """
    if found.against and weighed.sure("contradicted") > _LIKELIER:
        return found.against
    if not weighed.likely("contradicted") or _has_its_figures(whole, near):
        return None
    at = int(np.argmax(weighed.pairs[:, 1]))
    if _is_bound(whole.facts, near[at].source.facts):
        return None
    differs = tuple(_telling_apart(whole, near[at]))
    denied = {difference.kind for difference in differs} == {"negation"}
    if denied and covered(whole, near[at].source) < SAME_POINT:  # who denies another thing does not deny this
        return None
    return Judgement("contradicted", 0.0, (at,), differs)


def _supported(whole: Statement, near: Sequence[Near], found: RuleFindings, weighed: Weighed) -> Judgement | None:
    """Supported, where that is likely; no number or date of the claim may be lacking in the sentence that it rests on."""
    if not weighed.likely("supported"):
        return None
    if found.supporting:
        return found.supporting
    if near[0].source.states is None:  # the score was fitted on words that are compared by their states
        return None
    at = int(np.argmax(weighed.pairs[:, 0]))
    lacks = {kind for kind, _ in lacking(whole.facts, near[at].around.facts, near[at].years)}
    return None if lacks & _FIGURES else Judgement("supported", 0.0, (at,))


def _has_its_figures(whole: Statement, near: Sequence[Near]) -> bool:
    """Tells whether a claim has numbers or dates, and a sentence all of them: no other sentence's contradict these."""
    lacks = ({kind for kind, _ in lacking(whole.facts, one.around.facts, one.years)} for one in near[:SINGLE])
    return bool(whole.facts.numbers or whole.facts.dates) and any(not kinds & _FIGURES for kinds in lacks)


def _is_bound(mine: Facts, theirs: Facts) -> bool:
    """Tells whether a claim sets a bound that a number of the sentence keeps: "at least 60" of 64."""
    return any(keeps_bound(one, other, mine, theirs) for one in mine.numbers for other in theirs.numbers)


def _telling_apart(statement: Statement, near: Near) -> Iterator[Difference]:
    """What a claim has otherwise than a sentence, as far as it can be shown: facts, what is denied, words in the same place."""
    mine, theirs = statement.facts, near.source.facts
    found = [difference for difference in differences(statement, near, 1.0) if difference.source]
    yield from found or (
        Difference("word", rival.claim.text, rival.source.text)
        for rival in rivals(mine, theirs)
        if not _is_figure(rival.claim, mine) and not _is_figure(rival.source, theirs)
    )


def _is_figure(word: Token, facts: Facts) -> bool:
    spans = [(span.start, span.end) for kind in (facts.numbers, facts.dates) for span in kind]
    return any(start <= word.start < end for start, end in spans)


# -- Supported -----------------------------------------------------------------------------------------


def _by_one(whole: Statement, written: Statement, near: Sequence[Near], opposed: Set[int]) -> Judgement | None:
    """The first sentence that supports a claim, alone or with who and what is meant from beside it; none of those that
    speak against it."""
    partly = None
    for at, one in enumerate(near[:SINGLE]):
        if at in opposed:
            continue
        found = _told_by(whole, one.source, one.years, at)
        if (found is None or found.verdict == "partly") and _is_about(written, one):
            found = _told_by(whole, one.around, one.years, at) or found
        if found and found.verdict == "supported":
            return found
        partly = partly or found
    return partly


def _told_by(whole: Statement, source: Source, years: Collection[int], at: int) -> Judgement | None:
    score = support_of(whole, source, years)
    return _as_told(score, whole, source, (at,)) if score else None


def _by_two(whole: Statement, near: Sequence[Near], opposed: Set[int]) -> Judgement | None:
    """The first two sentences of one article, or about one name, that together support a claim."""
    content = np.array([word.content for word in whole.facts.words], bool)
    said = [(whole.likeness(one.source).max(axis=0) >= NEAR) & content for one in near[:PAIRED]]
    for a, b in combinations(range(len(said)), 2):
        if {a, b} & opposed or not ((said[a] & ~said[b]).any() and (said[b] & ~said[a]).any()):
            continue
        if near[a].home == near[b].home or _share_name(near[a].source.facts, near[b].source.facts):
            source = Source.joined([near[a].source, near[b].source])
            score = support_of(whole, source, near[a].years | near[b].years)
            if score:
                return _as_told(score, whole, source, (a, b))
    return None


def _as_told(score: float, whole: Statement, source: Source, places: tuple[int, ...]) -> Judgement:
    """Supported; or partly, where a word of the claim is surely not in its source."""
    likeness = whole.likeness(source).max(axis=0)
    strange = [w.text for w, like in zip(whole.facts.words, likeness) if w.content and like < STRANGE and is_telling(w)]
    if not strange or source.states is None:
        return Judgement("supported", score, places)
    return Judgement("partly", score, places, tuple(Difference("not said", text, "") for text in strange))


def _share_name(one: Facts, other: Facts) -> bool:
    names = [{key_of(w) for name in facts.names if not name.unsure for w in name.words} for facts in (one, other)]
    return bool(names[0] & names[1])


def _is_about(statement: Statement, near: Near) -> bool:
    """Tells whether a sentence says most of a claim itself, and its neighbours and title no more than who or what is meant."""
    mine, theirs, source = statement.facts, near.source.facts, near.source
    lacks = list(lacking(mine, theirs, near.years))
    if any(kind in ("number", "date") for kind, _ in lacks):
        return False
    others = [name for name in mine.names if ("name", name.text) in lacks and rival_name(name, mine, theirs)]
    if others or denial(statement.text, source.sentences) or overstated(statement.text, source.sentences):
        return False
    return same_point(statement, near) >= SAME_POINT


# -- Partly, or not found ------------------------------------------------------------------------------


def _part(statement: Statement, near: Sequence[Near]) -> Judgement:
    """How much of a claim the nearest sentence says, and what not."""
    shares = [_said(statement, nearby.source) for nearby in near[:SINGLE]]
    best = int(np.argmax(shares))
    missing = tuple(_missing(statement, near[best]))
    names = [name for name in statement.facts.names if not name.unsure]
    lost = {text for kind, text in lacking(statement.facts, near[best].around.facts) if kind == "name"}
    spoken_of = not names or len(lost) < len(names)
    told = covered(statement, near[best].source) >= OF_IT
    if shares[best] >= PART and spoken_of and told and missing:
        return Judgement("partly", shares[best], (best,), missing)
    return Judgement("not found", float(max(0.05, 1 - shares[best])), (best,))


def _said(statement: Statement, source: Source) -> float:
    likeness = statement.likeness(source).max(axis=0)
    content = np.array([w.content for w in statement.facts.words], bool)
    return float((likeness[content] >= NEAR).mean()) if content.any() else 0.0


def _missing(statement: Statement, near: Near) -> Iterator[Difference]:
    """The parts of a claim that a sentence does not say, in runs of words; facts by their kind."""
    lacks = list(lacking(statement.facts, near.source.facts, near.years))
    for kind, text in lacks:
        yield Difference(kind, text, "")
    told = " ".join(text for _, text in lacks)
    likeness = statement.likeness(near.source).max(axis=0)
    run: list[Token] = []
    for word, like in zip(statement.facts.words, likeness):
        if not word.content:
            continue
        if like < NEAR and word.text not in told:
            run.append(word)
        elif run:
            yield Difference("not said", statement.facts.text[run[0].start : run[-1].end], "")
            run = []
    if run:
        yield Difference("not said", statement.facts.text[run[0].start : run[-1].end], "")
