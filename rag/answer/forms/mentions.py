"""Articles and units that have the words of what is asked for."""

from __future__ import annotations

from rag.answer.answer import Answer
from rag.answer.forms.inquiry import Inquiry, Unit, units_in
from rag.answer.question.analysis import analyse_question
from rag.index.listed import Listed
from rag.language.words import terms

MOST_FOUND = 400
"""Passages with the words of what is asked for that are looked at."""


def content_terms(inquiry: Inquiry, text: str) -> frozenset[str]:
    """The terms of a text that carry a topic."""
    facts = analyse_question(text, inquiry.index.words.languages)
    return frozenset(t for t, counts in zip(facts.terms, facts.content) if counts) or frozenset(facts.terms)


def mentioning(inquiry: Inquiry, about: str) -> dict[Listed, list[Unit]]:
    """The articles that have all words of what is asked for in a passage, each with the units that have most."""
    wanted = content_terms(inquiry, about)
    within = {article.digest: article for article in inquiry.articles}
    by_article: dict[Listed, list[Unit]] = {}
    for passage, _ in inquiry.index.words.search(about, MOST_FOUND, within.keys()):
        listed = within[passage.digest]
        if not wanted <= {*terms(passage.text), *terms(passage.section), *terms(listed.title)}:
            continue
        units = list(units_in(passage, listed))
        most = max((_held(unit, wanted) for unit in units), default=0)
        if most:
            by_article.setdefault(listed, []).extend(unit for unit in units if _held(unit, wanted) == most)
    return by_article


def _held(unit: Unit, wanted: frozenset[str]) -> int:
    return len(wanted & set(terms(unit.text)))


def count_articles(inquiry: Inquiry) -> Answer:
    """How many articles there are, or which of them mention something, with a sentence of each."""
    about = inquiry.request.about
    if not about:
        only = len(inquiry.articles) == 1
        return inquiry.told(inquiry.say("count 1" if only else "count"))
    by_article = mentioning(inquiry, about)
    key = {0: "mention 0", 1: "mention 1"}.get(len(by_article), "mention")
    lead = inquiry.say(key, some=f"{len(by_article):,}", about=about)
    return inquiry.quoted(lead, [units[0] for units in by_article.values()]) if by_article else inquiry.told(lead)
