"""The people and places of a question, which what is quoted has to be about, across languages too.

A name is the same in most languages, its accents and the order of its words aside: what says nothing of whom the
question names is no answer to it, near as it may be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.names import NameTerms, names_of
from rag.answer.question.question import Question
from rag.language.dates import dates_in
from rag.language.packs import CLAUSES
from rag.language.words import terms

HANDICAP = 3.0
"""What a sentence about none that the question names is behind: it has to be 20 times as likely."""
_ENOUGH = 2
"""Words of a name by which a passage has it, where it lacks the last, by which people are called."""
_ABBREVIATION = regex.compile(r"\b\p{Lu}{2,}\b")
_CAPITALS = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*)*")
_LEANING = regex.compile(rf"(?i)\W*(?:{CLAUSES.leaning})\b")


def is_of_another_name(question: Question, evidence: Evidence) -> bool:
    """Whether a number, a day or a reason is asked of what a question names, and a sentence tells one of what has
    another name: "How long was Ashby closed?" is not answered by how long Brantwell was.

    Who did something and where it was are names themselves. What begins with "it" may be of any.
    """
    if (
        evidence.is_of_asked
        or evidence.foreign
        or question.facts.caseless
        or not question.kinds
        or question.kinds & {"person", "place"}
    ):
        return False
    own = evidence.candidate
    asked = {term for name in _names(question.text, own.text) for term in name}
    told = terms(f"{own.title} {evidence.sentence.section} {evidence.text}")
    others = [name for name in _names(evidence.text, own.text) if set(question.facts.terms).isdisjoint(name)]
    return bool(asked and asked.isdisjoint(told) and others and not _LEANING.match(evidence.text))


def _names(text: str, around: str) -> list[NameTerms]:
    """The names in a text without days and abbreviations; its first word is one where it has a capital within a
    sentence ``around`` too, in the same company: "Mass work" has none for a movement called "Skilled Mass Work".
    """
    for day in sorted(dates_in(text), key=lambda day: -day.start):
        text = f"{text[: day.start]} {text[day.end :]}"
    lead = _CAPITALS.match(text)
    is_name = lead and regex.search(
        rf"(?:\b\p{{Ll}}[\p{{L}}\p{{M}}]*|,) {regex.escape(lead.group())}\b(?! \p{{Lu}})", around
    )
    return names_of(_ABBREVIATION.sub(" ", text if is_name else text.partition(" ")[2]), titles=False)


def known_names(question: Question, candidates: Collection[Candidate]) -> list[NameTerms]:
    """The names of two words or more in a question that some passage has within a sentence."""
    return [
        name for name in question.full_names if any(_within_a_sentence(name, candidate) for candidate in candidates)
    ]


def lacks_name(evidence: Evidence, names: Sequence[NameTerms], candidates: Collection[Candidate]) -> bool:
    """Whether a sentence stands in an article that has nothing of whom or what the question names, nor its title has.

    Within an article, a sentence may mean by a pronoun, or by nothing at all, whom another names.
    """
    own = evidence.candidate
    near = {term for candidate in candidates if candidate.path == own.path for term in candidate.facts.terms}
    near.update(own.facts.terms, terms(f"{own.title} {evidence.sentence.section}"))
    return bool(names) and not any(_has(name, near) for name in names)


def _has(name: NameTerms, found: Collection[str]) -> bool:
    return name[-1] in found or (len(name) > _ENOUGH and sum(term in found for term in name) >= _ENOUGH)


def _within_a_sentence(name: NameTerms, candidate: Candidate) -> bool:
    """Whether one sentence has all the words of a name, in whatever order."""
    sentences = -1
    for term in name:
        sentences &= candidate.facts.terms.get(term, 0)
    return bool(sentences)
