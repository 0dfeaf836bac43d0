"""Where a claim and a sentence about the same point part: another number, date or name, a denial, other roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
import regex

from rag.answer.check.alignment import NEAR, Source, Statement
from rag.answer.check.contradictions import OPPOSITE, denial, overstated
from rag.answer.check.facts import Facts
from rag.answer.check.lacking import lacking
from rag.answer.check.names import Name, key_of
from rag.answer.check.numbers import Number
from rag.answer.check.polarity import denies
from rag.answer.check.roles import (
    Rival,
    exchanged_names,
    lesser_office,
    name_of_another,
    number_of_another,
    rivals,
    said_of_another,
)
from rag.answer.check.tokens import Token
from rag.answer.check.verdicts import Difference, Judgement, Near
from rag.answer.check.weighing import plain_words
from rag.index.vectors import Array
from rag.language.dates import Date
from rag.language.detect import guess
from rag.language.packs import CLAUSES, language_by

LOOKED_AT = 8
"""Nearest sentences that are looked through for what speaks against a claim."""
SAME_POINT, CLEARLY = 0.66, 0.84
"""Of a claim's words beside its numbers, dates and names, what share a sentence has to have to speak of the same; and so
much where only a name or a denial tells them apart."""
UNLIKE = 0.6
"""Similarity below which a word of a claim surely is in no other word of its source: "slate" is not in "copper"."""
_TOGETHER = (
    {"morning", "noon"}, {"afternoon", "noon"}, {"evening", "night"}, {"midnight", "night"},
)  # fmt: skip
"""Parts of the day that may be one time: "between eight and noon" is "in the morning"."""
_BEFORE = 24
"""Characters before a number that may make it a bound."""


def covered(statement: Statement, source: Source) -> float:
    """The share of a claim's content words, its numbers, dates and sure names aside, that a source has or has one like."""
    likeness = statement.likeness(source).max(axis=0)
    mask = _plain(statement.facts)
    if not mask.any():  # it says nothing but who is what
        mask = np.array([word.content for word in statement.facts.words], bool)
    return float((likeness[mask] >= NEAR).mean()) if mask.any() else 0.0


def _plain(facts: Facts) -> Array:
    return np.logical_and(plain_words(facts), [is_telling(word) for word in facts.words])


def is_telling(word: Token) -> bool:
    return not word.text[0].isdigit() and word.text.casefold() not in CLAUSES.indefinite


_PRONOUN = regex.compile(rf"(?i)\W*(?:{CLAUSES.referring})\b")


def same_point(statement: Statement, near: Near) -> float:
    """``covered``, where a sentence that begins with a pronoun is said of what the claim begins with, if that is beside it."""
    share = covered(statement, near.source)
    if not _PRONOUN.match(near.text):
        return share
    alone, beside = (statement.likeness(one).max(axis=0) >= NEAR for one in (near.source, near.around))
    mask = _plain(statement.facts)
    if not mask.any() or not alone[mask].any():
        return share
    first = int(np.argmax(alone & mask))
    return float(np.where(np.arange(len(mask)) < first, beside, alone)[mask].mean())


def contradicting(statement: Statement, near: Sequence[Near]) -> Iterator[Judgement]:
    """The judgements against a claim: a sentence on the same point that has another number, date, name, or denies it."""
    for at, one in enumerate(near[:LOOKED_AT]):
        share = same_point(statement, one)
        if share < SAME_POINT:
            share, found = _all_said(statement, one.source), list(_one_replaced(statement, one))
        else:
            found = list(differences(statement, one, share))
        if found:
            yield Judgement("contradicted", min(0.95, share * (1 - 0.02 * at)), (at,), tuple(found))


def _one_replaced(statement: Statement, near: Near) -> Iterator[Difference]:
    """The one word that differs, where a sentence has all else of a claim, names and numbers as well."""
    lacks = any(True for _ in lacking(statement.facts, near.source.facts, near.years))
    if lacks or _all_said(statement, near.source) < SAME_POINT:
        return
    rival = replaced(statement, near.source)
    if _lacks_one(statement, near.source) and denial(statement.text, near.source.sentences) == OPPOSITE:
        yield Difference("opposite", statement.text, near.text)
    elif rival:
        yield Difference("word", rival.claim.text, rival.source.text)


def _all_said(statement: Statement, source: Source) -> float:
    """The share of all of a claim's content words that a source has."""
    content = np.array([word.content for word in statement.facts.words], bool)
    return float((statement.likeness(source).max(axis=0)[content] >= NEAR).mean()) if content.any() else 0.0


def differences(statement: Statement, near: Near, share: float) -> Iterator[Difference]:
    mine, theirs = statement.facts, near.source.facts
    alone = list(lacking(mine, theirs, near.years))
    beside = set(lacking(mine, near.around.facts, near.years))  # what stands beside a sentence may belong to it
    own_subject = share >= CLEARLY and not _PRONOUN.match(near.text)
    lacks = [lack for lack in alone if lack in beside or (lack[0] == "name" and own_subject)]
    if alone and not lacks:
        return
    names = {text for kind, text in lacks if kind == "name"}
    numbers = {text for kind, text in lacks if kind == "number"}
    dates = {text for kind, text in lacks if kind == "date"}
    if any(kind == "quotation" for kind, _ in lacks):
        return
    known = [name for name in mine.names if not name.unsure]
    if names and not (len(names) < len(known) or share >= CLEARLY):
        return  # it speaks of another
    if not names:
        yield from _of_figures(mine, theirs, numbers, dates)
    if numbers or dates:
        if (
            not (names or dates or theirs.numbers)
            and share >= CLEARLY
            and denies(statement.text, near.source.sentences)
        ):
            yield Difference("negation", statement.text, near.text)  # "two actors" of "no actor"
        return
    yield from _of_another(mine, theirs) if not names else ()
    if names:
        for name in known:
            who = rival_name(name, mine, theirs) if name.text in names else None
            if who and not _PRONOUN.match(near.text):
                yield Difference("name", name.text, who.text)
        return
    if share >= CLEARLY:
        yield from _denials(statement, near)
    elif denies(statement.text, near.source.sentences):
        yield Difference("negation", statement.text, near.text)
    elif _lacks_one(statement, near.source) and denial(statement.text, near.source.sentences) == OPPOSITE:
        yield Difference("opposite", statement.text, near.text)
    else:
        rival = replaced(statement, near.source)
        if rival:
            yield Difference("word", rival.claim.text, rival.source.text)


def _of_figures(mine: Facts, theirs: Facts, numbers: Set[str], dates: Set[str]) -> Iterator[Difference]:
    """What a source has in place of the numbers and dates of a claim that it lacks."""
    for number in mine.numbers:
        counted = _rival_number(number, mine, theirs) if number.text in numbers else None
        if counted and not keeps_bound(number, counted, mine, theirs):
            yield Difference("number", number.text, counted.text)
    for text in numbers - {number.text for number in mine.numbers}:
        yield Difference("number", text, _in_order(theirs))
    for date in mine.dates:
        instead = _rival_date(date, mine, theirs) if date.text in dates else None
        if instead:
            yield Difference("date", date.text, instead.text)


def _of_another(mine: Facts, theirs: Facts) -> Iterator[Difference]:
    """The words that a claim has from the sentence, but said there of another."""
    office, number = lesser_office(mine, theirs), number_of_another(mine, theirs)
    name = name_of_another(mine, theirs)
    if number:
        yield Difference("number", number[0].text, number[1].text)
    elif name:
        yield Difference("name", *name)
    elif office:
        yield Difference("role", mine.text, office)
    elif exchanged_names(mine, theirs) or said_of_another(mine, theirs):
        yield Difference("role", mine.text, theirs.text)


def replaced(statement: Statement, source: Source) -> Rival | None:
    """The only word of a claim that a source has not, where that has another one in its very place.

    The place is the same where the word before is: "a roof of slate", "a roof of copper".
    """
    likeness = statement.likeness(source).max(axis=0)
    mask = _plain(statement.facts)
    lacks = [w for w, like, plain in zip(statement.facts.words, likeness, mask) if plain and like < UNLIKE]
    if len(lacks) != 1 or int((likeness[mask] < NEAR).sum()) != 1 or lacks[0].capital:
        return None
    for rival in rivals(statement.facts, source.facts):
        before = (_before(rival.claim, statement.facts), _before(rival.source, source.facts))
        if rival.claim == lacks[0] and before[0] == before[1] != "" and not rival.source.text[0].isdigit():
            return rival
    return None


def _before(word: Token, facts: Facts) -> str:
    return next((w.text.casefold() for w in reversed(facts.words) if w.end <= word.start), "")


def _lacks_one(statement: Statement, source: Source) -> bool:
    """Tells whether a source has all words of a claim but one, which may be the opposite of one of its own."""
    likeness = statement.likeness(source).max(axis=0)
    return int((likeness[_plain(statement.facts)] < NEAR).sum()) == 1


def _denials(statement: Statement, near: Near) -> Iterator[Difference]:
    sentences = near.source.sentences
    denied = denial(statement.text, sentences)
    if denied:
        yield Difference("opposite" if denied == OPPOSITE else "negation", statement.text, near.text)
        return
    quantifier = overstated(statement.text, sentences)
    other = replaced(statement, near.source)
    if quantifier:
        yield Difference("quantifier", quantifier, near.text)
    elif other:
        yield Difference("word", other.claim.text, other.source.text)


def _in_order(facts: Facts) -> str:
    return " … ".join(number.text for number in facts.numbers)


def _rival_number(number: Number, mine: Facts, theirs: Facts) -> Number | None:
    """The number of a source that stands where a claim has its own: of the same unit, of the same things counted."""
    year = _is_year(number)
    free = [
        o
        for o in theirs.numbers
        if not o.stands_among(mine.numbers) and _is_year(o) == year and o.ordinal == number.ordinal
    ]
    alike = [
        o for o in free if (o.unit in ("%", "times")) == (number.unit in ("%", "times")) and _units_agree(o, number)
    ]
    return (
        max(alike, key=lambda o: _beside(number, mine, o, theirs), default=None)
        if _fits(number, mine, alike, theirs)
        else None
    )


def keeps_bound(number: Number, rival: Number, mine: Facts, theirs: Facts) -> bool:
    """Tells whether a claim only sets a bound that the source's number keeps: "at least one" of thirty-three.

    What the source bounds itself keeps none: "up to 85 metres" is not "up to 100", "under six" not "under ten".
    """
    stating, before = language_by(guess(mine.text)).stating, _leading(number, mine)
    bound, value = (max(one.values) * (one.base if number.base and rival.base else 1) for one in (number, rival))
    if stating.most.search(before):
        return value <= bound and not stating.most.search(_leading(rival, theirs))
    return bool(stating.least.search(before) and value >= bound)


def _leading(number: Number, facts: Facts) -> str:
    """What stands right before a number."""
    return facts.text[max(0, number.start - _BEFORE) : number.start]


def _fits(number: Number, mine: Facts, alike: Sequence[Number], theirs: Facts) -> bool:
    """Tells whether one of some numbers surely stands for another: what is beside it is beside that, or both are of one unit."""
    return any(
        (number.unit and number.unit == o.unit) or _is_year(number) or _beside(number, mine, o, theirs) for o in alike
    )


def _units_agree(one: Number, other: Number) -> bool:
    return not (one.unit and other.unit) or one.unit == other.unit


def _is_year(number: Number) -> bool:
    return not number.unit and len(number.text) == 4 and number.text.isdigit() and 1000 <= int(number.text) < 2200


def _beside(one: Number, mine: Facts, other: Number, theirs: Facts) -> int:
    """How many of the words next to one stand next to the other."""
    return len(_neighbours(one, mine) & _neighbours(other, theirs))


def _neighbours(one: Number, facts: Facts, most: int = 2) -> set[str]:
    before = [w for w in facts.words if w.end <= one.start and w.content][-most:]
    after = [w for w in facts.words if w.start >= one.end and w.content][:most]
    return {key_of(w) for w in (*before, *after)}


def _rival_date(date: Date, mine: Facts, theirs: Facts) -> Date | None:
    """A date of a source that a claim does not have, told as exactly: a day for a day, a month for a month."""
    for other in theirs.dates:
        if date.kind != other.kind or other.stands_among(mine.dates, ()):
            continue
        if not date.days and {date.named, other.named} in _TOGETHER:
            continue
        if not date.days or any(
            (a[2] is None) == (b[2] is None) or a[1] != b[1] for a in date.days for b in other.days
        ):
            return other
    return None


def rival_name(name: Name, mine: Facts, theirs: Facts) -> Name | None:
    """The name of a source that stands in the very place where a claim has another."""
    own = {key_of(w) for one in mine.names for w in one.words}
    free = [o for o in theirs.names if not {key_of(w) for w in o.words} <= own]
    return next((o for o in free if _same_place(_place(name, mine), _place(o, theirs))), None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The words right before a name, articles aside, and right behind it; "" at the beginning and at the end."""

    before: str
    behind: str
    words: int


def _place(name: Name, facts: Facts) -> _Place:
    before = [w for w in facts.words if w.end <= name.start and w.text.lower() not in CLAUSES.articles]
    behind = [w for w in facts.words if w.start >= name.end]
    return _Place(key_of(before[-1]) if before else "", key_of(behind[0]) if behind else "", len(name.words))


def _same_place(one: _Place, other: _Place) -> bool:
    """Behind the same word, both before the same word at the beginning, or both single words before the same one."""
    if one.before and one.before == other.before:
        return True
    return one.behind == other.behind != "" and (one.before == other.before or one.words == other.words == 1)
