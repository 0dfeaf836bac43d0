"""Which texts may tell what alone can answer a question: a price, an age, a number to call."""

from __future__ import annotations

from rag.answer.question.answer_type import may_tell
from rag.answer.question.question import Question
from rag.language.base import Needed
from rag.language.detect import guess
from rag.language.packs import language_by

NARROW: frozenset[Needed | None] = frozenset({"price", "age", "phone", "email"})
"""What a sentence surely tells nothing of where it has none of the words and signs for it."""


def tells(question: Question, needs: Needed, text: str, section: str, written_in: str) -> bool:
    """Whether a text under the headings of a ``section`` may tell a question what it needs.

    ``written_in`` is the language of the article.
    """
    language = language_by(guess(text, frozenset({written_in})))
    return may_tell(needs, f"{section} {text}", frozenset(question.facts.terms), language)
