"""A question read against one table."""

from __future__ import annotations

import pytest

from rag.answer.question.question import Question
from rag.answer.tables.asking import read
from rag.answer.tables.table import tables_in
from rag.corpus.article import Article, digest_of

TEXT = "ticket,price\nadult,4.50\nchild,2.00\nsenior,3.00\n"
(TABLE,) = tables_in(Article("tickets.csv", "tickets", TEXT, None, "en", digest_of(TEXT)))


@pytest.mark.parametrize(
    ("question", "operation", "rows"),
    [
        ("Which ticket is the cheapest?", "extreme", None),
        ("How many tickets cost more than 2.50?", "count", 2),
        ("What is the average price?", "average", 3),
    ],
)
def test_what_is_asked_of_it(question: str, operation: str, rows: int | None) -> None:
    asked = read(Question(question), TABLE)
    assert asked and asked.operation == operation and rows in (None, len(asked.rows))


def test_a_word_that_is_not_understood_makes_it_no_question_to_the_table() -> None:
    assert read(Question("Why did the harbour master resign?"), TABLE) is None
