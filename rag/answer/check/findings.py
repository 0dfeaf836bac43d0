"""The findings in a draft: every claim with its verdict, every quotation with its state, and their citations."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from rag.answer.answer import Citation
from rag.answer.check.quotations import QuotedState
from rag.answer.check.verdicts import VERDICTS, Difference, Verdict
from rag.corpus.article import in_short

FORMAT = 1
"""Version of what ``to_dict`` gives."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of a draft, ``draft[start:end]``, as a reader sees it, and what the articles say to it.

    ``meant`` is how it was understood where that differs from its words. ``confidence`` says how sure the verdict is,
    from 0 to 1. ``citations`` are numbers: of what supports or contradicts it, or of what comes nearest. ``why`` says
    in words what a verdict alone does not tell.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    confidence: float = 0.0
    citations: tuple[int, ...] = ()
    differs: tuple[Difference, ...] = ()
    why: str = ""
    meant: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "confidence": round(self.confidence, 3),
            "citations": list(self.citations),
            "differs": [asdict(difference) for difference in self.differs],
            "why": self.why,
            "meant": self.meant,
        }


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A text in quotation marks, ``draft[start:end]``; ``changes`` are (its words, the source's words)."""

    text: str
    start: int
    end: int
    state: QuotedState
    speaker: str = ""
    citations: tuple[int, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "citations": list(self.citations), "changes": [list(change) for change in self.changes]}


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings in a draft, held against the articles; citations are numbered through the whole of it."""

    draft: str
    claims: tuple[CheckedClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    quotations: tuple[CheckedQuotation, ...] = ()
    notices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({in_short(self.draft)}, {self.summary})"

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict."""
        counted = Counter(claim.verdict for claim in self.claims)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    @property
    def contradicted(self) -> bool:
        """Tells whether the articles say otherwise somewhere, or a quotation is not as they have it."""
        wrong = any(quotation.state in ("altered", "of somebody else") for quotation in self.quotations)
        return wrong or any(claim.verdict == "contradicted" for claim in self.claims)

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON types; ``footnote verify`` reads it."""
        return {
            "format": FORMAT,
            "claims": [claim.to_dict() for claim in self.claims],
            "quotations": [quotation.to_dict() for quotation in self.quotations],
            "summary": self.summary,
            "citations": [citation.to_dict() for citation in self.citations],
            "notices": list(self.notices),
        }
