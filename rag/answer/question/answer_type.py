"""The answer type: the kind of thing that a question asks for, and whether a sentence may tell it.

A question for the population is not answered by a sentence that names the province, near as it may be. What counts as
a number or a time is wide: only where a sentence has nothing of the kind, it cannot be the answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set

from rag.language.base import AnswerKind, Language, Needed
from rag.language.patterns import EMAIL, NEVER, PHONE, Pattern
from rag.language.words import fold, term

_SIGNS: dict[Needed, Pattern] = {"phone": PHONE, "email": EMAIL}
"""What is written alike in every language."""


def asked_kinds(question: str, language: Language) -> frozenset[AnswerKind]:
    """The kinds of answer that a question asks for; none where it does not say.

    >>> from rag.language.packs import PACKS
    >>> asked_kinds("How many people live there?", PACKS["en"]), asked_kinds("Ai la nguoi chu tri?", PACKS["vi"])
    (frozenset({'number'}), frozenset({'person'}))
    """
    folded = _folded(question, language)
    return frozenset(kind for kind, pattern in language.asked.items() if pattern.search(folded))


def needed_kind(question: str, language: Language) -> Needed | None:
    """What alone can answer a question, such as a price or a time; None where other things can, or it does not say.

    >>> from rag.language.packs import PACKS
    >>> needed_kind("How many people live there?", PACKS["en"])
    'number'
    >>> needed_kind("What happens when the war ends?", PACKS["en"])
    """
    folded = _folded(question, language)
    if language.asks_several.search(folded):
        return None
    return next((kind for kind, pattern in language.needs.items() if pattern.search(folded)), None)


def may_tell(kind: Needed, text: str, known: Set[str], language: Language) -> bool:
    """Whether a text has any price, age, number or time, be it a vague one, beside the ``known`` terms of the question.

    Of a language without tables nobody knows.

    >>> from rag.language.packs import PACKS
    >>> [may_tell(kind, "Both of them live in Hanoi.", set(), PACKS["en"]) for kind in ("number", "time")]
    [True, False]
    """
    if sign := _SIGNS.get(kind):
        return bool(sign.search(text))
    exact = {"number": language.number, "time": language.time}.get(kind, NEVER)
    vague = language.vague.get(kind)
    return (
        vague is None
        or any(term(m.group()) not in known for m in exact.finditer(text))
        or bool(vague.search(fold(text)))
    )


def _folded(question: str, language: Language) -> str:
    """A question folded, without the words that would be question words then."""
    return " ".join(fold(language.lookalikes.sub("-", unicodedata.normalize("NFC", question))).split())
