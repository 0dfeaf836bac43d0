"""Token states: a vector for each token of a text, for late interaction (ColBERT, arXiv:2004.12832).

An encoder gives ``Codes`` for each sentence of an article and ``States`` for a question; a passage is stored with its
``PassageStates``; of the question ``QuestionStates`` are made, by its terms (``rag.answer.evidence.late_interaction``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Codes(Protocol):
    """States of t tokens in 8 bits: state i is about ``codes[i] * scales[i]``, of length 1."""

    @property
    def codes(self) -> NDArray[np.int8]:
        """(t, d)"""
        ...

    @property
    def scales(self) -> NDArray[np.float32]:
        """(t,)"""
        ...


class States(Codes, Protocol):
    """Token states of a text that keep their places in it."""

    @property
    def spans(self) -> NDArray[np.int32]:
        """(t, 2), from which to which character each token is."""
        ...


@dataclass(frozen=True, eq=False)
class PassageStates:
    """The token states of a passage's sentences, one after another, as 8-bit codes with a scale each.

    ``codes`` has shape (t, d), ``scales`` (t,), and ``counts`` the tokens of each sentence, (n,).
    """

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, sentences: Sequence[Codes | None]) -> PassageStates:
        """From the states of each sentence; None for one that has none."""
        held = [s for s in sentences if s is not None]
        return cls(
            np.concatenate([s.codes for s in held]),
            np.concatenate([s.scales for s in held]),
            np.array([0 if s is None else len(s.scales) for s in sentences], np.int64),
        )

    def only(self, kept: Sequence[int]) -> PassageStates:
        """The states of some of the sentences."""
        ends = np.cumsum(self.counts)
        rows = np.concatenate([np.arange(ends[i] - self.counts[i], ends[i]) for i in kept])
        return PassageStates(self.codes[rows], self.scales[rows], self.counts[list(kept)])

    def to_bytes(self) -> bytes:
        shape = np.array([*self.codes.shape, len(self.counts)], "<i4")
        parts = (shape, self.counts.astype("<i4"), self.scales.astype("<f2"), self.codes)
        return b"".join(part.tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> PassageStates:
        tokens, dim, sentences = (int(n) for n in np.frombuffer(data, "<i4", 3))
        counts = np.frombuffer(data, "<i4", sentences, 12)
        scales = np.frombuffer(data, "<f2", tokens, 12 + 4 * sentences)
        codes = np.frombuffer(data, np.int8, tokens * dim, 12 + 4 * sentences + 2 * tokens)
        return cls(codes.reshape(tokens, dim), scales.astype(np.float32), counts.astype(np.int64))
