"""Plain shapes of a language's sentences, and the question that each answers: "555 models had been recognized" asks how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.language.patterns import Pattern, deferred

PosedKind = Literal["number", "time", "place", "person", "said", "role"]
START = r"(?:^|(?<=[.!?:;]\s)|(?<=^[-*•] )|(?<=[.!?][”»\"]\s))"
"""Where a sentence, a line or an item of a list begins."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of a sentence; its groups are filled into the question, but for "a", the words that answer."""

    kind: PosedKind
    pattern: Pattern
    question: str


@dataclass(frozen=True, eq=False)
class Posing:
    """The shapes of one language.

    Attributes:
        shapes: in the order in which their questions are made.
        bases: what a word of the group "did" becomes in the question: "said" → "say".
        opening: with what the group "what" may begin that has a capital at the head of a sentence alone: "The". The
            group "role" always begins small.
    """

    shapes: tuple[Shape, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()

    def ask(self, shape: Shape, groups: Mapping[str, str | None]) -> str:
        """The question of a shape, its groups filled in."""
        said = {name: " ".join((group or "").split()) for name, group in groups.items()}
        if did := said.get("did"):
            said["did"] = self.bases.get(did, did)
        what, role = said.get("what", ""), said.get("role", "")
        if what.replace("’", " ").replace("'", " ").split(" ")[0] in self.opening:
            said["what"] = what[0].lower() + what[1:]
        if role[1:2].islower():
            said["role"] = role[0].lower() + role[1:]
        return " ".join(shape.question.format(**said).split())


NO_POSING = Posing()


def shape(kind: PosedKind, pattern: str, question: str) -> Shape:
    """A shape, compiled when it is first needed; "^" is the beginning of a line in it."""
    return Shape(kind, deferred(rf"(?m){pattern}"), question)
