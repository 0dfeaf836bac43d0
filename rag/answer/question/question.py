"""A question, read once at the door: behind it nobody reads its words again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from rag.answer.question.analysis import QuestionFacts, analyse_question
from rag.answer.question.followup import Turn, understand
from rag.answer.question.names import NameTerms, names_of
from rag.answer.question.overview import asks_overview, asks_summary, overview_topic
from rag.answer.question.request import Request, request_in
from rag.answer.question.smalltalk import asks_for_all, reply
from rag.answer.question.two_parts import parts_of
from rag.language.base import AnswerKind, Language, Needed
from rag.language.packs import language_by
from rag.language.words import Word, fold, terms, words

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
if TYPE_CHECKING:
    from rag.index.listed import Listed

_SENTENCE_END = regex.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Question:
    """A question as it is meant in its conversation.

    Args:
        text: its words as they are meant.
        held: the languages of the articles that are asked.
        typed: its words as they were typed; "" where nobody has typed it.
    """

    text: str
    held: frozenset[str] = frozenset()
    typed: str = ""

    @classmethod
    def read(
        cls,
        typed: str,
        turns: Sequence[Turn] = (),
        languages: frozenset[str] = frozenset(),
        understand: Callable[[str, Sequence[Turn]], str | None] = understand,
    ) -> Question:
        """A question as it comes in at the door: what a follow-up takes from the turns before it is found here.

        Args:
            typed: what was typed.
            turns: those before it.
            languages: of the articles that are asked.
            understand: tells what a question means after some turns, None where it stands alone; by default rules do.

        >>> turn = Turn("Where did the conference meet in 2016?", ("It met in Hanoi.",))
        >>> Question.read("And in 2017?", [turn]).understood
        'Where did the conference meet in 2017?'
        """
        question = cls(typed.strip(), languages, typed)
        if not turns or (question.request and question.request.stands_alone):
            return question
        return question.meaning(understand(typed, turns) or typed)

    def meaning(self, text: str) -> Question:
        """The same question, understood otherwise."""
        return replace(self, text=text.strip())

    @property
    def understood(self) -> str | None:
        """What it means, where that differs from what was typed."""
        return None if self.text == self.typed.strip() else self.text

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

    @cached_property
    def statement(self) -> str:
        """What it asks whether it is so, in its words; "" where it is not to be answered with yes or no.

        >>> Question("Are dogs allowed on deck?").statement, Question("When are dogs allowed on deck?").statement
        ('dogs are allowed on deck', '')
        """
        return self.language.polar.statement(self.text)

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
    def request(self) -> Request | None:
        """What it asks for where that is more than a fact; None where it is a plain question."""
        return request_in(self.text, self.held)

    @property
    def is_about_last(self) -> bool:
        """Whether it asks something of the last answer: more of it, its source, whether it is sure."""
        return self.request is not None and self.request.is_about_last

    def reply(self, articles: Collection[Listed]) -> str | None:
        """A reply where what was typed is small talk; None where something is asked of the articles."""
        return reply(self.typed, articles)

    @property
    def asks_for_all(self) -> bool:
        """Whether all that is asked is what the articles are about."""
        return asks_for_all(self.typed)

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
        """The questions in it where each asks by itself; else its text alone."""
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
