"""Writes ONNX graphs as bytes, without the `onnx` package (17 MB) at run time.

An ONNX file is one protobuf message; the field numbers are those of onnx.proto3 (ONNX 1.16,
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3), the encoding that of
https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLOAT, BYTE, INT32 = 1, 2, 6
_KINDS = {"float32": FLOAT, "uint8": BYTE, "int8": 3, "int32": INT32, "int64": 7}
Inputs = dict[str, tuple[int, list[str | int]]]  # name: (element kind, shape)


class Graph:
    """A graph under construction: call `node` and `constant`, then `to_bytes`."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def constant(self, values: NDArray[Any] | np.generic) -> str:
        """Add `values` to the graph; returns the name they have there."""
        array = np.asarray(values)
        name = f"c{len(self._constants)}"
        self._constants.append(
            b"".join(_field(1, size) for size in array.shape)
            + _field(2, _KINDS[array.dtype.name])
            + _field(8, name)
            + _field(9, array.tobytes())
        )
        return name

    def node(self, kind: str, *inputs: str, name: str = "", **attributes: float) -> str:
        """Add an operator; returns the name of its output."""
        return self.nodes(kind, *inputs, names=[name or f"n{len(self._nodes)}"], **attributes)[0]

    def nodes(self, kind: str, *inputs: str, names: list[str], **attributes: float) -> list[str]:
        """Add an operator with several outputs; "ms." before its name means onnxruntime's own."""
        plain = kind.removeprefix("ms.")
        self._nodes.append(
            b"".join(_field(1, each) for each in inputs)
            + b"".join(_field(2, each) for each in names)
            + _field(4, plain)
            + b"".join(_field(5, _attribute(*each)) for each in attributes.items())
            + (_field(7, "com.microsoft") if kind != plain else b"")
        )
        return names

    def to_bytes(self, inputs: Inputs, outputs: list[str], made: int = FLOAT) -> bytes:
        """The file; a word in an input's shape means any size, all outputs are of kind `made`."""
        graph = b"".join(
            [_field(1, node) for node in self._nodes]
            + [_field(2, "e5")]
            + [_field(5, constant) for constant in self._constants]
            + [_field(11, _value(name, *each)) for name, each in inputs.items()]
            + [_field(12, _value(name, made, None)) for name in outputs]
        )
        versions = _field(1, "") + _field(2, 18), _field(1, "com.microsoft") + _field(2, 1)
        return (
            _field(1, 8)
            + _field(2, "footnote")
            + _field(7, graph)
            + b"".join(_field(8, version) for version in versions)
        )


def _varint(number: int) -> bytes:
    """
    >>> _varint(300).hex()
    'ac02'
    """
    number &= (1 << 64) - 1
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    return bytes([*encoded, number])


def _field(number: int, value: bytes | str | float) -> bytes:
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _attribute(name: str, value: float) -> bytes:
    place, kind = (2, 1) if isinstance(value, float) else (3, 2)
    return _field(1, name) + _field(place, value) + _field(20, kind)


def _value(name: str, kind: int, shape: list[str | int] | None) -> bytes:
    tensor = _field(1, kind)
    if shape is not None:
        sizes = [_field(2 if isinstance(size, str) else 1, size) for size in shape]
        tensor += _field(2, b"".join(_field(1, size) for size in sizes))
    return _field(1, name) + _field(2, _field(1, tensor))
