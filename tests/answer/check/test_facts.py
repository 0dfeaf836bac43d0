"""Numbers, dates, names and quoted strings: what is the same, and what is not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer.check.facts import facts_of
from rag.answer.check.lacking import lacking


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_supports_itself(text: str) -> None:
    facts = facts_of(text)
    assert [kind for kind, _ in lacking(facts, facts) if kind != "quotation"] == []
