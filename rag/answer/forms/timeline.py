"""What happened when: dated sentences in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.answer import Answer
from rag.answer.forms.article import article_meant
from rag.answer.forms.dates import dates_in
from rag.answer.forms.inquiry import SHOWN, Inquiry, Unit, tells_something, without_doubles
from rag.answer.forms.mentions import content_terms, mentioning
from rag.answer.tables.values import Day
from rag.index.listed import Listed
from rag.language.words import terms


@dataclass(frozen=True, eq=False)
class Dated:
    """A unit with the first of its dates, and where that stands in what is shown of it."""

    unit: Unit
    day: Day
    span: tuple[int, int]


def timeline(inquiry: Inquiry) -> Answer | None:
    """The dated sentences of all articles, of one, or about something; None where there are none about that."""
    about = inquiry.request.about
    units, looked = _units(inquiry, about)
    dated = dated_in(without_doubles([unit for unit in units if tells_something(unit)]))
    dated.sort(key=lambda one: one.day)
    if not dated:
        return None if about else inquiry.told(inquiry.say("timeline 0"))
    lead = inquiry.say("timeline about" if about else "timeline", count=len(dated), about=about)
    if len(dated) > SHOWN:
        lead += " " + inquiry.say("first", shown=SHOWN)
    spans = {one.unit.place: one.span for one in dated}
    return inquiry.quoted(
        lead + inquiry.looked(looked),
        [one.unit for one in dated[:SHOWN]],
        emphasis=lambda unit: spans[unit.place],
    )


def _units(inquiry: Inquiry, about: str) -> tuple[list[Unit], int]:
    """The units to look for dates in, and of how many articles: of all, of one, of those that tell of something."""
    if not about:
        return inquiry.scan()
    if listed := article_meant(inquiry, about):
        return inquiry.units(listed), len(inquiry.articles)
    wanted = content_terms(inquiry, about)
    found: list[Unit] = []
    for listed in mentioning(inquiry, about):
        titled = wanted <= set(terms(listed.title))
        found += [unit for unit in inquiry.units(listed) if titled or _tells_of(unit, wanted)]
    return found, len(inquiry.articles)


def _tells_of(unit: Unit, wanted: frozenset[str]) -> bool:
    return bool(wanted & {*terms(unit.text), *terms(unit.sentence.section)})


def dated_in(units: Sequence[Unit]) -> list[Dated]:
    """The units with a date, each with its first; a day without a year is of the year told last, or the article's."""
    found = []
    years: dict[Listed, int] = {}
    for unit in units:
        of_article = unit.listed.date.year if unit.listed.date else 0
        hits = list(dates_in(unit.text))
        if not hits:
            continue
        (year, month, day), span = hits[0]
        own = year or years.get(unit.listed, of_article) or next((one[0] for one, _ in hits if one[0]), 0)
        if own:
            found.append(Dated(unit, (own, month, day), span))
        years[unit.listed] = next((one[0] for one, _ in reversed(hits) if one[0] and one[1]), own)
    return found
