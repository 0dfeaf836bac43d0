"""The scope of a denial: the word that a "not" or a "without" is said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from rag.answer.check.names import key_of
from rag.answer.check.tokens import spelled, words
from rag.language.detect import guess
from rag.language.packs import language_by

_BOUNDARY = regex.compile(r"[,;:.()|!?](?!\d)")
_LISTED = regex.compile(r"\s*:\W*(?:\(?\w{1,3}[).])?")
"""What stands behind "shall not:" is denied as well."""
_CELL = regex.compile(r"[|;:.]")


def denied_words(text: str) -> frozenset[str]:
    """The keys of the words that each denial of a text is said of: the first content word behind it.

    Where nothing stands behind it ("in stock: no"), the last one before.

    >>> sorted(denied_words("It is never shovelled in but placed by hand, without any mortar."))
    ['mortar', 'shovel']
    >>> sorted(denied_words("Python 3.8 is no longer supported."))
    ['support']
    """
    return frozenset(_denied(spelled(text)))


@lru_cache(maxsize=2048)
def _is_bounded(text: str) -> bool:
    """Tells whether a text only sets a bound or a condition by its denials: "not before May", "for nothing other than rowing"."""
    own = language_by(guess(text)).stating
    found = list(own.negation.finditer(text))
    return bool(found) and all(own.bounded.search(text, hit.end()) for hit in found)


@lru_cache(maxsize=2048)
def _denied(text: str) -> tuple[str, ...]:
    own = language_by(guess(text)).stating
    return tuple(
        key
        for hit in own.negation.finditer(text)
        if not own.bounded.search(text, hit.end())
        for key in _said_of(text, hit)
    )


def _said_of(text: str, hit: regex.Match[str]) -> Iterator[str]:
    listed = _LISTED.match(text, hit.end())
    start = listed.end() if listed else hit.end()
    edge = _BOUNDARY.search(text, start)
    end = edge.start() if edge else len(text)
    behind = [word for word in words(text) if start <= word.start < end and word.content]
    if behind:
        yield key_of(behind[0])
        return
    edges = [edge.end() for edge in _CELL.finditer(text, 0, hit.start())]
    label = edges[-2:-1] if edges and not text[edges[-1] : hit.start()].strip() else edges[-1:]
    before = [word for word in words(text) if (label or [0])[0] <= word.start < hit.start() and word.content]
    if before:
        yield key_of(before[-1])


def denies(sentence: str, source: Sequence[str]) -> bool | None:
    """Tells whether a source denies the very word that a sentence asserts; None where both deny the same, or it is not to be told."""
    mine, theirs = denied_words(sentence), frozenset().union(*(denied_words(text) for text in source))
    if mine & theirs or any(_is_bounded(spelled(text)) for text in source):
        return False
    said = {key_of(word) for word in words(spelled(sentence)) if word.content}
    if mine or not theirs & said:
        return None
    asserted = [key_of(word) for text in source for word in words(spelled(text)) if word.content]
    return True if any(asserted.count(key) == 1 for key in theirs & said) else None
