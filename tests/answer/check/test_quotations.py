"""Quotations, and whether an article has them so."""

from __future__ import annotations

from rag.answer.check.quotations import match, quotations_of


def test_a_quotation_is_found_over_line_breaks_and_other_marks() -> None:
    found = match("it’s far too late", 'He said: "It\'s far\ntoo late."')
    assert found and found.changes == ()
    assert [one.text for one in quotations_of("He called it “odd”, then “far too late for us”.")] == [
        "far too late for us"
    ]
