"""The conditions that a question makes."""

from __future__ import annotations

import pytest

from rag.answer.question.question import Question
from rag.answer.tables.selecting import select
from rag.answer.tables.table import tables_in
from rag.corpus.article import Article, digest_of

TEXT = "event,day,guests\nFair,2024-03-02,40\nRace,2024-05-12,90\nFeast,2025-05-01,15\n"
TABLES = tables_in(Article("events.csv", "events", TEXT, None, "en", digest_of(TEXT)))


@pytest.mark.parametrize(
    ("question", "first_cells"),
    [
        ("Which events had more than 30 guests?", ["Fair", "Race"]),
        ("Which events were in 2025?", ["Feast"]),
        ("Which events were on 12 May 2024?", ["Race"]),
    ],
)
def test_rows_that_meet_it(question: str, first_cells: list[str]) -> None:
    selected = select(Question(question), TABLES)
    assert selected and [row.cells[0] for row in selected.rows] == first_cells
