"""Sentences that may tell what alone can answer a question (a price, an age, a number to call) come before others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.answer.evidence.ranking import Evidence
from rag.answer.question.answer_type import may_tell
from rag.answer.question.question import Question
from rag.language.base import Needed
from rag.language.detect import guess
from rag.language.packs import language_by

NARROW: frozenset[Needed | None] = frozenset({"price", "age", "phone", "email"})
"""What a sentence surely tells nothing of where it has none of the words and signs for it."""
_BEHIND = 1.0
"""In units of scores: what tells none may be e times likelier and yet comes behind what may."""


def tells(question: Question, needs: Needed, text: str, section: str, written_in: str) -> bool:
    """Whether a text under the headings of a ``section`` may tell a question what it needs.

    ``written_in`` is the language of the article.
    """
    language = language_by(guess(text, frozenset({written_in})))
    return may_tell(needs, f"{section} {text}", frozenset(question.facts.terms), language)


def handicaps(question: Question, evidence: Sequence[Evidence]) -> npt.NDArray[np.float64]:
    """What sentences are behind that cannot tell what the question needs, where others may, (n,)."""
    needs = question.needs
    if needs is None or needs not in NARROW:
        return np.zeros(len(evidence))
    may = np.array([tells(question, needs, e.text, e.sentence.section, e.candidate.facts.language) for e in evidence])
    return _BEHIND * ~may if may.any() else np.zeros(len(evidence))
