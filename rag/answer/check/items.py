"""The items of a list that a claim speaks of: what stands behind one label is not so of another."""

from __future__ import annotations

import regex

from rag.answer.check.tokens import spelled, words

_LABELLED = regex.compile(r"^\W*(?:\d+[.)]\s+)?(?P<label>[^:：]{1,40}?)\s*(?:[:：]|\s[–—-]\s|\.{3,})\s*\S")
"""An item that says something of what it names first: "Class A: a silver cup"."""


def spoken_of(claim: str, text: str) -> str:
    """A list without the labelled items that a claim does not name, where it names any; every other text as it is.

    >>> spoken_of("The prize of class B is a cup.", "Prizes:\\n1. Class A: a medal\\n2. Class B: a cup")
    'Prizes:\\n2. Class B: a cup'
    >>> spoken_of("There is a medal to be won.", "Prizes:\\n1. Class A: a medal\\n2. Class B: a cup").count("\\n")
    2
    """
    lines = text.split("\n")
    labels = [hit["label"] if (hit := _LABELLED.match(line)) else "" for line in lines]
    if sum(map(bool, labels)) < 2:
        return text
    told = _keys(claim)
    named = [bool(label) and _keys(label) <= told for label in labels]
    if not any(named):
        return text
    return "\n".join(line for line, label, is_named in zip(lines, labels, named) if is_named or not label)


def _keys(text: str) -> frozenset[str]:
    """The words that are compared; a letter that stands alone as it is written: "class A" is not "class a"."""
    return frozenset(word.text if len(word.text) == 1 else word.term for word in words(spelled(text)))
