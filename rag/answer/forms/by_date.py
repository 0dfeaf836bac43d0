"""Articles by their dates: the newest, the oldest, all in order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rag.answer.answer import Answer
from rag.answer.forms.inquiry import Inquiry, Unit, tells_something
from rag.answer.forms.mentions import mentioning
from rag.answer.forms.overview import parts_of_article
from rag.corpus.metadata import DateOrigin, origin_of_date
from rag.index.listed import Listed

_SENTENCES = 3


def by_date(inquiry: Inquiry) -> Answer | None:
    """The newest or the oldest article with what it is about, or all by date; None where none is about that."""
    about = inquiry.request.about
    among = list(mentioning(inquiry, about)) if about else list(inquiry.articles)
    if not among:
        return None
    dated = [(article.date, article) for article in among if article.date and not _is_of_today(inquiry, article)]
    if not dated:
        return inquiry.told(inquiry.say("no date"))
    dated.sort(key=lambda pair: (pair[0], pair[1].path), reverse=inquiry.request.form == "newest")
    if inquiry.request.kind == "all":
        return _all(inquiry, dated)
    date, listed = dated[0]
    fresh = inquiry.fresh(inquiry.units(listed))
    units = parts_of_article(fresh, _SENTENCES) or fresh[:_SENTENCES]  # a table has rows only
    return inquiry.quoted(_lead(inquiry, date, listed, len(dated), len(among)), units)


def _origin(inquiry: Inquiry, listed: Listed, date: datetime.date) -> DateOrigin:
    return origin_of_date(listed.path, inquiry.index.article(listed.digest).text, listed.language, date)


def _is_of_today(inquiry: Inquiry, listed: Listed) -> bool:
    """Whether all that is known is that a program has written the file today, which may be no more than a copy."""
    today = listed.date if listed.date and listed.date >= datetime.date.today() else None
    return today is not None and _origin(inquiry, listed, today) == "changed"


def _lead(inquiry: Inquiry, date: datetime.date, listed: Listed, dated: int, among: int) -> str:
    told = inquiry.say(f"date {_origin(inquiry, listed, date)}", date=inquiry.date(date))
    values = {"title": listed.title, "date": told}
    form = inquiry.request.form
    if among == 1 == len(inquiry.articles):
        return inquiry.say("only", **values)
    if dated < among:
        return inquiry.say("some dated", dated=dated, end=inquiry.say(f"end {form}"), **values)
    return inquiry.say(form, **values)


def _all(inquiry: Inquiry, dated: Sequence[tuple[datetime.date, Listed]]) -> Answer:
    """A sentence of each article, the newest article first."""
    units: list[Unit] = []
    for _, listed in dated:
        units += next(([unit] for unit in inquiry.units(listed) if tells_something(unit)), [])
    return inquiry.quoted(inquiry.say("by date"), units)
