"""A question, read once at the door: behind it nobody reads its words again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from rag.answer.question.analysis import QuestionFacts, analyse_question
from rag.answer.question.names import NameTerms, names_of
from rag.answer.question.overview import asks_overview, asks_summary, overview_topic
from rag.answer.question.two_parts import parts_of
from rag.language.base import AnswerKind, Language, Needed
from rag.language.packs import language_by
from rag.language.words import Word, fold, terms, words

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_SENTENCE_END = regex.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Question:
    """What is asked, as it is meant in its conversation.

    Args:
        text: its words.
        held: the languages of the articles that are asked.
    """

    text: str
    held: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.text

    @cached_property
    def facts(self) -> QuestionFacts:
        """Its terms, each with what is known of it."""
        return analyse_question(self.text, self.held)

    @cached_property
    def language(self) -> Language:
        """What is known of the language that it is in."""
        return language_by(self.facts.language)

    @property
    def kinds(self) -> frozenset[AnswerKind]:
        """The kinds of answers that it asks for; none where it does not say."""
        return self.facts.kinds

    @property
    def needs(self) -> Needed | None:
        """What alone can be an answer, a number or a time; None where other things can."""
        return self.facts.needs

    @cached_property
    def words(self) -> list[Word]:
        """Its words in reading order."""
        return words(self.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all its words."""
        return frozenset(terms(self.text))

    @cached_property
    def names(self) -> list[NameTerms]:
        """The terms of each name in it."""
        return names_of(self.text)

    @cached_property
    def full_names(self) -> list[NameTerms]:
        """The names of two words or more in it, without titles."""
        return [name for name in names_of(self.text, titles=False) if len(name) > 1]

    @cached_property
    def asks_how(self) -> bool:
        """Whether it asks how something is done."""
        return bool(self.language.asks_how.search(fold(self.text)))

    @property
    def asks_why(self) -> bool:
        """Whether it asks for the reason of something, and for nothing else."""
        return self.kinds == {"reason"}

    @cached_property
    def term(self) -> str:
        """The word of which it asks what it means, folded; "" where it asks for something else.

        >>> Question("What's a spring line?").term, Question("Who tied the spring line?").term
        ('spring line', '')
        """
        plain = " ".join(_WORD.findall(fold(self.text)))
        asked = self.language.explaining.asks_what.fullmatch(plain)
        return asked["term"] if asked else ""

    @cached_property
    def asks_overview(self) -> bool:
        """Whether it asks what several articles say, rather than for one fact."""
        return asks_overview(self.text)

    @cached_property
    def asks_summary(self) -> bool:
        """Whether it asks what is in an article or in several."""
        return asks_summary(self.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The two questions in it where each asks by itself; else its text alone."""
        return parts_of(self.text, self.held)

    @cached_property
    def readings(self) -> tuple[Question, ...]:
        """How it may be read: as it stands; where it stands among other sentences, alone; an overview as its topic.

        >>> [one.text for one in Question("I am new here. Who chaired the meeting? Thanks.").readings]
        ['I am new here. Who chaired the meeting? Thanks.', 'Who chaired the meeting?']
        """
        if topic := overview_topic(self.text):
            return self, Question(topic, self.held)
        sentences = _SENTENCE_END.split(self.text)
        asking = [sentence for sentence in sentences if sentence.endswith("?")]
        alone = asking if len(sentences) > 1 and len(asking) == 1 else ()
        return self, *(Question(sentence, self.held) for sentence in alone)
