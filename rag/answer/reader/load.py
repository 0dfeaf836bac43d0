"""Which model reads: the one that comes with Footnote, or none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

from rag.answer.reader.reranking import Scorer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedReader:
    """A reader, or None and the reason why there is none."""

    reader: Scorer | None
    reason: str = ""


def reader_for(setting: str, threads: int | None = None) -> LoadedReader:
    """The reader of a setting (``on``, ``fast``, ``off``); where there is none, the first stage's answers are given."""
    if setting == "off":
        return LoadedReader(None, "it is off")
    return _own(threads)


@lru_cache(maxsize=1)
def _own(threads: int | None) -> LoadedReader:
    """Loaded once in a process: it holds no state, and several bots may use it at once."""
    from rag.answer.reader.model import ReaderModel
    from rag.answer.reader.weights import read_weights
    from rag.index.e5.vocabulary import installed_vocabulary

    try:
        return LoadedReader(ReaderModel(read_weights(), installed_vocabulary(), threads))
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no class, and the first stage answers too
        log.warning("Answers are found without the reader: %s", error)
        return LoadedReader(None, str(error))
