"""How a unit stands in its text: as an item of a list, as one of several steps."""

from __future__ import annotations

import regex

from rag.answer.evidence.features import Candidate
from rag.language.explaining import Explaining
from rag.language.packs import language_by

_MARK = regex.compile(r"\s*(?:[-*+•–]|(?:\p{L}|\d{1,2})[.)])\s+")


def is_item(candidate: Candidate, at: int) -> bool:
    """Whether the mark of an item stands before a unit that is no more than that item."""
    unit = candidate.sentences[at]
    before = candidate.text[: unit.start - candidate.start].rpartition("\n")[2]
    is_single = unit.kind == "text" or (unit.kind == "list" and "\n" not in candidate.shown(at))
    return is_single and bool(_MARK.fullmatch(before))


def goes_on_in_list(candidate: Candidate, at: int) -> bool:
    """Whether a unit stands in the same list as the one before it: no blank line is between them."""
    last, unit = candidate.sentences[at - 1 : at + 1]
    between = candidate.text[last.end - candidate.start : unit.start - candidate.start]
    return between.count("\n") < 2


def begins_steps(candidate: Candidate, at: int) -> bool:
    """Whether a unit is the first of several steps, such as "First lift the lid"."""
    return bool(_explaining(candidate, at).begins.match(candidate.shown(at).casefold()))


def is_step(candidate: Candidate, at: int) -> bool:
    """Whether a unit is a step after another, or an item: "Then lift the lid" is one."""
    return is_item(candidate, at) or bool(_explaining(candidate, at).continues.match(candidate.shown(at).casefold()))


def _explaining(candidate: Candidate, at: int) -> Explaining:
    return language_by(candidate.facts.sentences[at].language).explaining
