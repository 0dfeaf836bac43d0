"""The parts of a claim that says several things: each may stand in a passage of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from rag.answer.check.claims import stands_alone, subject_of
from rag.answer.check.grammar import looks_like_participle
from rag.answer.check.tokens import spelled, words
from rag.answer.check.verdicts import Difference, Judgement
from rag.language.packs import CLAUSES

_LEAST = 3
"""Content words of a part."""
_CONCEDED = regex.compile(rf"(?i)^(?:{CLAUSES.conceding})\s+(?P<first>[^,;]+),\s+(?P<rest>[^;]+)$")
_RELATIVE = regex.compile(
    rf"(?i)^(?P<who>[^,;]+),\s+(?:{CLAUSES.relatives})\s+(?P<first>[^,;]+)(?:,\s+(?P<rest>[^;]+))?$"
)
_FRONTED = regex.compile(r"^(?P<first>[^,;]+),\s+(?P<rest>[^;]+)$")
_JOINED = regex.compile(rf"(?i),?\s+(?:(?P<side>{CLAUSES.conceding})|{CLAUSES.joints})\s+|[;,]\s+")
_SUBJECT = regex.compile(rf"(?i)(?:{CLAUSES.starts}|{'|'.join(sorted(CLAUSES.articles))})\b|(?-i:\p{{Lu}})")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim as it stands there, and in full: with whom or what it is said of."""

    text: str
    meant: str


def parts_of(claim: str) -> tuple[Part, ...]:
    """The parts of a claim that say one thing each; none where it says but one.

    >>> [part.meant for part in parts_of("The mill, which burned down in 1911, was rebuilt by Ann Hale.")]
    ['The mill burned down in 1911', 'The mill was rebuilt by Ann Hale.']
    >>> [part.text for part in parts_of("While the choir has 38 singers, the brewery employs 74 people.")]
    ['the choir has 38 singers', 'the brewery employs 74 people.']
    """
    for way in (_conceded, _relative, _fronted, _joined):
        found = tuple(way(claim))
        if len(found) > 1 and all(_says_enough(part.meant) for part in found):
            return found
    return ()


def _says_enough(text: str) -> bool:
    return sum(word.content for word in words(spelled(text))) >= _LEAST


def _conceded(claim: str) -> Iterator[Part]:
    """ "While A, B"."""
    hit = _CONCEDED.match(claim)
    if hit and _SUBJECT.match(hit["rest"]):
        yield from (Part(hit[name], hit[name]) for name in ("first", "rest"))


def _relative(claim: str) -> Iterator[Part]:
    """ "A, which B, C": A is meant twice."""
    hit = _RELATIVE.match(claim)
    if hit and hit["rest"]:
        yield from (Part(hit[name], f"{hit['who']} {hit[name]}") for name in ("first", "rest"))


def _fronted(claim: str) -> Iterator[Part]:
    """ "Founded in 1887, the brewery won a prize": the brewery is what was founded."""
    hit, first = _FRONTED.match(claim), words(spelled(claim))[:1]
    subject = subject_of(hit["rest"]) if hit else ""
    if hit and subject and looks_like_participle(first[0]):
        yield Part(hit["first"], f"{subject} {hit['first'][0].lower()}{hit['first'][1:]}")
        yield Part(hit["rest"], hit["rest"])


def _joined(claim: str) -> Iterator[Part]:
    """ "A, and B"; without a word that surely begins a clause, both have to have a verb."""
    start = 0
    for hit in _JOINED.finditer(claim):
        left, right = claim[start : hit.start()], claim[hit.end() :]
        if hit["side"] or (_SUBJECT.match(right) and stands_alone(left) and stands_alone(right)):
            yield Part(left, left)
            start = hit.end()
    yield Part(claim[start:], claim[start:])


def together(parts: Sequence[tuple[Part, Judgement]]) -> Judgement | None:
    """What the verdicts on a claim's parts come to, without places; None where no part is told to be so, nor otherwise."""
    told = [judged.verdict for _, judged in parts]
    sure = min(judged.confidence for _, judged in parts)
    against = [judged for _, judged in parts if judged.verdict == "contradicted"]
    if against:
        worst = max(against, key=lambda one: one.confidence)
        return Judgement("contradicted", worst.confidence, differs=worst.differs)
    if "supported" not in told:
        return None
    if set(told) == {"supported"}:
        return Judgement("supported", sure, support=sure)
    missing = (_missing(part, judged) for part, judged in parts if judged.verdict != "supported")
    return Judgement("partly", sure, differs=tuple(one for some in missing for one in some))


def _missing(part: Part, judged: Judgement) -> Sequence[Difference]:
    return judged.differs if judged.verdict == "partly" and judged.differs else [Difference("not said", part.text, "")]
