"""Which model reads: the one that comes with Footnote, another one, or none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rag.answer.reader.rerank_weights import Rerank, load_rerank
from rag.answer.reader.scorer import Scorer
from rag.errors import UsageError
from rag.plugins import maker

log = logging.getLogger(__name__)
FITTED = "rerank.json"
"""The file in a reader's folder that has what was fitted for it."""


@dataclass(frozen=True, slots=True)
class LoadedReader:
    """A reader and what is made of its scores, or None of both and the reason why there is none."""

    reader: Scorer | None
    weights: Rerank | None
    reason: str = ""


def reader_for(setting: str, threads: int | None = None) -> LoadedReader:
    """The reader of a setting: ``on``, ``fast``, ``off``, ``onnx:<folder>`` or ``<kind>:<name>`` of a registered kind.

    Where ours cannot be had, the first stage's answers are given.

    Raises:
        UsageError: there is no such reader, or another than ours, or what was fitted for it, cannot be loaded.
    """
    kind, _, source = setting.partition(":")
    if setting == "off":
        return LoadedReader(None, None, "it is off")
    return _named(kind, source, threads) if source else _own(threads)


@lru_cache(maxsize=1)
def _own(threads: int | None) -> LoadedReader:
    """Loaded once in a process: it holds no state, and several bots may use it at once."""
    from rag.answer.reader.model import ReaderModel
    from rag.answer.reader.weights import read_weights
    from rag.index.e5.vocabulary import installed_vocabulary

    try:
        return LoadedReader(ReaderModel(read_weights(), installed_vocabulary(), threads), load_rerank())
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no class, and the first stage answers too
        log.warning("Answers are found without the reader: %s", error)
        return LoadedReader(None, None, str(error))


@lru_cache(maxsize=1)
def _named(kind: str, source: str, threads: int | None) -> LoadedReader:
    """Another reader, with what was fitted for it where that lies beside it; otherwise with what was for ours."""
    if kind != "onnx":
        make = maker("scorers", kind)
        if make is None:
            raise UsageError(f"There is no reader {kind}:{source}.", "Name one as onnx:<folder>, or set reader = on.")
        return LoadedReader(make(source, threads), load_rerank())
    from rag.answer.reader.onnx_reader import OnnxReader

    folder = Path(source).expanduser()
    reader = OnnxReader.open(folder, threads)
    fitted = folder / FITTED
    return LoadedReader(reader, load_rerank(fitted if fitted.is_file() else None))
