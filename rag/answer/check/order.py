"""The order of words, which tells who does what to whom: whether a sentence takes its words from its source as they stand there, or tears them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from rag.answer.check.facts import Facts
from rag.answer.check.grammar import COPULA, is_passive, looks_like_participle
from rag.answer.check.names import key_of, letters
from rag.answer.check.tokens import Token
from rag.language.packs import CLAUSES
from rag.language.words import fold

BACK, ACROSS, LOCAL, FREE = 1.0, 1.5, 0.5, 0.2
"""What a step costs: back in a sentence, to another sentence, back by a word or two, where grammar allows it."""
VOICE = 0.8
"""What it costs that a verb is passive in one and active in the other, though nothing has changed places."""
FIRST, SKIP, BESIDE = 1.5, 0.7, 0.15
"""What a word costs that is taken from nowhere: the first, of which the rest is said; another; one that belongs to the
word before, beside which the source has it elsewhere."""
_FEW = 2
_CLOSING = regex.compile(r"\s*(?:[.,\"]|$)")
_BESIDE_NAME = 8
"""Characters behind a name in which its number stands: "Decision No. 12"."""
_APPOSED = 6
"""Words between what "A is B" says of each other, where the source has "B, A"."""

# What stands where it likes: a time, a place, a circumstance.
_ADJUNCT = regex.compile(rf"(?i)(?:^|\s)(?:{CLAUSES.circumstances})\s(?:\P{{P}}*\s)?$")
_NEW_CLAUSE = regex.compile(rf"(?i)[;:,]|\b(?:{CLAUSES.turns})\b")
_AGENT = regex.compile(rf"(?i)\b(?:{CLAUSES.agents})\s")
_GOES_ON = regex.compile(
    rf"(?i)\b(?:{CLAUSES.reported})\b|^\W*(?:\p{{L}}+,\s+)?(?:{CLAUSES.resuming})\b|^\W*(?:{CLAUSES.linking})\b"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the source: in which sentence, which part of that between semicolons, the how manieth content word
    of the sentence, whether it is a passive verb, might be a verb that is or is not, and ends a clause."""

    sentence: int
    part: int
    at: int
    passive: bool
    verb: bool
    closing: bool


_Way = tuple[_Place | None, _Place | None]
"""Where the reading is, and where it was before it went off for a circumstance; None before the first word."""


def jumps(sentence: Facts, sources: Sequence[Facts]) -> float:
    """The cost of reading a sentence's words off its source, on the cheapest way; 0 for a copy with gaps.

    A step to the next word costs something where it leads back, or into another sentence of the source, and
    nothing accounts for it: a passive, a circumstance that may stand anywhere, a new clause, who said it.
    """
    laid = _laid(tuple(sources))
    spoken_of = frozenset(key_of(word) for word in sentence.words)
    ways: dict[_Way, float] = {(None, None): 0.0}
    last: _Unit | None = None
    for unit in _units(sentence, laid):
        step = _Step.of(sentence.text, unit, last, laid)
        ways = _stepped(ways, unit.places, step, laid, spoken_of)
        last = unit
    return min(ways.values())


@dataclass(frozen=True, slots=True)
class _Unit:
    """A content word, or a whole name, and where the source has it."""

    first: Token
    last: Token
    places: tuple[_Place, ...]

    @property
    def named(self) -> bool:
        return self.first.capital and (self.first is not self.last or not self.first.opens)


def _units(sentence: Facts, laid: _Laid) -> Iterator[_Unit]:
    """The units of a sentence that its source has, in order; a name that the source has as a whole is one."""
    wholes = {name.words[0].start: name.words for name in sentence.names if len(name.words) > 1}
    until = 0
    for word in sentence.words:
        if word.start < until or not word.content:
            continue
        whole = wholes.get(word.start, ())
        places = laid.whole(whole)
        if places:
            until = whole[-1].end
            yield _Unit(word, whole[-1], places)
            continue
        single = laid.places.get(key_of(word)) or laid.places.get(word.term)
        if single:
            yield _Unit(word, word, single)


@dataclass(frozen=True, slots=True)
class _Step:
    """The step between two words of a sentence."""

    adjunct: bool
    copula: bool
    new_clause: bool
    passive: bool
    was_passive: bool
    after_speech: bool
    after_name: bool
    fixed: bool
    """True where it is a figure or a name, which is not taken from nowhere and not moved by a little."""
    figure: bool
    beside: bool
    """True where it is a name that the source somewhere has right after the word before."""

    agent: bool
    owner: bool
    owner_itself: bool

    @classmethod
    def of(cls, text: str, unit: _Unit, last: _Unit | None, laid: _Laid) -> _Step:
        gap = text[last.last.end if last else 0 : unit.first.start]
        word = unit.first
        apposed = (
            last is not None and last.named and gap.strip() == "," and (not unit.named or word.term in CLAUSES.titles)
        )
        return cls(
            adjunct=bool(_ADJUNCT.search(" " + gap)),
            copula=apposed or bool(COPULA.search(gap)),
            new_clause=bool(_NEW_CLAUSE.search(gap)) and not apposed,
            passive=is_passive(text, word),
            was_passive=last is not None and is_passive(text, last.first),
            after_speech=last is not None and last.first.term in CLAUSES.speech,
            after_name=last is not None and last.named,
            figure=word.text[0].isdigit(),
            fixed=word.text[0].isdigit() or unit.named,
            beside=unit.named
            and last is not None
            and not last.named
            and (key_of(last.last), key_of(word)) in laid.pairs,
            agent=bool(_AGENT.search(gap)),
            owner=last is not None and last.last.text.endswith(("'s", "s'")),
            owner_itself=unit.last.text.endswith(("'s", "s'")),
        )


def _stepped(
    ways: dict[_Way, float], places: Sequence[_Place], step: _Step, laid: _Laid, spoken_of: frozenset[str]
) -> dict[_Way, float]:
    found: dict[_Way, float] = {}

    def offer(way: _Way, cost: float) -> None:
        if cost < found.get(way, 1e9):
            found[way] = cost

    for (before, left), cost in ways.items():
        if before is None:
            offer((before, left), cost + FIRST)
        elif step.beside or step.owner_itself or not step.fixed:
            offer((before, left), cost + (BESIDE if step.beside else SKIP))
        for place in places:
            direct = 0.0 if before is None else _cost(before, place, step, laid, spoken_of)
            back = 1e9 if left is None else _cost(left, place, step, laid, spoken_of)
            if step.adjunct:
                offer(
                    (place, left or before),
                    cost
                    + min(
                        direct,
                        FREE if before and (before.sentence, before.part) == (place.sentence, place.part) else direct,
                    ),
                )
            elif back < direct:
                offer((place, None), cost + back)
            else:
                offer((place, left), cost + direct)
    return found


def _cost(before: _Place, place: _Place, step: _Step, laid: _Laid, spoken_of: frozenset[str]) -> float:
    if before.sentence != place.sentence:
        if step.new_clause:
            return FREE
        on = place.sentence > before.sentence
        next_one = place.sentence == before.sentence + 1
        goes_on = on and laid.goes_on[place.sentence] and (next_one or not step.fixed)
        nobody_else = on and laid.nameless[place.sentence] and not step.fixed
        return LOCAL if goes_on or nobody_else else ACROSS
    if before.part != place.part and not step.new_clause:
        return LOCAL if laid.heads[place.sentence][place.part] <= spoken_of else ACROSS
    ahead = place.at - before.at
    if ahead >= 0:
        return VOICE if step.passive != place.passive and place.verb else 0.0
    if step.copula and -ahead <= _APPOSED:
        return 0.0
    if step.new_clause or step.agent or step.passive != place.passive or step.was_passive != before.passive:
        return FREE
    if (step.after_speech and before.closing) or (step.owner and -ahead <= _APPOSED):
        return FREE
    if step.figure:
        return ACROSS
    return LOCAL if -ahead <= _FEW and not step.fixed and not step.after_name else BACK


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where each key stands in a source, its pairs, which sentences begin with a pronoun, and which name nobody."""

    places: dict[str, tuple[_Place, ...]]
    pairs: frozenset[tuple[str, str]]
    goes_on: tuple[bool, ...]
    nameless: tuple[bool, ...]
    heads: tuple[tuple[frozenset[str], ...], ...]
    """The words of the first name in each part of each sentence."""

    def whole(self, name: Sequence[Token]) -> tuple[_Place, ...]:
        """Where a name of several words stands as a whole: the places of its first word."""
        if len(name) < 2:
            return ()
        rows = [self.places.get(fold(letters(word.text)), ()) for word in name]
        after = [{(p.sentence, p.at) for p in row} for row in rows]
        return tuple(p for p in rows[0] if all((p.sentence, p.at + n) in there for n, there in enumerate(after)))


@lru_cache(maxsize=512)
def _laid(sources: tuple[Facts, ...]) -> _Laid:
    places: dict[str, list[_Place]] = {}
    for number, sentence in enumerate(sources):
        for at, word in enumerate(w for w in sentence.words if w.content):
            part = sentence.text.count(";", 0, word.start)
            verb, closing = looks_like_participle(word), bool(_CLOSING.match(sentence.text, word.end))
            place = _Place(number, part, at, is_passive(sentence.text, word), verb, closing)
            for key in {key_of(word), word.term, fold(letters(word.text))}:
                places.setdefault(key, []).append(place)
    return _Laid(
        {key: tuple(found) for key, found in places.items()},
        frozenset(
            (key_of(a), key_of(b)) for sentence in sources for a, b in pairwise(w for w in sentence.words if w.content)
        ),
        tuple(bool(_GOES_ON.search(sentence.text)) for sentence in sources),
        tuple(all(name.unsure and len(name.words) == 1 for name in sentence.names) for sentence in sources),
        tuple(_heads(sentence) for sentence in sources),
    )


def _heads(sentence: Facts) -> tuple[frozenset[str], ...]:
    heads: list[frozenset[str]] = [frozenset()] * (sentence.text.count(";") + 1)
    for name in reversed(sentence.names):
        words = [word for word in sentence.words if name.start <= word.start and word.end <= name.end + _BESIDE_NAME]
        heads[sentence.text.count(";", 0, name.start)] = frozenset(
            key_of(w) for w in words if w.capital or w.text[0].isdigit()
        )
    return tuple(heads)
