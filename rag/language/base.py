"""A language as far as it is known: a set of tables, and nothing that decides."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from rag.language.clauses import NO_CLAUSES, Clauses
from rag.language.counting import NO_COUNTING, Counting
from rag.language.dating import NO_DATING, Dating
from rag.language.explaining import NO_EXPLAINING, Explaining
from rag.language.following import NO_FOLLOWING, Following
from rag.language.naming import NO_NAMING, Naming
from rag.language.patterns import ANY_NUMBER, ANY_TIME, NEVER, Pattern
from rag.language.polar import NO_POLAR, Polar
from rag.language.posing import NO_POSING, Posing
from rag.language.printing import NO_PRINTING, Printing
from rag.language.requesting import NO_REQUESTS, Requests
from rag.language.selecting import NO_SELECTING, Selecting
from rag.language.stating import NO_STATING, Stating
from rag.language.talking import NO_TALKING, Talking
from rag.language.words import fold, term

AnswerKind = Literal["number", "time", "person", "place", "reason"]
KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
"""What a question may ask for."""
Needed = Literal["price", "age", "phone", "email", "number", "time"]
"""What alone may be an answer: a question for the population is not answered by the name of the province."""


@dataclass(frozen=True, eq=False)
class Language:
    """The tables of one language.

    Patterns over questions, and ``vague``, are met by text that is folded (see :func:`rag.language.words.fold`), the others
    by text as it is written.

    Attributes:
        code: ISO 639-1.
        function_words: the words that carry no topic (stop words), as terms, that is, with an English ending cut.
        snowball: what Snowball calls it, where its words are compared by the stems of that.
        syllabic: every syllable is written as a word, so that one may be half of a name or of another word.
        clauses: how its clauses are built, see :class:`rag.language.clauses.Clauses`.
        counting: how it counts, of a language whose ``stating`` has no number words; ``dating`` is the same of
            months and days.
        distinct: a sentence of it is told from one of another language for certain, by its letters.
        month_first: "3/4" is a day in March.
        decimal: the mark before the decimals of a number, "." or ","; empty where it is not known.
        contrasts: groups of words of which a thing is one or another, "morning" or "evening"; forms of one with "|"
            between, in small letters with their accents.
        stop_words: the same in a language without such endings, in small letters, with their accents or folded.
        commands: what a bot is told to do, and of what kind, as terms: "list", "newest". No article need have them.
        marks: letters and signs that the language has and its neighbours have not.
        asked: question words by the kind of answer they ask for.
        needs: questions to which nothing but a price, an age, the number of a telephone, an address for mail, a
            number or a time is an answer,
            the narrower kind first.
        compares: a request to compare two things, its groups "a" and "b"; ``what_is`` asks for one of them ("What is {}?").
        joins: what joins two questions, met by text in small letters, with its accents; as is ``leans``, what means
            something said before ("it", "there").
        asks_first: with what a question begins that may be the second of two.
        asks_how: a question how something is done, or what to do; ``asks_all`` asks for all of some things.
        asks_several: a question that asks for other things as well: "What award was given, and to how many?".
        lookalikes: words that would be question words without their accents, as "đầu" (head) would be "đâu" (where).
        numbers: number words.
        number, time, reason: what a sentence has that tells how many, when or why.
        vague: what is a number or a time beside these, if a vague one; of a price or an age, all that may tell one.
        months: their names, January first.
        printing: what stands around the text of a document, and in its tables' columns.
        place_before: prepositions of place.
        selecting: how rows of a table are asked for.
        requests: how more than a fact is asked for.
        stating: how numbers and dates are said, and what is denied, by which two statements are compared.
        talking: small talk, and how overviews are asked for.
        naming: how people are named.
        pairs: a file with counts of neighbouring words, where the language is often typed without its accents.
        following: how a question takes up what was said before.
        explaining: how words and steps are explained, and asked for.
        polar: how it is asked whether something is so.
        posing: which plain sentences become which questions.
        phrases: what is told to a reader, by its English; what is missing is told in English.
    """

    code: str
    function_words: frozenset[str] = frozenset()
    stop_words: Container[str] = frozenset()
    snowball: str = ""
    syllabic: bool = False
    distinct: bool = False
    month_first: bool = False
    decimal: str = ""
    contrasts: tuple[tuple[str, ...], ...] = ()
    commands: frozenset[str] = frozenset()
    marks: Pattern = NEVER
    asked: Mapping[AnswerKind, Pattern] = field(default_factory=dict)
    needs: Mapping[Needed, Pattern] = field(default_factory=dict)
    compares: Pattern = NEVER
    what_is: str = ""
    joins: Pattern = NEVER
    asks_first: Pattern = NEVER
    leans: Pattern = NEVER
    asks_how: Pattern = NEVER
    asks_all: Pattern = NEVER
    asks_several: Pattern = NEVER
    lookalikes: Pattern = NEVER
    numbers: tuple[str, ...] = ()
    number: Pattern = ANY_NUMBER
    time: Pattern = ANY_TIME
    reason: Pattern = NEVER
    vague: Mapping[Needed, Pattern] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    place_before: frozenset[str] = frozenset()
    selecting: Selecting = NO_SELECTING
    requests: Requests = NO_REQUESTS
    stating: Stating = NO_STATING
    clauses: Clauses = NO_CLAUSES
    counting: Counting = NO_COUNTING
    dating: Dating = NO_DATING
    printing: Printing = NO_PRINTING
    talking: Talking = NO_TALKING
    naming: Naming = NO_NAMING
    pairs: Path | None = None
    following: Following = NO_FOLLOWING
    explaining: Explaining = NO_EXPLAINING
    polar: Polar = NO_POLAR
    posing: Posing = NO_POSING
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

    def opens_no_name(self, word: str) -> bool:
        """Whether a word with a capital at the head of a sentence, or before a name, is no part of the name."""
        opening = self.naming.opening
        return self.is_function_word(word) if opening is None else term(word) in opening


def terms_of(words: str) -> frozenset[str]:
    """The terms of some words."""
    return frozenset(map(term, words.split()))
