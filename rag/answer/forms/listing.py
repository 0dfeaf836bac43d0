"""Lists: what is asked for gathered from the lists of all articles, whole and without doubles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rag.answer.answer import Answer
from rag.answer.forms.inquiry import Inquiry, Unit, units_in, without_doubles
from rag.answer.forms.mentions import content_terms
from rag.answer.forms.places import places
from rag.answer.question.question import Question
from rag.answer.tables.answering import answer_from_rows
from rag.language.words import fold, terms

_NEAR = 24
"""Passages whose lists are looked at."""
_LEAST = 0.6
"""How much of what is asked for a list and the headings above it have to tell, its rarer words counting for more."""
_UNANNOUNCED = 0.5
_ALIKE = 0.05
"""A list that tells so much less than the best is of another kind."""


@dataclass(frozen=True, eq=False)
class _List:
    """Units that stand together below one announcement, and the share of what is asked for that they tell."""

    units: list[Unit]
    told: float


def listing(inquiry: Inquiry, question: Question) -> Answer | None:
    """The lists, or the rows, of what is asked for; None where no article has one that is surely of that kind.

    ``question`` is the request as it was typed.
    """
    request = inquiry.request
    if request.kind == "mentions":
        return places(inquiry)
    ranking = inquiry.search(request.language.requests.listed_as.format(request.about))
    within = frozenset(article.digest for article in inquiry.articles)
    if rows := answer_from_rows(inquiry.index, question, ranking, inquiry.blank, within):
        return replace(rows, form="list")
    passages = [candidate.passage for candidate in ranking.passages[:_NEAR]]
    wanted = _weights(inquiry, content_terms(inquiry, request.about))
    by_digest = {article.digest: article for article in inquiry.articles}
    digests = [passage.digest for passage in passages]
    units = [u for passage in passages for u in units_in(passage, by_digest[passage.digest])]
    if request.language.selecting.negated.search(fold(request.about)):
        units = [unit for unit in units if unit.sentence.kind != "row"]  # "parts out of stock" are not all the parts
    lists = _lists(inquiry, units, wanted)
    best = max((items.told for items in lists), default=0.0)
    if best < _LEAST:
        return None
    chosen = [unit for items in lists if items.told >= best - _ALIKE for unit in items.units]
    chosen = without_doubles(sorted(chosen, key=lambda unit: _order(unit, digests)))
    return inquiry.quoted(_lead(inquiry, chosen), chosen, max(ranking.confidence, _LEAST))


def _lead(inquiry: Inquiry, units: Sequence[Unit]) -> str:
    titles = list(dict.fromkeys(unit.listed.title for unit in units))
    if len(titles) == 1:
        return inquiry.say("list 1", title=titles[0])
    return inquiry.say("list", count=len({(unit.listed.digest, unit.sentence.section) for unit in units}))


def _order(unit: Unit, digests: Sequence[str]) -> tuple[int, int]:
    """The likeliest article first, within it in reading order."""
    return digests.index(unit.listed.digest), unit.sentence.start


def _weights(inquiry: Inquiry, wanted: frozenset[str]) -> dict[str, float]:
    """What each of the wanted terms counts: the rarer, the more."""
    count = max(1, inquiry.index.words.passages)
    return {t: math.log(1 + count / (1 + inquiry.index.words.passage_frequency(t))) for t in wanted}


def _lists(inquiry: Inquiry, units: Sequence[Unit], wanted: dict[str, float]) -> list[_List]:
    """The lists among some units: one unit, the items below one announcement, or the rows below one header."""
    groups: dict[object, list[Unit]] = {}
    for announced in _announced(units):
        groups[announced[0].place] = announced
    for unit in units:
        sentence = unit.sentence
        if sentence.kind == "list" or (sentence.context and sentence.kind in ("text", "row")):
            key = unit.listed.digest, sentence.context or (sentence.start, sentence.end)
            groups.setdefault(key, []).append(unit)
    lists = [group for group in groups.values() if len(group) > 1 or group[0].sentence.kind == "list"]
    return [_List(group, _told(inquiry, group, wanted)) for group in lists]


def _announced(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """A sentence that ends with a colon with the lines below it that are no sentences: a list without marks of one."""
    for at, unit in enumerate(units):
        is_lead = unit.text.endswith(":") and unit.sentence.kind == "text"
        items = list(takewhile(_is_item, _beside(unit, units[at + 1 :]))) if is_lead else []
        if items:
            yield [unit, *items]


def _beside(unit: Unit, following: Sequence[Unit]) -> Iterator[Unit]:
    """The units that follow under the same heading."""
    section = unit.listed.digest, unit.sentence.section
    return (after for after in following if (after.listed.digest, after.sentence.section) == section)


def _is_item(unit: Unit) -> bool:
    return unit.sentence.kind == "text" and not unit.text.endswith((".", "!", "?", ":"))


def _told(inquiry: Inquiry, group: Sequence[Unit], wanted: dict[str, float]) -> float:
    """How much of what is asked for the announcement of a list, the headings above it and its items tell.

    Where nothing above the items tells any of it, the list is of something else, in which the words occur.
    """
    first = group[0]
    above = [first.listed.title, first.sentence.section, first.text.partition("\n")[0]]
    if first.sentence.context:
        above.append(inquiry.index.article(first.listed.digest).text[slice(*first.sentence.context)])
    announced = {t for text in above for t in terms(text)} & wanted.keys()
    held = announced | {t for unit in group for t in terms(unit.text)}
    whole = sum(wanted.values())
    told = sum(weight for t, weight in wanted.items() if t in held) / whole if whole else 0.0
    return told if announced else told * _UNANNOUNCED
