"""A checked draft in the forms that others read."""

from __future__ import annotations

from rag.answer.check.exports import markdown, page, sarif, summary_line, told
from rag.answer.check.findings import CheckedClaim, Findings
from rag.answer.check.verdicts import Difference

DRAFT = "The mill burned in 1986.\n<b>It</b> was rebuilt."
WRONG = CheckedClaim(DRAFT[:24], 0, 24, "contradicted", 0.9, differs=(Difference("date", "1986", "1987"),))
CHECKED = Findings(DRAFT, (WRONG,))


def test_a_verdict_is_told_with_what_differs() -> None:
    assert told(WRONG) == "contradicted (date: “1986”, the article has “1987”)"


def test_claims_are_counted_in_a_line() -> None:
    assert "1" in summary_line(CHECKED) and "contradicted" in summary_line(CHECKED)


def test_markdown_leaves_the_draft_as_it_is() -> None:
    assert markdown(CHECKED).startswith("The mill burned in 1986.[^")


def test_a_page_shows_what_a_draft_holds_and_runs_none_of_it() -> None:
    assert "<b>It" not in page(CHECKED) and "&lt;b&gt;It" in page(CHECKED)


def test_an_editor_is_told_the_line() -> None:
    (run,) = sarif(CHECKED, "draft.md")["runs"]
    (result,) = run["results"]
    assert result["level"] == "error" and "1987" in result["message"]["text"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
