"""What a bot gave, read from the JSON of an answer, so that a kept run is scored like a fresh one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["answered", "uncertain", "declined"]


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

    What comes closest, and is no sure answer, is no answer to them: its sentences and citations are left out.
    `candidate` is what would be scored were the question answered: the answer itself, what comes closest, or what
    a declining bot says it would have quoted; empty where it does not say. `quoted` is every quotation that is shown.
    """

    status: Status
    sentences: tuple[Said, ...]
    citations: tuple[Span, ...]
    quoted: tuple[Span, ...]
    passages: tuple[Span, ...]
    confidence: float
    candidate: tuple[Said, ...]

    @property
    def declined(self) -> bool:
        """Whether no answer was given, be it that something closest was shown."""
        return self.status != "answered"

    @property
    def text(self) -> str:
        """The prose without markers."""
        return prose(self.sentences)

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Given:
        """Reads `Answer.to_dict()`."""
        citations = {one["number"]: _span(one, "quote") for one in answer["citations"]}
        status: Status = "declined" if answer["status"] == "told" else answer["status"]
        is_answer = status == "answered"
        sentences = tuple(_said(one, citations) for one in answer["sentences"])
        would_be = (answer.get("declined") or {}).get("candidate") or ()
        return cls(
            status=status,
            sentences=sentences if is_answer else (),
            citations=tuple(citations.values()) if is_answer else (),
            quoted=tuple(citations.values()),
            passages=tuple(_span(one, "text") for one in answer["passages"]),
            confidence=float(answer["confidence"]),
            candidate=tuple(_said(one, {}) for one in would_be) if status == "declined" else sentences,
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
