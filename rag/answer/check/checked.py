"""The result of a check: a draft with what is found in it, in the forms that others read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rag.answer.check.exports import markdown, page, sarif
from rag.answer.check.findings import Findings
from rag.answer.check.word import docx


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Findings):
    """A draft that was checked against the articles."""

    def to_markdown(self) -> str:
        """The draft with a footnote behind each claim that has one: its verdict, and the quotations."""
        return markdown(self)

    def to_html(self) -> str:
        """The draft as an HTML page of its own, its claims marked by their verdicts; nothing is fetched by it."""
        return page(self)

    def to_docx(self) -> bytes:
        """The draft as a Word file, with what the articles say to a claim as its comment."""
        return docx(self)

    def to_sarif(self, name: str) -> dict[str, Any]:
        """A report as an editor or a code host shows it beside the lines of the draft, a file of this name (SARIF 2.1.0)."""
        return sarif(self, name)
