"""The words in which shell and page tell the same thing."""

from __future__ import annotations


def confidence_words(confidence: float) -> str:
    """A calibrated probability in words.

    >>> confidence_words(0.97), confidence_words(0.4)
    ('very likely right', 'uncertain')
    """
    for floor, words in ((0.9, "very likely right"), (0.7, "likely right"), (0.5, "more likely right than not")):
        if confidence >= floor:
            return words
    return "uncertain"
