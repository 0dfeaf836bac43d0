"""The reader as others may make it: whatever scores windows of text against a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.answer.reader.windows import Window
from rag.index.vectors import Array

UNREAD = -20.0
"""The score of a unit that was cut off, or of which the model knows nothing: below any that is read."""
SPAN_TOKENS = 30
"""Tokens of a short answer at most."""


@dataclass(frozen=True, eq=False)
class WindowScores:
    """The scores that a reader gives a window.

    ``answers`` is the logit that the window answers; ``units`` (u,) how much better each unit answers than none does;
    ``spans`` (u,) how much better the best span within each unit is than none, and ``short`` (u, 2) that span, in
    characters of the window. ``stands`` (3,) is how likely the window entails, contradicts and leaves open a
    claim that was read in a question's place; None of a reader that cannot tell.
    """

    answers: float
    units: Array
    spans: Array
    short: NDArray[np.intp]
    stands: Array | None = None


class Scorer(Protocol):
    """A model that reads a question and windows of text together, as the model of Footnote does."""

    @property
    def name(self) -> str:
        """Which model it is: what it says is kept under this name."""
        ...

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """What each window says to a question."""
        ...


def best_span(starts: Array, ends: Array, longest: int = SPAN_TOKENS) -> tuple[int, int, float]:
    """The first and last token with the highest sum of scores, at most ``longest`` tokens, and that sum.

    >>> best_span(np.array([0.0, 3.0, 1.0]), np.array([4.0, 1.0, 2.0]))
    (1, 2, 5.0)
    """
    sums = starts[:, None] + ends[None, :]
    allowed = np.triu(np.ones_like(sums, bool)) & ~np.triu(np.ones_like(sums, bool), longest)
    place = int(np.where(allowed, sums, -np.inf).argmax())
    first, last = divmod(place, len(ends))
    return first, last, float(sums[first, last])
