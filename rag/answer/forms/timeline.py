"""The timeline, of what happened when: dated sentences in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.answer import Answer
from rag.answer.forms.article import article_meant
from rag.answer.forms.dates import dates_in
from rag.answer.forms.inquiry import Inquiry, Unit, tells_something, without_doubles
from rag.answer.forms.mentions import content_terms, mentioning
from rag.answer.question.named_files import words_of_name
from rag.answer.tables.values import Day
from rag.language.words import term, terms


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
    dated.sort(key=lambda event: event.day)
    if not dated:
        return None if about else inquiry.told(inquiry.say("timeline 0"))
    lead = inquiry.say("timeline about" if about else "timeline", count=len(dated), about=about)
    spans = {event.unit.place: event.span for event in dated}
    return inquiry.quoted(
        lead + inquiry.looked(looked),
        [event.unit for event in dated],
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
        titled = wanted <= {*terms(listed.title), *map(term, words_of_name(listed.path))}
        found += [unit for unit in inquiry.units(listed) if titled or _tells_of(unit, wanted)]
    return found, len(inquiry.articles)


def _tells_of(unit: Unit, wanted: frozenset[str]) -> bool:
    return bool(wanted & {*terms(unit.text), *terms(unit.sentence.section)})


def dated_in(units: Sequence[Unit]) -> list[Dated]:
    """The units with a date, each with its first one.

    A day without a year is of the year that was told last under the same heading, unless that lies ahead of the
    article; else of the article's.
    """
    found: list[Dated] = []
    hits = [(unit, list(dates_in(unit.text))) for unit in units]
    of_article = _years(hits)
    told: dict[tuple[str, str], int] = {}
    for unit, dates in hits:
        if not dates:
            continue
        (year, month, day), span = dates[0]
        heading = unit.listed.digest, unit.sentence.section
        own = of_article.get(unit.listed.digest, 0)
        before = told.get(heading, own)
        year = year or (before if not own or before <= own else own)
        if year:
            found.append(Dated(unit, (year, month, day), span))
            told[heading] = next((date[0] for date, _ in reversed(dates) if date[0]), year)
    return found


def _years(hits: Sequence[tuple[Unit, Sequence[tuple[Day, tuple[int, int]]]]]) -> dict[str, int]:
    """The year of each article: that of its date, of its title, or of the first day that it names in full."""
    years: dict[str, int] = {}
    for unit, dates in hits:
        titled = (year for (year, _, _), _ in dates_in(unit.listed.title) if year)
        full = (year for (year, month, _), _ in dates if year and month)
        found = unit.listed.date.year if unit.listed.date else next(titled, 0) or next(full, 0)
        if found:
            years.setdefault(unit.listed.digest, found)
    return years
