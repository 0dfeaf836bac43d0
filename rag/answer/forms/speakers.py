"""The speakers of an article: the people who are quoted or said to have spoken, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

import regex

from rag.answer.answer import Answer
from rag.answer.forms.article import article_meant
from rag.answer.forms.inquiry import Inquiry, Unit
from rag.answer.question.people import people
from rag.corpus.turns import turns
from rag.language.packs import PACKS
from rag.language.words import fold

_SHORT_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'-]+")
_CLAUSE = regex.compile(r"(?:\s*\([^)]{1,80}\))?(?:\s*,[^.;:“”\"]{1,180}?,(?=\s))?")
_LAST_WORD = regex.compile(r"(?<=\s)\p{L}[\p{L}’'-]*\s+$")
_LOOKED_AT, _TITLE_WORDS = 120, 5
_NAMED_LINE = regex.compile(r"\s*(?:\([^)]{1,60}\))?\s*:\s*[^\s\d]")
"""A name at the head of a line, and what is said: no hour of a timetable."""


def who_spoke(inquiry: Inquiry) -> Answer | None:
    """The people who speak in the articles that are asked, with a sentence each; None where the place is no article."""
    article = article_meant(inquiry, inquiry.request.one) if inquiry.request.one else None
    if inquiry.request.one and article is None:
        return None
    units, looked = inquiry.scan([article] if article else None)
    among = inquiry.counted(1 if article else len(inquiry.articles))
    found = speakers(units)
    if not found:
        return inquiry.told(inquiry.say("speakers 0").replace(inquiry.counted(len(inquiry.articles)), among))
    key = "speakers 1" if len(found) == 1 else "speakers"
    lead = inquiry.say(key, count=len(found)).replace(inquiry.counted(len(inquiry.articles)), among)
    names = {unit.place: name for name, unit in reversed(found)}
    units = [unit for _, unit in found]
    lead += "" if article else inquiry.looked(looked)
    return inquiry.quoted(lead, units, emphasis=lambda unit: _span(unit, names[unit.place]))


def _span(unit: Unit, name: str) -> tuple[int, int] | None:
    start = unit.text.find(name)
    return (start, start + len(name)) if start >= 0 else None


def speakers(units: Iterable[Unit]) -> list[tuple[str, Unit]]:
    """The people who speak, in reading order, each with the sentence that shows it best: no caption, and with the name.

    A sentence in which somebody is named only in short ("Linh suggested …") is that of the one of the article whose
    name ends or begins so.
    """
    by_article = groupby(units, key=lambda unit: unit.listed.digest)
    spoken = [unit for _, of_article in by_article for unit in _spoken(list(of_article))]
    whole = _without_titles({name for name, _, _ in spoken})
    best: dict[str, tuple[str, Unit, int]] = {}
    for name, unit, worth in spoken:
        plain = whole[name]
        known = best.get(fold(plain))
        if known is None or worth > known[2]:
            best[fold(plain)] = plain, unit, worth
    taken: set[tuple[str, int, int]] = set()
    found = []
    for name, unit, _ in best.values():
        if unit.place not in taken:
            taken.add(unit.place)
            found.append((name, unit))
    return found


def _without_titles(names: Set[str]) -> dict[str, str]:
    """Names by how they are written, each without what only one article puts before it: "Councillor Dev Anand"."""
    found = {}
    for name in names:
        ends = [other for other in names if len(other.split()) > 1 and f" {name}".endswith(f" {other}")]
        found[name] = min(ends, key=len, default=name)
    return found


def _spoken(units: Sequence[Unit]) -> Iterator[tuple[str, Unit, int]]:
    """Everybody who speaks in an article, by the full name, each time with the unit and how well it shows it."""
    lines = ["" if unit.sentence.kind == "row" else unit.text for unit in units]  # a column speaks no more than a cell
    for at, turn in turns(lines).items():
        yield turn.name, units[at], 3
    short = _in_short({person.name for unit in units for person in people(unit.text)})
    for unit in units:
        caption = unit.sentence.kind == "caption"
        for name in dict.fromkeys(person.name for person in people(unit.text)):
            if _speaks(unit.text, name):
                yield name, unit, 1 if caption else 3
        for hit in _SHORT_NAME.finditer(unit.text):
            full = short.get(fold(hit.group()))
            if full and full not in unit.text and not caption and _speaks_at(unit.text, hit.start(), hit.end()):
                yield full, unit, 2


def _in_short(names: Iterable[str]) -> dict[str, str]:
    """Full names by their first and last words, where these are of one person only."""
    found: dict[str, str | None] = {}
    for name in names:
        for part in {fold(name.split()[0]), fold(name.split()[-1])}:
            found[part] = None if part in found and found[part] != name else name
    return {part: name for part, name in found.items() if name}


def _speaks(text: str, name: str) -> bool:
    return any(_speaks_at(text, hit.start(), hit.end()) for hit in regex.finditer(regex.escape(name), text))


def _speaks_at(text: str, start: int, end: int) -> bool:
    """Whether who is named there speaks: a verb of speech stands beside the name, or it is the name before a colon.

    >>> [_speaks_at(line, 0, 8) for line in ("Ann Boyd: 06:40", "Ann Boyd: We are open.")]
    [False, True]
    """
    if start == 0 and _NAMED_LINE.match(text, end):
        return True
    clause = _CLAUSE.match(text, end)
    behind = {end, clause.end() if clause else end}
    namings = [pack.naming for pack in PACKS.values()]
    return any(naming.speaks.match(text, at) for naming in namings for at in behind) or any(
        naming.says.search(before) for naming in namings for before in _before(text[max(0, start - _LOOKED_AT) : start])
    )


def _before(text: str) -> Iterator[str]:
    """What stands before a name, and before its title: "said county engineer", "said"."""
    yield text
    for _ in range(_TITLE_WORDS):
        text, cut = _LAST_WORD.subn("", text)
        if not cut:
            return
        yield text
