"""A claim read together with the sentences nearest to it: the reader's second head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answer.reader.scorer import Scorer
from rag.answer.reader.windows import Window
from rag.index.vectors import Array


def read_claim(reader: Scorer | None, claim: str, sentences: Sequence[str]) -> Array | None:
    """How likely each sentence entails, contradicts and leaves open a claim, (n, 3); None where no reader can tell."""
    if reader is None or not sentences:
        return None
    scores = reader.read(claim, [Window("", text, ((0, len(text)),)) for text in sentences])
    told = [score.stands for score in scores if score.stands is not None]
    return np.stack(told) if len(told) == len(scores) else None
