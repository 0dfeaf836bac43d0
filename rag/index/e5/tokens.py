"""The XLM-RoBERTa tokenizer: normalise, split into words, find each word's best pieces.

A unigram model (Kudo, "Subword Regularization", ACL 2018) as SentencePiece runs it. No piece of this
vocabulary has the word mark inside it, so the best segmentation of a text is that of its words one
after another, and a word's can be remembered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from .package import Package

START, END, UNKNOWN = 0, 2, 3
_WORD = regex.compile(r"[^ \t\r\n]+")  # all of these become a space
_MARK = "\u2581"
_LONGEST_PIECE = 16  # characters, in this vocabulary
_LONGEST_REMEMBERED = 32  # characters: longer words hardly come back and would fill the memory


class Tokenizer:
    """Text to piece ids, and to pieces with their place in the text."""

    def __init__(self, package: Package) -> None:
        # <mask> comes last and, like the four special pieces, never stands for text.
        self._ids = {piece: id_ for id_, piece in enumerate(package.pieces) if id_ > UNKNOWN and piece != b"<mask>"}
        self._scores = package.scores
        self._unknown = min(package.scores) - 10  # SentencePiece's penalty
        self._rules = package.rules
        self._remembered = lru_cache(maxsize=1 << 16)(self._word_ids)
        self._remembered_spans = lru_cache(maxsize=1 << 14)(self._spans_of)

    def ids(self, text: str) -> list[int]:
        """Piece ids of `text`, without <s> and </s>."""
        found: list[int] = []
        for word in self._normalise(text).split(" "):
            if len(word) > _LONGEST_REMEMBERED:
                found += self._word_ids(word)
            elif word:
                found += self._remembered(word)
        return found

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """(id, start, end) of every piece: the characters of `text` that it was made from.

        "Two cats" is [(32964, 0, 3), (7515, 4, 7), (7, 7, 8)].
        """
        found: list[tuple[int, int, int]] = []
        for match in _WORD.finditer(text):
            word, at = match.group(), match.start()
            pieces = self._spans_of(word) if len(word) > _LONGEST_REMEMBERED else self._remembered_spans(word)
            found += [(id_, at + start, at + end) for id_, start, end in pieces]
        return found

    def _spans_of(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """(id, start, end) of the pieces of what stands between two spaces; it may be normalised into several words."""
        normal, origin = "", []
        for start, end in _clusters(text):
            made = self._normalise(text[start:end])
            normal += made
            origin += [(start, end)] * len(made)
        found, at = [], 0
        for word in normal.split(" "):
            for id_, first, last in self._pieces(word) if word else ():
                # The mark in front of a word stands for no character of the text.
                inside = origin[at + max(first - 1, 0) : at + max(last - 1, 0)]
                here = (inside[0][0], inside[-1][1]) if inside else (origin[at][0],) * 2
                found.append((id_, *here))
            at += len(word) + 1
        return tuple(found)

    def _normalise(self, text: str) -> str:
        """Compose, then map each character: what SentencePiece's nmt_nfkc rules do in one table.

        The file's map knows single characters only; sequences (a letter and its accents, as in NFD
        Vietnamese) are in the original table as well, and composing them comes to the same.
        """
        return unicodedata.normalize("NFC", text).translate(self._rules)

    def _word_ids(self, word: str) -> tuple[int, ...]:
        return tuple(id_ for id_, _, _ in self._pieces(word))

    def _pieces(self, word: str) -> list[tuple[int, int, int]]:
        """Viterbi: the pieces of mark + `word` with the highest sum of scores, as (id, start, end).

        Positions count characters from the mark. Neighbouring unknown characters make one unknown
        piece, as in SentencePiece.
        """
        marked = _MARK + word
        length = len(marked)
        best = [0.0] + [float("-inf")] * length
        back = [(UNKNOWN, 0)] * (length + 1)
        for start in range(length):
            score = best[start]
            for end in range(start + 1, min(start + _LONGEST_PIECE, length) + 1):
                id_ = self._ids.get(marked[start:end].encode("utf-8", "surrogatepass"))
                if id_ is not None and score + self._scores[id_] > best[end]:
                    best[end] = score + self._scores[id_]
                    back[end] = (id_, start)
            if score + self._unknown > best[start + 1]:
                best[start + 1] = score + self._unknown
                back[start + 1] = (UNKNOWN, start)
        found: list[tuple[int, int, int]] = []
        end = length
        while end:
            id_, start = back[end]
            if id_ == UNKNOWN and found and found[-1][0] == UNKNOWN:
                found[-1] = (UNKNOWN, start, found[-1][2])
            else:
                found.append((id_, start, end))
            end = start
        return found[::-1]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every run of characters that composes by itself: a base and its marks."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[at]):
            yield start, at
            start = at


def _joins(character: str) -> bool:
    """Whether composition can draw `character` to the one before it: marks, Korean vowels and finals."""
    return unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11c2"
