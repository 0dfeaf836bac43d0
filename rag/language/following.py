"""The follow-ups of a language (coreference): what a question takes from the turns before; a set of tables, and nothing that decides."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.patterns import NEVER, Pattern


@dataclass(frozen=True, eq=False)
class Following:
    """How a language takes up what was said before. Patterns are met by text as it is written.

    Attributes:
        opening: what a question goes on with: "and", "what about".
        asking: the question word with which a question begins, with its preposition and its auxiliary verbs.
        confirming: with what a question begins that may be answered with yes: "is", "can".
        person: what stands for a person: "he"; ``thing`` for a thing.
        owned: what a name becomes where it stands for a possessive: "{}'s". Where a language has none, what stands for a
            person may stand for a thing, and the name is put behind the question, in brackets.
        possessive: which of these tell whose something is: "its". They mean what the sentence itself names, unless a
            preposition stands before them.
        preposition: what may stand before a possessive then, and at the beginning of a question without a verb.
        there: what stands for a place, its group "at" a preposition; ``at`` is what stands before the place otherwise.
        noun: what names something in the question: an article and a word.
        clause: what begins another clause, in which a pronoun may mean what was named before it.
        subjectless: a question that leaves out what it is about: "¿Cuánto cuesta?".
        empty: what says nothing beside a name: "instead", "thì sao".
    """

    opening: Pattern = NEVER
    asking: Pattern = NEVER
    confirming: Pattern = NEVER
    person: Pattern = NEVER
    thing: Pattern = NEVER
    owned: str = ""
    possessive: Pattern = NEVER
    preposition: Pattern = NEVER
    there: Pattern = NEVER
    at: str = ""
    noun: Pattern = NEVER
    clause: Pattern = NEVER
    subjectless: Pattern = NEVER
    empty: Pattern = NEVER


NO_FOLLOWING = Following()
