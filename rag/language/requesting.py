"""The requests of a language: what people type, and what is said to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.language.patterns import NEVER, Pattern, deferred

AnswerForm = Literal[
    "plain", "told", "newest", "oldest", "count", "speakers", "timeline", "takeaways", "overview", "list", "where",
    "more", "shorter", "sure", "source", "cannot", "definition", "steps", "reason",
    "section", "rows",
]  # fmt: skip
"""What is asked for: a plain question; small talk; one of the articles by its date; how many there are; who spoke; what
happened in order; the points of an article, or its parts; a list; the place where something stands; of the last answer
what comes next, the least of it, how sure it is, where it is from; what a bot that quotes cannot do; what a word means,
how something is done, and why something is so; what stands under a heading, and rows of a table."""
QUESTIONS: tuple[AnswerForm, ...] = ("plain", "definition", "steps", "reason", "section", "rows")
"""Those of questions."""
ESTIMATED: tuple[AnswerForm, ...] = ("plain", "reason")
"""Those whose confidence is the reader's; the others are chosen by how they stand there, and nothing is estimated."""


@dataclass(frozen=True, eq=False)
class Requests:
    """The tables of one language.

    Patterns are met by folded words with a space between ("what s the newest article"), as a whole. Their groups are
    named: "about" is what is asked for, "one" an article that is named or described, "n" how many are wanted.

    Attributes:
        polite: what may stand before a request and changes nothing; ``polite_after`` what may stand behind it.
        asked: requests by their form, in the order in which they are tried.
        cannot: what cannot be done, by its kind, a key of ``said``.
        may_list: questions that ask for several things, or for one: a list where the articles have one.
        listed_as: a request for a list as a question: "What are the {}?".
        articles: the words for an article, and ``called`` others by which one is described; ``about`` what may stand between them and what an article is about.
        numbers: number words.
        spelt: words of requests that are known where they are spelt wrong in a letter.
        said: what is said to a request; see ``rag.answer.forms``.
    """

    polite: Pattern = NEVER
    polite_after: Pattern = NEVER
    asked: Mapping[AnswerForm, Pattern] = field(default_factory=dict)
    cannot: Mapping[str, Pattern] = field(default_factory=dict)
    may_list: Pattern = NEVER
    listed_as: str = "{}"
    articles: Pattern = NEVER
    called: Pattern = NEVER
    about: Pattern = NEVER
    numbers: Mapping[str, int] = field(default_factory=dict)
    spelt: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)


NO_REQUESTS = Requests()


def whole(*alternatives: str) -> Pattern:
    """Any of some patterns, each with groups of its own."""
    return deferred("|".join(f"(?:{alternative})" for alternative in alternatives))


def counted(words: str) -> dict[str, int]:
    """Number words by what they say, from 1.

    >>> counted("one two")
    {'one': 1, 'two': 2}
    """
    return {word: number for number, word in enumerate(words.split(), 1)}


def letters_of(words: Iterable[str]) -> str:
    """Any of some words, or a number."""
    return f"(?:\\d{{1,2}}|{'|'.join(words)})"
