"""A sentence whose day stands only in the heading above it: an entry of a change log, of minutes, of a diary."""

from __future__ import annotations

from collections.abc import Iterable

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.sections import Section
from rag.answer.question.question import Question
from rag.corpus.article import SECTIONS, Sentence
from rag.language.dates import dates_in
from rag.language.packs import language_by
from rag.language.words import terms


def dated_by_heading(question: Question, candidates: Iterable[Candidate]) -> list[Section]:
    """The heading with a day and the sentence below it that has every word of a question for a time.

    None where a sentence with all of them says itself when, where they stand under headings of several days, or where
    most of what the sentence says is not asked: "Added a cabin near the basin" tells nothing of when a basin was added.
    """
    facts = question.facts
    topic = {own for own, counts in zip(facts.terms, facts.content) if counts}
    if facts.kinds != {"time"} or len(topic) < 2:
        return []
    found: dict[str, list[Section]] = {}
    for candidate in candidates:
        heading: Sentence | None = None
        for at, unit in enumerate(candidate.sentences):
            if unit.kind == "heading":
                heading = unit
            elif unit.quotable and topic <= set(terms(f"{candidate.shown(at)} {unit.section.rpartition(SECTIONS)[2]}")):
                if (
                    heading is None
                    or not _is_about(topic, candidate, at)
                    or unit.kind != "text"
                    or not _tells_day(candidate, heading, at)
                ):
                    return []
                found.setdefault(_shown(candidate, heading), [(candidate, heading), (candidate, unit)])
    return next(iter(found.values())) if len(found) == 1 else []


def _is_about(topic: set[str], candidate: Candidate, at: int) -> bool:
    """Whether at least half of the words of a sentence are asked for, those aside that say nothing."""
    language = language_by(candidate.facts.sentences[at].language)
    said = {own for own in terms(candidate.shown(at)) if own not in language.function_words}
    return 2 * len(said & topic) >= len(said)


def _tells_day(candidate: Candidate, heading: Sentence, at: int) -> bool:
    """Whether a heading tells a day, and the sentence below it no time at all."""
    text = candidate.shown(at)
    language = language_by(candidate.facts.sentences[at].language)
    said = language.time.search(text) or any(True for _ in dates_in(text))
    return not said and any(date.years for date in dates_in(_shown(candidate, heading)))


def _shown(candidate: Candidate, unit: Sentence) -> str:
    return candidate.shown(candidate.sentences.index(unit))
