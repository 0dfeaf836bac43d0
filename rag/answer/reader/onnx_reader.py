"""Anyone's reader in ONNX: one that marks short answers (as of SQuAD), or a cross-encoder that scores a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.answer.reader.scorer import UNREAD, WindowScores, best_span
from rag.answer.reader.windows import Window
from rag.errors import UsageError
from rag.index.onnx_folder import open_model, window_of
from rag.index.vectors import Array

if TYPE_CHECKING:
    from tokenizers import Encoding

_SPANS = ("start_logits", "end_logits")


@dataclass(frozen=True)
class OnnxReader:
    """The model of a folder: ``tokenizer.json`` and an ONNX file with the outputs ``start_logits`` and ``end_logits``,
    each (n, t), or ``logits``, (n, 1) or (n, 2).

    May be called from several threads at once.
    """

    name: str
    _tokenizer: Any
    _session: Any
    _marks_spans: bool

    @classmethod
    def open(cls, folder: Path, threads: int | None = None) -> OnnxReader:
        """
        Raises:
            UsageError: there is no such folder, a file is missing in it, or its outputs are others.
        """
        if not folder.is_dir():
            raise UsageError(f"There is no folder {str(folder)!r} with a reader.", "Check the path.")
        tokenizer, session, digest = open_model(folder, "reader", str(folder), threads)
        tokenizer.enable_truncation(window_of(folder))
        outputs = [output.name for output in session.get_outputs()]
        reader = cls(f"onnx:{folder.name}/{digest}", tokenizer, session, all(name in outputs for name in _SPANS))
        if not reader._marks_spans and reader._logits("Who?", "Nobody.").size not in (1, 2):
            raise UsageError(
                f"The reader {str(folder)!r} gives {', '.join(outputs)}, which is no score of a text.",
                "Choose one with start_logits and end_logits, or a cross-encoder with one score or two.",
            )
        return reader

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        """What each window says to a question."""
        return [(self._marked if self._marks_spans else self._scored)(question, window) for window in windows]

    def _marked(self, question: str, window: Window) -> WindowScores:
        """By the best span: within the window, and within each of its units, against the model's "no answer"."""
        encoding: Encoding = self._tokenizer.encode(question, _headed(window))
        starts, ends = (row[0].astype(float) for row in self._run(encoding, list(_SPANS)))
        nothing = float(starts[0] + ends[0])
        offset = len(_headed(window)) - len(window.text)
        tokens = [i for i, part in enumerate(encoding.sequence_ids) if part == 1]
        places = [(i, encoding.offsets[i][0] - offset, encoding.offsets[i][1] - offset) for i in tokens]
        units, short = [], []
        for start, end in window.units:
            held = [(i, a, b) for i, a, b in places if a < end and b > start and b > a]
            score, span = UNREAD, (start, start)
            if held:
                inside = [i for i, _, _ in held]
                first, last, best = best_span(starts[inside], ends[inside])
                score, span = best - nothing, (max(start, held[first][1]), min(end, held[last][2]))
            units.append(score)
            short.append(span)
        return _window(max(units), units, short)

    def _scored(self, question: str, window: Window) -> WindowScores:
        """By the score of the whole window and of each of its units; no short answer is marked."""
        whole = self._score(question, _headed(window))
        units = [self._score(question, window.text[start:end]) for start, end in window.units]
        return _window(whole, units, [(start, start) for start, _ in window.units])

    def _score(self, question: str, text: str) -> float:
        logits = self._logits(question, text)
        return float(logits[-1] - (logits[0] if len(logits) == 2 else 0.0))

    def _logits(self, question: str, text: str) -> Array:
        return np.asarray(self._run(self._tokenizer.encode(question, text), None)[0], float).reshape(-1)

    def _run(self, encoding: Encoding, outputs: list[str] | None) -> list[Any]:
        inputs = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        takes = [tensor.name for tensor in self._session.get_inputs()]
        tensors: list[Any] = self._session.run(outputs, {name: np.array([inputs[name]], np.int64) for name in takes})
        return tensors


def _headed(window: Window) -> str:
    """A window behind the title under which it stands."""
    return f"{window.title}\n{window.text}" if window.title else window.text


def _window(answers: float, units: Sequence[float], short: Sequence[tuple[int, int]]) -> WindowScores:
    scores: Array = np.maximum(np.array(units, float), UNREAD)
    return WindowScores(answers, scores, scores, np.array(short, np.intp).reshape(-1, 2))
