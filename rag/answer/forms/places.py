"""Where something stands: the sentences that say it, in so many words or nearly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rag.answer.answer import Answer, Doubt
from rag.answer.forms.inquiry import Inquiry, Unit, unit_of, without_doubles
from rag.answer.forms.mentions import content_terms, mentioning
from rag.language.words import terms

_NEAREST = 3
_MOSTLY = 0.75
"""With so much of the words a sentence says it, if it is the nearest as well."""


def places(inquiry: Inquiry) -> Answer | None:
    """The sentences that have what is looked for, else those that come closest; None where nothing does."""
    about = inquiry.request.about
    wanted = content_terms(inquiry, about)
    exact = [u for units in mentioning(inquiry, about).values() for u in units if wanted <= _held(u)]
    if exact:
        exact = without_doubles(exact)
        return inquiry.quoted(_lead(inquiry, exact), exact)
    ranking = inquiry.search(about)
    near = [unit_of(inquiry.index, e) for e in ranking.evidence[:_NEAREST]]
    saying = [u for u in near if len(wanted & _held(u)) >= _MOSTLY * len(wanted)]
    if saying:
        return inquiry.quoted(_lead(inquiry, saying), saying, ranking.confidence)
    with_some = [u for u in near if wanted & _held(u)]
    if not with_some:
        return None
    doubt = Doubt(inquiry.say("where near"))
    return replace(inquiry.quoted("", with_some, ranking.confidence), status="uncertain", doubt=doubt)


def _held(unit: Unit) -> set[str]:
    return {*terms(unit.text), *terms(unit.sentence.section)}


def _lead(inquiry: Inquiry, units: Iterable[Unit]) -> str:
    found = list(units)
    if len({unit.listed.digest for unit in found}) == 1 and len(found) == 1:
        return inquiry.say("where 1", title=found[0].listed.title)
    return inquiry.say("where", count=len(found))
