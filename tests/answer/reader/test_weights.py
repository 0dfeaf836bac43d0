"""The reader's weights as they are shipped."""

from __future__ import annotations

from rag.answer.reader.weights import read_weights


def test_they_say_where_they_come_from_and_are_in_8_bits() -> None:
    weights = read_weights()
    assert weights.name and weights.epsilon > 0
    assert all(matrix.codes.itemsize == 1 for matrix in weights.matrices.values())
    assert all(values.dtype == "float32" for values in weights.tensors.values())
