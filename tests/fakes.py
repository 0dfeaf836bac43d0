"""Small stand-ins, for tests of what is around them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from rag.index.vectors import Vectors
from rag.language.words import terms


class FakeEncoder:
    """Unit vectors out of the words of a text: equal texts are equal, texts with common words are near.

    ``embedded`` lists every text that was embedded as a passage.
    """

    def __init__(self, name: str = "fake", dim: int = 32) -> None:
        self.name, self.dim = name, dim
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self.queries(texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        rows = np.asarray([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dim)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        seeds = [hashlib.sha256(word.encode()).digest() for word in [*terms(text), text]]
        rows = [np.frombuffer(seed * (1 + self.dim // 32), dtype=np.uint8)[: self.dim] for seed in seeds]
        return np.asarray(np.sum([row.astype(np.float32) - 127.5 for row in rows], axis=0), dtype=np.float32)


class PanicException(BaseException):
    """What a library in Rust raises when it gives up, by its name: each library has a class of its own."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Makes files in a folder, byte for byte as given; text is written as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
