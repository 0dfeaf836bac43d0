"""The likeliest span of tokens."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.reader.scorer import best_span


@pytest.mark.parametrize(
    ("starts", "ends", "longest", "expected"),
    [
        ([0.0, 3.0, 1.0], [4.0, 1.0, 2.0], 30, (1, 2, 5.0)),
        ([5.0, 0.0, 0.0], [0.0, 0.0, 5.0], 2, (0, 0, 5.0)),  # three tokens are too many
        ([1.0], [2.0], 30, (0, 0, 3.0)),
        ([0.0, 9.0], [9.0, 0.0], 30, (0, 0, 9.0)),  # an answer never ends before it begins
    ],
)
def test_best_span(starts: list[float], ends: list[float], longest: int, expected: tuple[int, int, float]) -> None:
    assert best_span(np.array(starts), np.array(ends), longest) == expected
