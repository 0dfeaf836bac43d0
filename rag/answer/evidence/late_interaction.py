"""Late interaction: the question's tokens against a passage's (ColBERT, Khattab and Zaharia 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.answer.question.analysis import WORD
from rag.answer.question.question import Question
from rag.index.states import PassageStates, States
from rag.index.vectors import Array
from rag.language.words import term

LATE_FEATURES = ("tokens_own", "tokens_around", "tokens_passage")


@dataclass(frozen=True, eq=False)
class QuestionStates:
    """The question's token states, (t, d), and to which of its terms each belongs, (t,); -1 to none."""

    vectors: npt.NDArray[np.float32]
    owners: npt.NDArray[np.int64]

    @classmethod
    def of(cls, question: Question, states: States) -> QuestionStates:
        places = {t: i for i, t in enumerate(question.facts.terms)}
        of_character = np.full(len(question.text) + 1, -1)
        for word in WORD.finditer(question.text):
            of_character[word.start() : word.end()] = places[term(word.group())]
        owners = np.array([of_character[start:end].max(initial=-1) for start, end in states.spans], np.int64)
        return cls(states.codes.astype(np.float32) * states.scales[:, None], owners)

    def weights(self, terms: Array) -> Array:
        """Each token's weight, (t,): its term's, shared among the term's tokens; none for marks."""
        held = self.owners >= 0
        counts = np.bincount(self.owners[held], minlength=len(terms))
        return np.where(held, terms[self.owners] / np.maximum(counts[self.owners], 1), 0.0)


def nearest(question: QuestionStates, passages: Sequence[PassageStates]) -> Array:
    """How near each sentence's nearest token is to each of the question's, (S, t); 0 where there is none."""
    codes = np.concatenate([p.codes for p in passages]).astype(np.float32)
    scales = np.concatenate([p.scales for p in passages])
    counts = np.concatenate([p.counts for p in passages])
    similar = (codes @ question.vectors.T) * scales[:, None]
    found = np.zeros((len(counts), similar.shape[1]))
    full = counts > 0
    if full.any():
        found[full] = np.maximum.reduceat(similar, (np.cumsum(counts) - counts)[full])
    return found
