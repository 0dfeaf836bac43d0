"""Tables in an article, and rows that are articles."""

from __future__ import annotations

from rag.answer.question.question import Question
from rag.answer.tables.selecting import select
from rag.answer.tables.table import Table, table_of, tables_in
from rag.corpus.article import Article, digest_of


def article(path: str, text: str, language: str = "en") -> Article:
    return Article(path, path, text, None, language, digest_of(text))


def tables(path: str, text: str) -> tuple[Table, ...]:
    return tables_in(article(path, text))


def test_a_table_whose_rows_do_not_fit_its_header_is_none() -> None:
    assert not tables("a.md", "| A | B |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n")


def test_records_and_rows_that_name_their_cells_are_tables() -> None:
    (lines,) = tables("log.jsonl", '{"owner": "Tom", "days": 3}\n{"owner": "Mina", "days": 5}\n')
    assert lines.columns == ("owner", "days")
    (named,) = tables("a.txt", "Figures\n\n- Year: 2023 | Tonnes: 3.2\n- Year: 2024 | Tonnes: 3.6\n")
    assert [row.cells for row in named.rows] == [("2023", "3.2"), ("2024", "3.6")]


def test_the_rows_of_a_file_that_are_articles_are_a_table() -> None:
    parts = tuple(
        article(f"log.csv#{at}", f"# {title}\n\nIt took a while to mend.\n\n- owner: {owner} | minutes: {minutes}")
        for at, (title, owner, minutes) in enumerate([("Login loop", "Tom", 120), ("Slow search", "Mina", 5)], 2)
    )
    found = table_of(parts)
    assert found and found.columns == ("title", "owner", "minutes")
    selected = select(Question("which log entry was the longest"), [found])
    assert selected and [row.article.path for row in selected.rows] == ["log.csv#2"]
