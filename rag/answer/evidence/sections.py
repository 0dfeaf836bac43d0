"""A short section that a question asks for as a whole: "How do I order?" has the steps below "How to order"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.marks import is_step
from rag.answer.question.question import Question
from rag.corpus.article import SECTIONS, Sentence
from rag.language.base import Language
from rag.language.packs import PRINTING
from rag.language.words import fold, terms

MOST = 700
"""Characters of a section that is quoted as a whole."""
_NUMBER = r"(?P<number>\d+(?:\.\d+)*)"
_PART = regex.compile(rf"(?:(?P<noun>\p{{L}}+)\.?\s+)?{_NUMBER}(?:\s*\(?(?P<below>\d+)\)?)?(?:\s*\(?\p{{L}}\)?)?$")
"""A part by its number: "section 2.3", "Art. 12 (3) b"."""
_HEADED = regex.compile(rf"(?:(?P<noun>\p{{L}}+)\.?\s*|§+\s*)?{_NUMBER}(?![\d\p{{L}}])")
_FIGURE = regex.compile(rf"(?i)(?:{PRINTING.figures})")
_NO_PROSE = {"row", "furniture"}

Section = tuple[Candidate, Sentence]
"""A passage and what of it is quoted, as one unit."""


def section_asked(question: Question, candidates: Iterable[Candidate]) -> Section | None:
    """The short section whose heading is what a question asks for, of the first passage that has one.

    Either the question is the heading, word for word, be it with that of the section or the article around it; or it
    asks what a part says by its number, "article 6"; or it asks how something is done, or for all of some things, and
    every word of the heading is in it, and every word of it in the headings.
    """
    language = question.language
    asking = next(
        (pattern for pattern in (language.asks_how, language.asks_all) if pattern.search(fold(question.text))), None
    )
    asked = frozenset(_topic(asking.sub(" ", fold(question.text)), language)) if asking else question.terms
    part = _PART.search(fold(question.request.one)) if question.request else None
    for candidate in candidates:
        for section in _sections(candidate):
            path = candidate.sentences[section[0]].section
            heading = path.rpartition(SECTIONS)[2]
            own = _topic(language.asks_how.sub(" ", fold(heading)), language) if asking else terms(heading)
            around = {*own, *terms(f"{candidate.title} {path}")}
            is_part = part is not None and _is_part(fold(heading), part)
            if part and is_part:
                if whole := _of_part(candidate, section, part["below"]):
                    return candidate, whole
            elif own and set(own) <= asked <= around:
                told = _without_rest(candidate, section) if asking is language.asks_how else section
                if whole := _whole(candidate, told):
                    return candidate, whole
    return None


def _is_part(heading: str, part: regex.Match[str]) -> bool:
    """Whether a heading has the number that is asked for, and no other noun: "Art. 6 Rent" is article 6."""
    head, noun = _HEADED.match(heading), part["noun"] or ""
    if not head or head["number"] != part["number"] or _FIGURE.fullmatch(noun):
        return False
    return not (noun and head["noun"]) or noun.startswith(head["noun"]) or head["noun"].startswith(noun)


def _of_part(candidate: Candidate, section: range, below: str | None) -> Sentence | None:
    """What a part says, or its paragraph of a number; of a long one the beginning."""
    if below:
        signs = {at: _HEADED.match(candidate.shown(at).lstrip("(")) for at in section}
        begins = [at for at, sign in signs.items() if sign and not sign["noun"]]
        at = next((at for at in begins if (sign := signs[at]) and sign["number"] == below), None)
        if at is None:
            return None
        section = range(at, next((end for end in begins if end > at), section.stop))
    units = candidate.sentences
    ends = [at + 1 for at in section if units[at].end - units[section.start].start <= MOST]
    return _whole(candidate, range(section.start, max(ends, default=section.start + 1)))


def _topic(text: str, language: Language) -> list[str]:
    """The terms of a text that say what it is about."""
    return [own for word in text.split() if not language.is_function_word(word.strip("?!.,:")) for own in terms(word)]


def _sections(candidate: Candidate) -> Iterator[range]:
    """The places of the units of each section that begins in a passage."""
    units = candidate.sentences
    heads = [at for at, unit in enumerate(units) if unit.kind == "heading"]
    for head, following in zip(heads, [*heads[1:], len(units)]):
        quotable = [at for at in range(head + 1, following) if units[at].quotable]
        if quotable:
            yield range(quotable[0], quotable[-1] + 1)


def _without_rest(candidate: Candidate, section: range) -> range:
    """A section as far as its steps, where it has some: what stands behind them is about something else."""
    steps = [at for at in section if is_step(candidate, at) or candidate.sentences[at].kind == "list"]
    return range(section.start, steps[-1] + 1) if steps else section


def _whole(candidate: Candidate, section: range) -> Sentence | None:
    """The units of a section as one; of one that is too long or has a table, its only list, if it has one."""
    units = [candidate.sentences[at] for at in section]
    first, last = units[0], units[-1]
    if len(units) == 1:
        return None if first.kind == "row" else first
    if last.end - first.start > MOST or any(unit.kind in _NO_PROSE for unit in units):
        lists = [unit for unit in units if unit.kind == "list"]
        return lists[0] if len(lists) == 1 else None
    shown = candidate.shown(section[0])
    for at, (unit, following) in enumerate(pairwise(units), section[1]):
        between = candidate.text[unit.end - candidate.start : following.start - candidate.start]
        apart = between.count("\n") > 1 or following.kind in ("list", "code")
        shown += ("\n" if apart else " ") + candidate.shown(at)
    return Sentence(first.start, last.end, "list", section=first.section, plain=shown)
