"""Texts to vectors: the model that comes with the installation, or any llama-index model, behind one interface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """What the index needs of an embedding model. Vectors have unit length, shape (n, dim)."""

    @property
    def name(self) -> str:
        """Which model made a vector: vectors of different names are never compared."""
        ...

    @property
    def dim(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...

    def queries(self, texts: Sequence[str]) -> Vectors: ...


class LlamaEncoder:
    """Any llama-index embedding model, as an encoder."""

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        self.name = f"{model.class_name()}:{model.model_name}"
        self.dim = len(model.get_query_embedding("dimension"))

    def passages(self, texts: Sequence[str]) -> Vectors:
        return _unit(self._model.get_text_embedding_batch(list(texts)), self.dim)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return _unit([self._model.get_query_embedding(text) for text in texts], self.dim)


def _unit(rows: Sequence[Sequence[float]], dim: int) -> Vectors:
    vectors = np.asarray(rows, dtype=np.float32).reshape(-1, dim)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0))


def encoder_for(model: BaseEmbedding | None = None) -> Encoder:
    """The encoder for a llama-index embedding model, or the one that comes with the installation."""
    return _own() if model is None else LlamaEncoder(model)


@lru_cache(maxsize=1)
def _own() -> Encoder:
    """Loaded once in a process: it holds no state, and several bots may use it at once."""
    from rag.index.e5 import load

    return load().engine
