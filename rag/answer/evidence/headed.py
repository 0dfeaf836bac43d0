"""A sentence whose day stands only in the heading above it: an entry of a change log, of minutes, of a diary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.sections import Section
from rag.answer.question.question import Question
from rag.corpus.article import SECTIONS, Sentence
from rag.language.dates import dates_in
from rag.language.packs import language_by
from rag.language.words import terms


def dated_by_heading(question: Question, candidates: Iterable[Candidate]) -> list[Section]:
    """The heading with a day and the sentence below it that has every word of a question for a time.

    It may be the heading of what is asked itself: "When was 5.1 released?" asks for the day of "5.1 (9 December 2024)".
    None where a sentence with all of them says itself when, where they stand under headings of several days, or where
    most of what the sentence says is not asked: "Added a cabin near the basin" tells nothing of when a basin was added.
    """
    facts = question.facts
    topic = {own for own, counts in zip(facts.terms, facts.content) if counts}
    if facts.kinds != {"time"} or len(topic) < 2:
        return []
    candidates = list(candidates)
    found = _issued(question, candidates) or _entries(topic, candidates)
    return next(iter(found.values())) if len(found) == 1 else []


def _entries(topic: set[str], candidates: Sequence[Candidate]) -> dict[str, list[Section]]:
    """The sentences that have every word of a topic, each with its heading; none where one of them tells no day.

    The nearest heading above may be one of several: "Added" below "5.1 (9 December 2024)".
    """
    dated = {
        (candidate.path, _shown(candidate, unit)): (candidate, unit)
        for candidate in candidates
        for unit in candidate.sentences
        if unit.kind == "heading" and _has_day(candidate, unit)
    }
    found: dict[str, list[Section]] = {}
    for candidate in candidates:
        nearest: Section | None = None
        for at, unit in enumerate(candidate.sentences):
            if unit.kind == "heading":
                nearest = candidate, unit
            elif unit.quotable and topic <= set(terms(f"{candidate.shown(at)} {unit.section.rpartition(SECTIONS)[2]}")):
                above = (dated.get((candidate.path, title)) for title in reversed(unit.section.split(SECTIONS)))
                heading = next(filter(None, above), nearest)
                is_text = unit.kind == "text" and _is_about(topic, candidate, at)
                if heading is None or not is_text or not _tells_day(heading, candidate, at):
                    return {}
                found.setdefault(_shown(*heading), [heading, (candidate, unit)])
    return found


def _issued(question: Question, candidates: Iterable[Candidate]) -> dict[str, list[Section]]:
    """The headings of what has a number and came out on a day, each with what stands first below it."""
    facts = question.facts
    numbers = {own for own in facts.terms if own[:1].isdigit()}
    said = {own for hit in _issuing(question.language.code).finditer(question.text) for own in terms(hit.group())}
    before = {one for one, two in pairwise(facts.terms) if two in numbers}  # "version 5.1"
    topic = {own for own, counts in zip(facts.terms, facts.content) if counts} - said - before
    if not numbers or not said:
        return {}
    found: dict[str, list[Section]] = {}
    for candidate in candidates:
        for at, unit in enumerate(candidate.sentences):
            if unit.kind != "heading" or not _has_day(candidate, unit):
                continue
            below = next((other for other in candidate.sentences[at + 1 :] if other.quotable), None)
            if below and topic <= {*terms(_shown(candidate, unit)), *terms(candidate.title)}:
                found.setdefault(_shown(candidate, unit), [(candidate, unit), (candidate, below)])
    return found


@lru_cache(maxsize=8)
def _issuing(language: str) -> regex.Pattern[str]:
    """The words of a language for that something was written, published or released."""
    return regex.compile(rf"(?i)\b(?:{language_by(language).printing.dated})")


def _has_day(candidate: Candidate, heading: Sentence) -> bool:
    return any(date.years for date in dates_in(_shown(candidate, heading)))


def _is_about(topic: set[str], candidate: Candidate, at: int) -> bool:
    """Whether at least half of the words of a sentence are asked for, those aside that say nothing."""
    language = language_by(candidate.facts.sentences[at].language)
    said = {own for own in terms(candidate.shown(at)) if own not in language.function_words}
    return 2 * len(said & topic) >= len(said)


def _tells_day(heading: Section, candidate: Candidate, at: int) -> bool:
    """Whether a heading tells a day, and the sentence below it no time at all."""
    text = candidate.shown(at)
    language = language_by(candidate.facts.sentences[at].language)
    said = language.time.search(text) or any(True for _ in dates_in(text))
    return not said and _has_day(*heading)


def _shown(candidate: Candidate, unit: Sentence) -> str:
    return candidate.shown(candidate.sentences.index(unit))
