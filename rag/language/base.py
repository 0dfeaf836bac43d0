"""What is known of a language: a set of tables, and nothing that decides."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import regex

from rag.language.explaining import NO_EXPLAINING, Explaining
from rag.language.following import NO_FOLLOWING, Following
from rag.language.naming import NO_NAMING, Naming
from rag.language.requests.base import NO_REQUESTS, Requests
from rag.language.selecting import NO_SELECTING, Selecting
from rag.language.talking import NO_TALKING, Talking
from rag.language.words import fold, term

Kind = Literal["number", "time", "person", "place", "reason"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a question may ask for."""
Needed = Literal["number", "time"]
"""What alone may be an answer: a question for the population is not answered by the name of the province."""
Pattern = regex.Pattern[str]
NOTHING: Pattern = regex.compile(r"(?!)")
"""Matches nowhere: stands for a table that a language does not have."""

DIGITS = r"\d+(?:[.,]\d+)*"
YEAR = r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d.,]*\d)"
CLOCK = r"\b\d{1,2}:\d\d\b"
ANY_NUMBER: Pattern = regex.compile(DIGITS)
ANY_TIME: Pattern = regex.compile(rf"{YEAR}|{CLOCK}")


@dataclass(frozen=True, eq=False)
class Language:
    """The tables of one language.

    Patterns over questions, and ``vague``, are met by text that is folded (see :func:`rag.language.words.fold`), the others
    by text as it is written.

    Attributes:
        code: ISO 639-1.
        function_words: the words that carry no topic, as terms, that is, with an English ending cut.
        stop_words: the same in a language without such endings, in small letters, with their accents or folded.
        commands: what a bot is told to do, and of what kind, as terms: "list", "newest". No article need have them.
        marks: letters and signs that the language has and its neighbours have not.
        asked: question words by the kind of answer they ask for.
        needs: questions to which nothing but a number or a time is an answer.
        compares: a request to compare two things, its groups "a" and "b"; ``what_is`` asks for one of them ("What is {}?").
        joins: what joins two questions, met by text in small letters, with its accents; as is ``leans``, what means
            something said before ("it", "there").
        asks_first: with what a question begins that may be the second of two.
        asks_how: a question how something is done, or what to do; ``asks_all`` asks for all of some things.
        asks_several: a question that asks for other things as well: "What award was given, and to how many?".
        lookalikes: words that would be question words without their accents, as "đầu" (head) would be "đâu" (where).
        numbers: number words.
        number, time, reason: what a sentence has that tells how many, when or why.
        vague: what is a number or a time beside these, if a vague one.
        months: their names, January first.
        place_before: prepositions of place.
        selecting: how rows of a table are asked for.
        requests: how more than a fact is asked for.
        talking: small talk, and how overviews are asked for.
        naming: how people are named.
        following: how a question takes up what was said before.
        explaining: how words and steps are explained, and asked for.
        phrases: what is told to a reader, by its English; what is missing is told in English.
    """

    code: str
    function_words: frozenset[str] = frozenset()
    stop_words: Container[str] = frozenset()
    commands: frozenset[str] = frozenset()
    marks: Pattern = NOTHING
    asked: Mapping[Kind, Pattern] = field(default_factory=dict)
    needs: Mapping[Needed, Pattern] = field(default_factory=dict)
    compares: Pattern = NOTHING
    what_is: str = ""
    joins: Pattern = NOTHING
    asks_first: Pattern = NOTHING
    leans: Pattern = NOTHING
    asks_how: Pattern = NOTHING
    asks_all: Pattern = NOTHING
    asks_several: Pattern = NOTHING
    lookalikes: Pattern = NOTHING
    numbers: tuple[str, ...] = ()
    number: Pattern = ANY_NUMBER
    time: Pattern = ANY_TIME
    reason: Pattern = NOTHING
    vague: Mapping[Needed, Pattern] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    place_before: frozenset[str] = frozenset()
    selecting: Selecting = NO_SELECTING
    requests: Requests = NO_REQUESTS
    talking: Talking = NO_TALKING
    naming: Naming = NO_NAMING
    following: Following = NO_FOLLOWING
    explaining: Explaining = NO_EXPLAINING
    phrases: Mapping[str, str] = field(default_factory=dict)

    def say(self, phrase: str, **values: object) -> str:
        """An English phrase in this language, its values filled in.

        >>> Language("fr", phrases={"{count} articles": "{count} documents"}).say("{count} articles", count=3)
        '3 documents'
        """
        return self.phrases.get(phrase, phrase).format(**values)

    def is_function_word(self, word: str) -> bool:
        """Whether a word, as it is written, carries no topic."""
        return term(word) in self.function_words or word.casefold() in self.stop_words or fold(word) in self.stop_words


def terms_of(words: str) -> frozenset[str]:
    """The terms of some words."""
    return frozenset(map(term, words.split()))


def any_of(*alternatives: str) -> Pattern:
    """Any of some patterns, between word boundaries."""
    return regex.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def one_of(words: str) -> str:
    """Any of some words."""
    return f"(?:{'|'.join(words.split())})"
