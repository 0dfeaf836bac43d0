"""What one asked turn should have given: the gold of a question, or of an earlier turn of it."""

from __future__ import annotations

from dataclasses import dataclass

from eval.matchers import Matcher
from eval.questions import EvidenceGroups, Expected, KeyFact, Question


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one turn, in one shape for first, earlier and last turns."""

    expected: Expected
    key_facts: tuple[KeyFact, ...]
    must_not: tuple[Matcher, ...]
    evidence: EvidenceGroups
    references: tuple[str, ...]
    only: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the articles hold something to say: declining is wrong."""
        return self.expected != "abstain"

    @classmethod
    def of(cls, question: Question, turn: int) -> Gold:
        """The gold of a question's turn, counted from 1; the last one is scored by the question's fields."""
        if turn == len(question.turns):
            gold = question.expected, question.key_facts, question.must_not, question.evidence, question.references
            return cls(*gold, question.only)
        earlier = question.turns[turn - 1]
        return cls(earlier.expected or "answer", earlier.key_facts, (), earlier.evidence, ())
