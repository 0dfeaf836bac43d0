"""Quotations: whether an article has it so, and whether it is said by the same person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import regex

from rag.answer.check.tokens import Token, spelled, words
from rag.answer.question.people import people

QuotedState = Literal["exact", "altered", "of somebody else", "not found"]
_QUOTED = regex.compile(
    r"“([^”]{3,1500})”|«\s?([^»]{3,1500}?)\s?»|„([^“”]{3,1500})[“”]|(?<!\w)\"([^\"\n]{3,1500})\"(?!\w)"
)
_LEAST = 3
"""Words of a quotation; what is shorter is a title or a word that is talked of."""
_ALIKE = 0.6
"""Share of a quotation's words that an article has in this order, from which on it is the same one, altered."""
_AROUND = 200
"""Characters before and after a quotation in which its speaker is named."""
_FAR = 300
"""Characters around a quotation whose sentence names nobody."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text in quotation marks in a draft, without them, and who is said to have said it; "" for nobody."""

    start: int
    end: int
    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text has a quotation, ``text[start:end]``; ``changes`` are (the draft's words, the text's), "" for none."""

    start: int
    end: int
    share: float
    changes: tuple[tuple[str, str], ...]


def quotations_of(draft: str) -> Iterator[Quotation]:
    """The quotations of a draft in reading order.

    >>> [(one.text, one.speaker) for one in quotations_of('"It is far too late," Ben Adeyemi said.')]
    [('It is far too late,', 'Ben Adeyemi')]
    """
    for hit in _QUOTED.finditer(draft):
        group = next(number for number in range(1, 5) if hit[number] is not None)
        if len(hit[group].split()) >= _LEAST:
            yield Quotation(hit.start(group), hit.end(group), hit[group], _speaker(draft, *hit.span()))


def _speaker(draft: str, start: int, end: int) -> str:
    """The speaker who is named beside a quotation, in its sentence: behind it before in front of it."""
    for text in _beside(draft, start, end):
        found = people(text)
        if found:
            return max(found, key=lambda person: person.trust).name
    return ""


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands of a quotation's sentence behind it, and in front of it."""
    after = regex.split(r"[.!?\n]\s", text[end : end + _AROUND])[0]
    return after, regex.split(r"[.!?]\s|\n", text[max(0, start - _AROUND) : start])[-1]


def match(quoted: str, text: str) -> Match | None:
    """The place of a text that has the most of a quotation's words in their order; None where it has too few."""
    mine, theirs = words(spelled(quoted)), _words_of(text)
    wanted, there = [w.text.casefold() for w in mine], [w.text.casefold() for w in theirs]
    if not wanted or not there:
        return None
    for at in range(len(there) - len(wanted) + 1):
        if there[at : at + len(wanted)] == wanted:
            return Match(theirs[at].start, theirs[at + len(wanted) - 1].end, 1.0, ())
    blocks = [b for b in SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks() if b.size]
    if not blocks or sum(b.size for b in blocks) < _ALIKE * len(wanted):
        return None
    first, last = (
        blocks[0].b - blocks[0].a,
        blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size,
    )
    first, last = max(0, first), min(len(there), last)
    if last - first > 2 * len(wanted) + 4:
        return None
    changes = tuple(_changes(mine, theirs[first:last]))
    return Match(theirs[first].start, theirs[last - 1].end, sum(b.size for b in blocks) / len(wanted), changes)


def _words_of(text: str) -> Sequence[Token]:
    """The words of a text with their places in it as it is written."""
    same = spelled(text)
    return words(same) if len(same) == len(text) else words(text)


def _changes(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[str, str]]:
    one, other = [w.text for w in mine], [w.text for w in theirs]
    matched = SequenceMatcher(None, [w.casefold() for w in one], [w.casefold() for w in other], autojunk=False)
    for kind, a, b, c, d in matched.get_opcodes():
        if kind != "equal":
            yield " ".join(one[a:b]), " ".join(other[c:d])


def said_by(speaker: str, text: str, start: int, end: int) -> bool | None:
    """Tells whether a speaker is named with a quotation: in its sentence, or around it where that names nobody; None where
    nobody is named at all.
    """
    last = spelled(speaker).casefold().split()[-1:]
    around = text[max(0, start - _FAR) : end + _FAR]
    for where in (" … ".join(_beside(text, start, end)), around):
        if people(where):
            return bool(last) and last[0] in spelled(where).casefold()
    return True if last and last[0] in spelled(around).casefold() else None
