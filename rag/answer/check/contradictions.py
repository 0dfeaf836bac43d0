"""How a sentence can say something else with the same words: negation, opposites, quantifiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from rag.answer.check.facts import facts_of
from rag.answer.check.polarity import denies
from rag.answer.check.roles import order_turned, rivals
from rag.answer.check.tokens import Token, spelled, words
from rag.language.detect import guess
from rag.language.english.stating import STATING
from rag.language.packs import CLAUSES, language_by
from rag.language.words import term

OPPOSITE = "the opposite"

# -- Clauses -------------------------------------------------------------------------------------------

_CUT = regex.compile(rf"(?i)[,;:()](?!\d)|\s-\s|[.!?]\s|\b(?:{CLAUSES.breaks})\b")
_LEAST = 2
"""Content words of a clause; a shorter one belongs to the one before."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas and conjunctions: its words and what it says beside them."""

    text: str
    words: tuple[Token, ...]
    negated: bool
    directions: frozenset[str]

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(word.term for word in self.words if word.content)


@lru_cache(maxsize=2048)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence that is spelled in one way, in reading order."""
    language = guess(text)
    own = sorted(
        {hit.start() for pattern in (_CUT, language_by(language).stating.cut) for hit in pattern.finditer(text)}
    )
    cuts = [0, *own, len(text)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if found and sum(w.content for w in words(text) if start <= w.start < end) < _LEAST:
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    if len(found) > 1 and sum(w.content for w in words(text) if w.start < found[0][1]) < _LEAST:
        found[:2] = [(found[0][0], found[1][1])]
    return tuple(_clause(text, start, end, language) for start, end in found)


def _clause(text: str, start: int, end: int, language: str) -> Clause:
    part = text[start:end]
    inner = tuple(word for word in words(text) if start <= word.start < end)
    return Clause(part, inner, is_negated(part, language), _directions(part, language))


# -- Negation and opposites ----------------------------------------------------------------------------


def is_negated(text: str, language: str = "") -> bool:
    """Tells whether a clause of a text in a language denies what it says.

    >>> is_negated("it has yet to open"), is_negated("Decision No. 217 was taken"), is_negated("không chỉ vậy")
    (True, False, False)
    """
    return len(language_by(language).stating.negation.findall(text)) % 2 == 1


def _sides() -> dict[str, frozenset[str]]:
    """The sides of each word that is compared by its stem, or, with accents, as it is written."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, pair in enumerate(STATING.opposed):
        for sign, side in zip("+-", pair):
            for word in side.split():
                found[term(word) if word.isascii() else word].add(f"{number}{sign}")
    for word, side in {"cao": "0+", "mua": "1+", "thua": "2-"}.items():
        found[word].add(side)
    return {word: frozenset(sides) for word, sides in found.items()}


_SIDES = _sides()


@lru_cache(maxsize=4096)
def _directions(text: str, language: str) -> frozenset[str]:
    """The sides that the words of a clause take: "prices rose" is "0+", "they sold it" "1-"."""
    own = language_by(language).stating.opposites
    if own:
        sides = [(f"{at}{sign}", side) for at, pair in enumerate(own) for sign, side in zip("+-", pair)]
        return frozenset(name for name, side in sides if side.search(text))
    found: frozenset[str] = frozenset()
    for word in words(text):
        if not word.capital or word.opens:
            found |= _SIDES.get(word.text.casefold(), frozenset())
            found |= _SIDES.get(word.term, frozenset()) if word.text.isascii() else frozenset()
    return found


def _other(side: str) -> str:
    return side[:-1] + ("-" if side[-1] == "+" else "+")


def denial(sentence: str, source: Sequence[str]) -> str | None:
    """The denial: what a sentence denies of a source, or asserts that this denies; None where they agree.

    Every clause is held against those of the source that share most of its words.
    """
    there = [clause for text in source for clause in clauses(spelled(text))]
    mine = clauses(spelled(sentence))
    denied = denies(sentence, source)
    if denied:
        return "a negation"
    if order_turned(sentence, source) or _opposite_in_place(sentence, source):
        return OPPOSITE
    if denied is None and any(clause.negated for clause in mine) and not any(clause.negated for clause in there):
        return "a negation"
    for clause in mine:
        nearest = _nearest(clause, there)
        if not nearest:
            continue
        opposite = _opposite(clause, nearest)
        if opposite:
            return opposite
        if denied is None and all(clause.negated != other.negated for other in nearest):
            return "a negation"
    return None


_SHARE = 0.4
"""Of a clause's content words, how many the source's clause has to share to speak of the same."""
_TIE = 0.1


def _nearest(clause: Clause, there: Sequence[Clause]) -> list[Clause]:
    """The clauses of a source that share most of a clause's words, if any shares enough of them."""
    if not clause.terms:
        return []
    shares = [len(clause.terms & other.terms) / len(clause.terms) for other in there]
    best = max(shares, default=0.0)
    return [other for other, share in zip(there, shares) if share >= best - _TIE] if best >= _SHARE else []


def _opposite(clause: Clause, nearest: Sequence[Clause]) -> str | None:
    """A direction that the nearest clauses only have the other way round."""
    if any(clause.negated != other.negated for other in nearest):
        return None  # "did not fall" may stand for "rose"
    theirs = frozenset(side for other in nearest for side in other.directions)
    for side in clause.directions:
        if _other(side) in theirs and side not in theirs and _other(side) not in clause.directions:
            return OPPOSITE
    return None


def _opposite_in_place(sentence: str, source: Sequence[str]) -> bool:
    """Tells whether a sentence has an opposite in the very place of a source's word: "mode raises", "mode lowers"."""
    language, mine = guess(sentence), facts_of(sentence)
    for text in source:
        for rival in rivals(mine, facts_of(text)):
            if language_by(language).syllabic and rival.sides < 2:  # half a word
                continue
            sides = _directions(rival.source.text.lower(), language)
            if any(_other(side) in sides for side in _directions(rival.claim.text.lower(), language)):
                return not is_negated(text, language) and not is_negated(sentence, language)
    return False


# -- Quantifiers ---------------------------------------------------------------------------------------


def _alone(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)(?<![\p{{L}}-])(?:{pattern})(?!\p{{L}})")


_STRONG = ("most", "few", "all", "only")


@lru_cache(maxsize=2048)
def quantified(text: str) -> dict[str, list[int]]:
    """The kinds of quantifiers of a text and where each ends; a longer one hides those inside it.

    >>> quantified("Almost all of them came."), quantified("hầu hết các hộ")
    ({'most': [10]}, {'most': [7]})
    """
    found: dict[str, list[int]] = {}
    taken: list[tuple[int, int]] = []
    for kind, pattern in _quantifiers(guess(text)).items():
        for hit in pattern.finditer(text):
            if not any(a < hit.end() and hit.start() < b for a, b in taken):
                taken.append(hit.span())
                found.setdefault(kind, []).append(hit.end())
    return found


@lru_cache(maxsize=4)
def _quantifiers(language: str) -> Mapping[str, regex.Pattern[str]]:
    return {kind: _alone(pattern) for kind, pattern in language_by(language).stating.quantifiers.items()}


def overstated(sentence: str, source: Sequence[str]) -> str | None:
    """The quantifier of a sentence that its source does not have; None where they agree."""
    sentence, there = spelled(sentence), [spelled(text) for text in source]
    theirs: dict[str, set[str]] = {}
    for text in there:
        for kind, ends in quantified(text).items():
            theirs.setdefault(kind, set()).update(*(_counted(text, end) for end in ends))
    for kind, ends in quantified(sentence).items():
        mine = {noun for end in ends for noun in _counted(sentence, end)}
        shared = {other: len(mine & nouns) for other, nouns in theirs.items()}
        others = max((count for other, count in shared.items() if other != kind), default=0)
        if kind in theirs and not theirs[kind]:
            continue
        if others > shared.get(kind, 0) or (kind in _STRONG and kind not in theirs):
            return kind
    return None


def _counted(text: str, end: int, most: int = 2) -> set[str]:
    """The terms of the first content words after a quantifier: what is counted."""
    return {w.term for w in [w for w in words(text) if w.start >= end and w.content][:most]}
