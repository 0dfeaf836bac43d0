"""What a bot gave, read from the JSON of an answer, so that a kept run is scored like a fresh one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation or a passage and where it is said to stand: code points of the article `doc`."""

    doc: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer, the spans it cites, and how many markers point to no citation."""

    text: str
    cited: tuple[Span, ...]
    dangling: int = 0
    emphasis: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the metrics see it.

    `candidate` is what would be scored were the question not declined: the answer itself, or what
    a declining bot says it would have quoted; empty where it does not say.
    """

    declined: bool
    sentences: tuple[Said, ...]
    citations: tuple[Span, ...]
    passages: tuple[Span, ...]
    confidence: float
    candidate: tuple[Said, ...]

    @property
    def text(self) -> str:
        """The prose without markers."""
        return prose(self.sentences)

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Given:
        """Reads `Answer.to_dict()`."""
        citations = {one["number"]: _span(one, "quote") for one in answer["citations"]}
        declined = answer["status"] == "declined"
        sentences = tuple(_said(one, citations) for one in answer["sentences"])
        would_be = (answer.get("declined") or {}).get("candidate") or ()
        return cls(
            declined=declined,
            sentences=() if declined else sentences,
            citations=() if declined else tuple(citations.values()),
            passages=tuple(_span(one, "text") for one in answer["passages"]),
            confidence=float(answer["confidence"]),
            candidate=tuple(_said(one, {}) for one in would_be) if declined else sentences,
        )


def prose(sentences: tuple[Said, ...]) -> str:
    """Sentences as one text."""
    return " ".join(one.text for one in sentences)


def _span(one: Mapping[str, Any], text: str) -> Span:
    return Span(str(one["path"]), int(one["start"]), int(one["end"]), str(one[text]))


def _said(one: Mapping[str, Any], citations: Mapping[int, Span]) -> Said:
    numbers = one.get("citations", ())
    emphasis = one.get("emphasis")
    return Said(
        text=one["text"],
        cited=tuple(citations[number] for number in numbers if number in citations),
        dangling=sum(number not in citations for number in numbers),
        emphasis=one["text"][slice(*emphasis)] if emphasis else None,
    )
