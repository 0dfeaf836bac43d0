"""The roles: who does what, and in what order: whether a sentence puts what its source says into each other's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, permutations

import regex

from rag.answer.check.facts import Facts
from rag.answer.check.grammar import BEHIND, COPULA, is_passive
from rag.answer.check.names import Name, key_of
from rag.answer.check.numbers import Number
from rag.answer.check.tokens import Token, spelled, words
from rag.language.detect import guess
from rag.language.packs import CLAUSES, language_by

_FAR = 6
"""Words between which one is still said of the other."""
_GIVEN = regex.compile(rf"(?i)\b(?:{CLAUSES.recipients})\s+{BEHIND}$")


def turned_share(sentence: str, source: Sequence[str]) -> float:
    """Of the triples "A … verb … B" that a sentence shares with its source, the share that stands the other way round.

    A passive turns them round once more. 0 where they share none.
    """
    mine = _ordered(spelled(sentence))
    theirs = [_ordered(spelled(text)) for text in source]
    turned = straight = 0
    for left, pivot, right, passive in _triples(mine):
        if any(_stands(order, left, pivot, right, passive) for order in theirs):
            straight += 1
        elif any(
            _stands(order, right, pivot, left, passive) or _received(order, left, pivot, passive) for order in theirs
        ):
            turned += 1
    return turned / (turned + straight) if turned else 0.0


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A text's content terms in order, the passive verbs among them, and what follows "is" or "was"."""

    terms: tuple[str, ...]
    passive: tuple[bool, ...]
    copula: tuple[bool, ...]
    given: tuple[bool, ...]
    """Which stand behind "to" or "from"."""
    places: dict[str, list[int]]


@lru_cache(maxsize=2048)
def _ordered(text: str) -> _Ordered:
    content = [w for w in words(text) if w.content and not w.text[0].isdigit()]
    passive = tuple(is_passive(text, w) for w in content)
    copula = tuple(bool(COPULA.search(text, max(0, w.start - 12), w.start)) for w in content)
    given = tuple(bool(_GIVEN.search(text, max(0, w.start - 14), w.start)) for w in content)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(content):
        places.setdefault(key_of(word), []).append(at)
    return _Ordered(tuple(key_of(w) for w in content), passive, copula, given, places)


def _triples(text: _Ordered) -> Iterator[tuple[str, str, str, bool]]:
    """(left, pivot, right, whether the pivot is passive) of terms that stand once and near each other."""
    once = {t for t, at in text.places.items() if len(at) == 1}
    for pivot, term_ in enumerate(text.terms):
        if term_ not in once:
            continue
        for left in range(max(0, pivot - _FAR), pivot):
            for right in range(pivot + 1, min(len(text.terms), pivot + _FAR)):
                if text.terms[left] in once and text.terms[right] in once and not text.copula[pivot]:
                    yield text.terms[left], term_, text.terms[right], text.passive[pivot]


def _stands(text: _Ordered, first: str, pivot: str, last: str, passive: bool) -> bool:
    """Tells whether three terms stand in this order in the same voice, or in the other order in the other voice."""
    for at in text.places.get(pivot, ()):
        same_voice = text.passive[at] == passive
        before, after = (first, last) if same_voice else (last, first)
        if any(0 < at - p <= _FAR for p in text.places.get(before, ())) and any(
            0 < p - at <= _FAR and (same_voice or not text.given[p]) for p in text.places.get(after, ())
        ):
            return True
    return False


def receiver_acts(sentence: str, source: str) -> bool:
    """Tells whether a sentence lets somebody do what its source says was done to them: "a brewery sold it", "sold to a brewery"."""
    theirs = _ordered(spelled(source))
    return any(
        _received(theirs, left, pivot, passive) and right in theirs.places
        for left, pivot, right, passive in _triples(_ordered(spelled(sentence)))
    )


def _received(text: _Ordered, first: str, pivot: str, passive: bool) -> bool:
    """Tells whether who does something in a sentence is to whom it is done in its source: "was sold to a brewery"."""
    return not passive and any(
        text.passive[at] and any(0 < p - at <= _FAR and text.given[p] for p in text.places.get(first, ()))
        for at in text.places.get(pivot, ())
    )


# -- Order in time -------------------------------------------------------------------------------------

_BESIDE = 6
"""Content words on each side of "before" that tell what came before what."""


@dataclass(frozen=True, slots=True)
class _Order:
    """An order in time: what a text says that came first, and what then: the keys of the words beside "before" or "after"."""

    left: frozenset[str]
    right: frozenset[str]
    first: str
    """The first word behind it."""
    later: bool


@lru_cache(maxsize=2048)
def _orders(text: str) -> tuple[_Order, ...]:
    own = language_by(guess(text)).stating
    found = []
    for pattern, later in ((own.earlier, False), (own.later, True)):
        for hit in pattern.finditer(text):
            before = [w for w in words(text) if w.end <= hit.start() and w.content][-_BESIDE:]
            behind = [w for w in words(text) if w.start >= hit.end() and w.content][:_BESIDE]
            if behind:
                left, right = (frozenset(key_of(w) for w in some) for some in (before, behind))
                found.append(_Order(left, right, key_of(behind[0]), later))
    return tuple(found)


def order_turned(sentence: str, source: Sequence[str]) -> bool:
    """Tells whether a sentence has "after" where its source has "before", or what came first behind the same word.

    >>> order_turned("Work began after the permit was granted.", ["Work had begun before the permit was granted."])
    True
    """
    mine, theirs = _orders(spelled(sentence)), [order for text in source for order in _orders(spelled(text))]
    for one in mine:
        for other in theirs:
            if one.later != other.later and one.first == other.first:
                return True
            crossed = one.left & other.right and one.right & other.left
            if one.later == other.later and crossed and not (one.left & other.left or one.right & other.right):
                return True
    return False


# -- In each other's place -----------------------------------------------------------------------------


def exchanged_names(mine: Facts, theirs: Facts) -> bool:
    """Tells whether two names stand in each other's place: "left Lyon for Bern" of "left Bern for Lyon"."""
    own, other = _slots(mine), _slots(theirs)
    return any(
        own[a] != own[b] and own[a] == other.get(b) and own[b] == other.get(a)
        for a, b in permutations(own, 2)
        if own[a] and own[b]
    )


def name_of_another(mine: Facts, theirs: Facts) -> tuple[str, str] | None:
    """A name of a sentence and the other one that its source has behind the same two words: "cleaned in Rome"."""
    own, other = _behind(mine), _behind(theirs)
    for words_before, name in own.items():
        rival = other.get(words_before, name)
        keys = {key_of(w) for w in rival.words}
        if key_of(name.words[0]) not in keys and not keys & {key_of(w) for w in mine.words}:
            return name.text, rival.text
    return None


def _behind(facts: Facts) -> dict[tuple[str, str], Name]:
    """Each sure name, by the two words before it."""
    plain = [w for w in facts.words if w.text.lower() not in CLAUSES.articles]
    starts = {name.words[0].start: name for name in facts.names if not name.unsure}
    return {
        (key_of(a), b.text.lower()): starts[c.start]
        for a, b, c in zip(plain, plain[1:], plain[2:])
        if c.start in starts and a.content and not b.content
    }


def _slots(facts: Facts) -> dict[str, str]:
    """The word before each name, by the first word of the name."""
    found = {}
    for name in facts.names:
        before = [w.text.lower() for w in facts.words if w.end <= name.start and w.text.lower() not in CLAUSES.articles]
        found[key_of(name.words[0])] = before[-1] if before else ""
    return found


def lesser_office(mine: Facts, theirs: Facts) -> str | None:
    """The word that makes an office of a source another one than the sentence has: "vice" of "Vice Chairman"."""
    pattern = language_by(guess(theirs.text)).stating.lesser
    own = {key_of(word) for word in mine.words}
    for word, follower in zip(theirs.words, theirs.words[1:]):
        if pattern.fullmatch(word.text) and key_of(follower) in own and key_of(word) not in own:
            alone = sum(key_of(w) == key_of(follower) for w in theirs.words)
            if alone == 1:
                return word.text
    return None


# -- Said of another -----------------------------------------------------------------------------------

_SEGMENT = regex.compile(rf"(?i)[,;|](?!\d)|\s(?:{CLAUSES.sides})\s")


_REST = 0.66
"""Of what a sentence says of somebody, what share has to be said of another to be taken from there."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a sentence between commas: the keys of its content words that no other part has, in order, all of its
    words, and its numbers."""

    own: tuple[str, ...]
    keys: frozenset[str]
    numbers: tuple[Number, ...]


@lru_cache(maxsize=1024)
def _segments(facts: Facts) -> tuple[_Segment, ...]:
    edges = [0, *(hit.start() for hit in _SEGMENT.finditer(facts.text)), len(facts.text) + 1]
    taken = [(span.start, span.end) for kind in (facts.numbers, facts.dates) for span in kind]
    content = [w for w in facts.words if w.content and not any(a <= w.start < b for a, b in taken)]
    parts = [[w for w in content if a <= w.start < b] for a, b in pairwise(edges)]
    keys = [frozenset(key_of(w) for w in part) for part in parts]
    found = []
    for at, (a, b) in enumerate(pairwise(edges)):
        others = frozenset().union(*(keys[:at] + keys[at + 1 :]))
        own = tuple(key_of(w) for w in parts[at] if key_of(w) not in others)
        found.append(_Segment(own, keys[at], tuple(n for n in facts.numbers if a <= n.start < b)))
    return tuple(found)


def number_of_another(mine: Facts, theirs: Facts) -> tuple[Number, Number] | None:
    """A number of a sentence that its source tells of something else, with the one that it tells of this.

    "Sunday work is paid twice" of "Saturday work is paid twice, Sunday work three times".
    """
    keys = {key_of(w) for w in mine.words}
    parts = [part for part in _segments(theirs) if part.own]
    for one, other in permutations(parts, 2):
        if one.own[0] in keys or other.own[0] not in keys:
            continue
        for number in mine.numbers:
            if number.stands_among(one.numbers) and not number.stands_among(other.numbers):
                rival = next(
                    (n for n in other.numbers if n.unit == number.unit and not n.stands_among(mine.numbers)), None
                )
                if rival:
                    return number, rival
    return None


def said_of_another(mine: Facts, theirs: Facts) -> bool:
    """Tells whether a sentence says of one what its source says of another: "the mother sews" of "the father sews, the mother reads"."""
    content = [key_of(w) for w in mine.words if w.content]
    if len(content) < 3:
        return False
    head, rest = content[0], set(content[1:])
    parts = [part for part in _segments(theirs) if part.own]
    for one, other in permutations(parts, 2):
        turned = other.own[0] == head and head not in one.keys and one.own[0] not in content
        if turned and len(rest & one.keys) >= max(2, _REST * len(rest)) and not rest & set(other.own):
            return True
    return False


# -- Another word in the same place ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim's word, the source's in its place, and on how many sides what stands beside them is the same."""

    claim: Token
    source: Token
    sides: int


@lru_cache(maxsize=1024)
def rivals(mine: Facts, theirs: Facts) -> tuple[Rival, ...]:
    """Content words of a claim that a source has not, each with the source's word that stands in its very place.

    That is next to the same content word: "a roof of slate", "a roof of copper".
    """
    own = [w for w in mine.words if w.content]
    other = [w for w in theirs.words if w.content]
    keys, places, found = {key_of(w) for w in own}, defaultdict[str, list[int]](list), []
    for at, word in enumerate(other):
        places[key_of(word)].append(at)
    for at, word in enumerate(own):
        if key_of(word) in places:
            continue
        beside = [(own[at + step], -step) for step in (-1, 1) if 0 <= at + step < len(own)]
        there = [place + way for neighbour, way in beside for place in places[key_of(neighbour)]]
        free = [other[n] for n in there if 0 <= n < len(other) and key_of(other[n]) not in keys]
        if free:
            found.append(Rival(word, free[0], sum(n is free[0] for n in free)))
    return tuple(found)
