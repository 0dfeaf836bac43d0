"""A claim read together with the sentences nearest to it: the reader's second head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answer.check.verdicts import Near
from rag.answer.reader.scorer import Scorer
from rag.answer.reader.windows import Window
from rag.index.vectors import Array


def read_claim(reader: Scorer | None, claim: str, near: Sequence[Near]) -> Array | None:
    """How likely each sentence, behind the one before it, entails, contradicts and leaves open a claim, (n, 3); None where no
    reader can tell.
    """
    if reader is None or not near:
        return None
    scores = reader.read(claim, [_window(one) for one in near])
    told = [score.stands for score in scores if score.stands is not None]
    return np.stack(told) if len(told) == len(scores) else None


def _window(near: Near) -> Window:
    text = f"{near.before} {near.text}".strip()
    return Window(near.title, text, ((0, len(text)),))
