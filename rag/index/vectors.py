"""Vectors of texts, as rows of one array."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""(n, dim), of n texts."""
Array = NDArray[np.float64]
"""What is computed of vectors and features."""


def unit(vectors: Vectors) -> Vectors:
    """Rows (n, dim) brought to length 1; those of length 0 stay."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0))
