"""Reads a question and windows of text together: extractive question answering (reading comprehension)."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.answer.reader import graph
from rag.answer.reader.scorer import UNREAD, WindowScores, best_span
from rag.answer.reader.weights import ReaderWeights
from rag.answer.reader.windows import Window
from rag.errors import UsageError
from rag.index.e5.runtime import batches, cores, products_saturate, session
from rag.index.e5.tokens import END, START
from rag.index.e5.vocabulary import Vocabulary
from rag.index.vectors import Array

TITLE_TOKENS, QUESTION_TOKENS, LONGEST = 20, 48, 400
"""Tokens of a title and of a question that are read, and of all together: longer windows are cut."""
BATCH_TOKENS = 512


@dataclass(frozen=True)
class _Encoded:
    ids: list[int]
    first: int
    spans: list[tuple[int, int]]
    """The characters of each token from ``first`` on."""


class ReaderModel:
    """The model that reads; see :mod:`rag.answer.reader.graph`. May be called from several threads at once."""

    def __init__(self, weights: ReaderWeights, vocabulary: Vocabulary, threads: int | None = None) -> None:
        """
        Raises:
            UsageError: the weights were fitted for another vocabulary than is installed.
        """
        if weights.card["vocabulary"] != vocabulary.fingerprint:
            raise UsageError(
                "The reader was fitted for another version of the embedding model than is installed.",
                "Install the versions in requirements.lock, or set reader = off.",
            )
        self.name = weights.name
        self._vocabulary = vocabulary
        self._prefix = vocabulary.tokenizer.ids("query:")
        self._threads = threads or cores()
        self._session = session(graph.build(weights, products_saturate()), 1)

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """What each window says to a question."""
        encoded = [self._encode(question, w) for w in windows]
        return [_scores(*found, e, w) for found, e, w in zip(self._run(encoded), encoded, windows)]

    def _encode(self, question: str, window: Window) -> _Encoded:
        """``<s> query: question </s> title </s> window </s>``."""
        ids = self._vocabulary.tokenizer.ids
        head = [START, *self._prefix, *ids(question)[:QUESTION_TOKENS], END, *ids(window.title)[-TITLE_TOKENS:], END]
        pieces = self._vocabulary.tokenizer.spans(window.text)[: LONGEST - len(head) - 1]
        return _Encoded([*head, *(id_ for id_, _, _ in pieces), END], len(head), [(a, b) for _, a, b in pieces])

    def _run(self, encoded: Sequence[_Encoded]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """The outputs "tokens" (t, 3) and "window" (5,) or (2,) of each; windows of one length run together."""
        parts = list(batches([len(e.ids) for e in encoded], BATCH_TOKENS))

        def run(batch: list[int]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
            windows = [encoded[i] for i in batch]
            outside = np.full((len(windows), len(windows[0].ids)), graph.OUTSIDE)
            for row, e in enumerate(windows):
                outside[row, e.first : -1] = 0
            feed = {"embedded": self._vocabulary.embed([e.ids for e in windows]), "outside": outside}
            tokens, window = self._session.run(["tokens", "window"], feed)
            return list(zip(tokens, window))

        found: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
        with ThreadPoolExecutor(self._threads) as pool:
            for batch, outputs in zip(parts, pool.map(run, parts)):
                found.update(zip(batch, outputs))
        return [found[i] for i in range(len(encoded))]


def _scores(tokens: NDArray[np.float32], window: NDArray[np.float32], encoded: _Encoded, of: Window) -> WindowScores:
    inside = tokens[encoded.first : encoded.first + len(encoded.spans)].astype(float)
    nothing = float(tokens[0, 0] + tokens[0, 1])
    units, spans, short = [], [], []
    for start, end in of.units:
        held = [i for i, (a, b) in enumerate(encoded.spans) if a < end and b > start]
        if not held:
            units.append(UNREAD)
            spans.append(UNREAD)
            short.append((start, start))
            continue
        rows = inside[held]
        first, last, score = best_span(rows[:, 0], rows[:, 1])
        units.append(float(rows[:, 2].mean()) - float(window[0]))
        spans.append(score - nothing)
        short.append((max(start, encoded.spans[held[first]][0]), min(end, encoded.spans[held[last]][1])))
    return WindowScores(
        float(window[1]),
        np.maximum(np.array(units, float), UNREAD),
        np.maximum(np.array(spans, float), UNREAD),
        np.array(short, np.intp).reshape(-1, 2),
        _softmax(window[2:].astype(float)) if len(window) > 2 else None,
    )


def _softmax(logits: Array) -> Array:
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum())
