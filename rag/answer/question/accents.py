"""A question typed without its accents, as Vietnamese often is, gets them."""

from __future__ import annotations

import regex

from rag.answer.question.question import Question
from rag.index.index import Index
from rag.language.accents import Accents, accents_of
from rag.language.words import fold

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Lu}[\p{L}\p{M}]*)+")
_KNOWN = 0.75
"""The share of a question's words that the language has to have, for the question to be taken for one in it."""
_PASSAGES = 25


def with_accents(index: Index, question: Question) -> Question:
    """The question with its accents, where it is in a language that is often typed without; else as it is."""
    if not question.text.isascii() or not (table := accents_of(question.language)):
        return question
    code = question.language.code
    passages = [p for p, _ in index.words.search(question.text, _PASSAGES)]
    texts: list[str] = []
    for passage in passages:
        is_own = index.listed(passage.digest).language == code
        texts += [passage.text] if is_own else _CAPITALISED.findall(passage.text)  # how others write the names
    return question.meaning(restore_accents(question.text, table.with_texts(texts)))


def restore_accents(question: str, table: Accents) -> str:
    """The question with the accents that its words have together, where most of them are known.

    >>> table = Accents.of(["Hội nghị họp ở Huế.", "ở đâu"])
    >>> restore_accents("Hoi nghi hop o dau?", table)
    'Hội nghị họp ở đâu?'
    >>> restore_accents("Where did the conference meet?", table)
    'Where did the conference meet?'
    """
    words = list(_WORD.finditer(question))
    folded = [fold(m.group()) for m in words]
    if sum(map(table.knows, folded)) < _KNOWN * len(words):
        return question
    made, at = "", 0
    for match, written in zip(words, table.restore(folded)):
        made += question[at : match.start()] + _in_case(match.group(), written)
        at = match.end()
    return made + question[at:]


def _in_case(typed: str, written: str) -> str:
    """A word as it is written, with the capitals that it was typed with."""
    if written.isascii():
        return typed
    if typed.isupper() and len(typed) > 1:
        return written.upper()
    return written.capitalize() if typed[0].isupper() else written
