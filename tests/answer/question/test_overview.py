"""Questions for more than a fact."""

from __future__ import annotations

import pytest

from rag.answer.question.overview import asks_overview, asks_summary, overview_topic


@pytest.mark.parametrize(
    ("question", "summary", "overview", "topic"),
    [
        ("Summarise the article about the orchestra", True, False, None),
        ("What do the articles say about land clearance?", False, True, "land clearance"),
        ("Who is Manh?", False, False, None),
    ],
)
def test_what_is_asked_for(question: str, summary: bool, overview: bool, topic: str | None) -> None:
    assert asks_summary(question) is summary
    if not summary:
        assert (asks_overview(question), overview_topic(question)) == (overview, topic)
