"""The windows that the reader reads: the surroundings of the likeliest sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence

LONGEST = 480
"""Characters of a window, unless one sentence alone is longer: what the reader was fitted on."""


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of a passage, as shown: ``units`` are their spans in ``text``, ``title`` tells where
    they stand."""

    title: str
    text: str
    units: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlacedWindow:
    """A window with where it comes from: sentences ``first`` to before ``last`` of a candidate."""

    candidate: Candidate
    first: int
    last: int

    def window(self) -> Window:
        """What is shown of the sentences, one after another."""
        where = " › ".join(filter(None, (self.candidate.title, self.candidate.sentences[self.first].section)))
        text, units = "", []
        for index in range(self.first, self.last):
            shown = self.candidate.shown(index)
            text += " " if text else ""
            units.append((len(text), len(text) + len(shown)))
            text += shown
        return Window(where, text, tuple(units))


def stretches(evidence: Sequence[Evidence]) -> list[PlacedWindow]:
    """Windows in which each of some sentences stands with its neighbours; those of the first sentences come first."""
    placed: list[PlacedWindow] = []
    for sentence in evidence:
        if not any(s.candidate is sentence.candidate and s.first <= sentence.index < s.last for s in placed):
            placed.append(_around(sentence.candidate, sentence.index))
    return placed


def _around(candidate: Candidate, index: int) -> PlacedWindow:
    """A sentence with as many of its neighbours on both sides as there is room for, one before first."""
    sentences = candidate.sentences
    first = last = index
    sides = ["before", "after"]
    while sides:
        side = sides.pop(0)
        at = first - 1 if side == "before" else last + 1
        if not 0 <= at < len(sentences):
            continue
        start, end = min(first, at), max(last, at)
        if sentences[end].end - sentences[start].start <= LONGEST:
            first, last = start, end
            sides.append(side)
    return PlacedWindow(candidate, first, last + 1)
