"""The result of a check, in every form that it can be given."""

from __future__ import annotations

from rag.answer.check.checked import Checked
from rag.answer.check.findings import CheckedClaim

CHECKED = Checked("The mill burned.", (CheckedClaim("The mill burned.", 0, 16, "not found"),))


def test_every_form_is_made_of_the_same_findings() -> None:
    assert "The mill burned." in CHECKED.to_markdown() and "The mill burned." in CHECKED.to_html()
    assert CHECKED.to_docx().startswith(b"PK")
    assert len(CHECKED.to_sarif("draft.md")["runs"][0]["results"]) == 1
