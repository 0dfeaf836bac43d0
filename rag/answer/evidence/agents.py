"""Who did something (the agent): a sentence in the passive may leave it out, however near to the question it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.language.base import Language
from rag.language.packs import language_by
from rag.language.words import fold, term

_LEAST_LETTERS, _LEAST_SHARE = 3, 0.7
"""So many letters, and so much of the shorter one, two forms of a verb begin with alike: stole, stolen."""


def lacks_agent(question: Question, quoted: Sequence[Evidence]) -> bool:
    """Whether it is asked who did something, and what is quoted only says that it was done."""
    return bool(quoted) and all(leaves_agent_out(question, e.text, e.candidate.facts.language) for e in quoted)


def leaves_agent_out(question: Question, text: str, written_in: str) -> bool:
    """Whether a text says that what a question asks the doer of was done, and not by whom.

    >>> [leaves_agent_out(Question("Who stole it?"), f"It was stolen {how}.", "en") for how in ("at night", "by Ann")]
    [True, False]
    """
    asked = question.language.voice.asks_agent.search(question.text)
    language = language_by(written_in)
    if asked is None or language is not question.language or language.voice.agent.search(text):
        return False
    return any(_is_form_of(asked["verb"], said["verb"], language) for said in language.voice.passive.finditer(text))


def _is_form_of(word: str, other: str, language: Language) -> bool:
    """Whether two words are forms of one verb, by their beginnings; the same word where words do not change."""
    if term(word) == term(other):
        return True
    pairs = zip(fold(word), fold(other))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return (
        not language.syllabic
        and shared >= _LEAST_LETTERS
        and shared >= _LEAST_SHARE * min(len(fold(word)), len(fold(other)))
    )
