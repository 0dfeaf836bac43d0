"""The model's stream, cut into sentences with the numbers that they cite, as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from rag.corpus.sentences import split_sentences

LONGEST = 1200
"""Characters after which what has no end is no sentence."""

_MARKERS = regex.compile(r"\s*(?:[\[【]\s*-?\d+(?:\s*[,;]\s*-?\d+)*\s*[\]】]\s*)+")
_NUMBER = regex.compile(r"-?\d+")
_HALF = regex.compile(r"[\[【][-\d,;\s]*$")
_BEGUN = regex.compile(r"[\p{L}\d]")
_ENDED = regex.compile(r"[.!?…。！？][\"'”’»)\]*_]*(?:\s|$)|\n")
_MARKUP = regex.compile(
    r"(?m)^\s*(?:#{1,6}\s+|[-*+•]\s+|\d{1,2}[.)]\s+(?=\p{L})|>\s?)|\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"
)
_THOUGHT = regex.compile(r"(?s)<think(?:ing)?>.*?</think(?:ing)?>")
_THINKING = regex.compile(r"(?s)<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g?)?)?)?)?)?)?)?)?$|<think(?:ing)?>.*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as a model wrote it, without its markers, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


class EndlessError(ValueError):
    """A sentence of the model that has no end."""


class SentenceReader:
    """Takes a stream piece by piece and gives each sentence once it is complete with its markers.

    A sentence is complete when the next one has begun, for markers may still follow the full stop.
    """

    def __init__(self) -> None:
        self._held = ""
        self._seen = 0
        self._half = ""

    def feed(self, piece: str) -> Iterator[Said]:
        """The sentences that this piece completes.

        Raises:
            EndlessError: a sentence is longer than any is.
        """
        self._held += self._whole(piece)
        if not _ENDED.search(self._held, max(0, self._seen - 8)):
            self._seen = len(self._held)
            self._check_length()
            return
        self._seen = len(self._held)
        spoken = _THOUGHT.sub("", self._held)
        visible = _THINKING.sub("", spoken)
        *complete, last = self._cut(visible) or [0]
        if complete and not _BEGUN.search(_HALF.sub("", _MARKERS.sub("", visible[last:]))):
            last = complete.pop()
        if complete:
            yield from _sentences(visible, [*complete, last])
            self._held = visible[last:] + spoken[len(visible) :]
            self._seen = 0
        self._check_length()

    def close(self, whole: bool = True) -> Iterator[Said]:
        """What is left when the stream has ended; nothing unless it ended as it should."""
        visible = _THINKING.sub("", _THOUGHT.sub("", self._held))
        starts = [*self._cut(visible), len(visible)]
        if not whole and not _ENDED.search(visible[-4:]):
            starts = starts[:-1]
        self._held = ""
        yield from _sentences(visible, starts)

    def _whole(self, piece: str) -> str:
        """A piece without a character that is cut in two: its half waits for the other."""
        joined = self._half + piece
        self._half = joined[-1] if joined and "\ud800" <= joined[-1] <= "\udbff" else ""
        joined = joined[: len(joined) - len(self._half)]
        return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _cut(self, text: str) -> list[int]:
        """Where each sentence of a text begins; markers belong to the sentence before them."""
        found: list[int] = []
        at = 0
        for line in text.splitlines(keepends=True):
            for sentence in split_sentences(line):
                start = at + sentence.start
                leading = _MARKERS.match(text, start)
                if leading and found:
                    start = leading.end()
                if start < at + sentence.end and not (found and start <= found[-1]):
                    found.append(start)
            at += len(line)
        return found

    def _check_length(self) -> None:
        if len(self._held) > LONGEST and "<think" not in self._held:
            raise EndlessError


def _sentences(text: str, starts: Sequence[int]) -> Iterator[Said]:
    """The sentences between these places of a text that say something."""
    for start, end in pairwise(starts):
        said = _said(text[start:end])
        if said:
            yield said


def _said(sentence: str) -> Said | None:
    """A sentence with its markers and its markup taken out; None where nothing is left."""
    sentence = _MARKUP.sub("", sentence)
    numbers = [int(n) for marks in _MARKERS.findall(sentence) for n in _NUMBER.findall(marks) if len(n) < 6]
    text = _MARKERS.sub(lambda hit: " " if hit.end() < len(sentence.rstrip()) else "", sentence)
    text = regex.sub(r"\s+([.,;:!?])", r"\1", " ".join(_HALF.sub("", text).split()))
    return Said(text, tuple(dict.fromkeys(numbers))) if any(c.isalnum() for c in text) else None
