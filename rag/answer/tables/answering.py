"""The hook of the pipeline: the tables that a question came upon, and an answer of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence
from rag.answer.evidence.ranking import Ranking
from rag.answer.outcome.quoting import citation_of
from rag.answer.question.question import Question
from rag.answer.tables.selecting import Selected, select
from rag.answer.tables.table import MOST_ROWS, Row, Table, table_of, tables_in
from rag.answer.tables.values import tokens_of
from rag.corpus.article import Article
from rag.corpus.formats import without_row
from rag.index.index import Index

CERTAINTY = 0.95
"""The confidence of an answer that was selected."""
_MOST_ARTICLES = 1000
"""Rows of a file that are articles each, and may be selected."""
_MOST_TABLES = 8
"""Articles with tables that are looked at, the nearest first."""


def answer_from_rows(
    index: Index,
    question: Question,
    ranking: Ranking,
    answer: Answer,
    within: frozenset[str] | None,
) -> Answer | None:
    """An answer of rows that were selected; None where that is not certain, or a sentence says it in so many words.

    ``within`` are the digests of the articles that are asked, None means all.
    """
    if question.asks_how or _says_all(question, ranking):
        return None
    selected = select(question, _tables(index, ranking, within))
    return _answered(selected, answer) if selected else None


def _says_all(question: Question, ranking: Ranking) -> bool:
    """Whether the likeliest sentence is running text that has every word of the question's topic.

    One word in common says nothing yet; and where a list is asked for, no single sentence is one.
    """
    if not ranking.evidence or ranking.evidence[0].sentence.kind == "row":
        return False
    first = ranking.evidence[0]
    if question.request and question.request.form == "list" and first.sentence.kind != "list":
        return False
    asked = tokens_of(question.text)
    topic = {own for word, own in zip(asked.folded, asked.terms) if not question.language.is_function_word(word)}
    return len(topic) > 1 and topic <= set(tokens_of(first.text).terms)


def _tables(index: Index, ranking: Ranking, within: frozenset[str] | None) -> Iterator[Table]:
    """The tables of the articles whose rows are among the candidates, the likeliest article first."""
    digests: dict[str, None] = {}
    for candidate in ranking.passages:
        if any(sentence.kind == "row" for sentence in candidate.sentences):
            digests.setdefault(candidate.passage.digest)
    files: set[str] = set()
    left = 2 * MOST_ROWS
    for digest in list(digests)[:_MOST_TABLES]:
        article = index.article(digest)
        file = without_row(article.path)
        if file in files:
            continue
        files.add(file)
        for table in tables_in(article) if file == article.path else _of_file(index, file, within):
            left -= len(table.rows)
            if left < 0:
                return
            yield table


def _of_file(index: Index, file: str, within: frozenset[str] | None) -> tuple[Table, ...]:
    """The table of which every row is an article; none where only some of them are asked, or they are too many."""
    listed = [article for article in index.articles if without_row(article.path) == file]
    if len(listed) > _MOST_ARTICLES or (within is not None and any(article.digest not in within for article in listed)):
        return ()
    texts = index.store.texts([article.digest for article in listed])
    if len(texts) < len(listed):
        return ()
    articles: list[Article] = [article.with_text(texts[article.digest]) for article in listed]
    table = table_of(tuple(sorted(articles, key=lambda article: int(article.path.rpartition("#")[2]))))
    return (table,) if table else ()


def _answered(selected: Selected, answer: Answer) -> Answer:
    """The rows as sentences with a citation each, below what was compared, which has all of them."""
    citations = [citation_of(row.article, number, row.unit) for number, row in enumerate(selected.rows, 1)]
    sentences = [
        AnswerSentence(citation.text, (citation.number,), _emphasis(citation.text, row, selected), apart=True)
        for citation, row in zip(citations, selected.rows)
    ]
    if selected.told:
        sentences.insert(0, AnswerSentence(selected.told, tuple(citation.number for citation in citations), apart=True))
    return replace(
        answer,
        status="answered",
        form="rows",
        sentences=tuple(sentences),
        citations=tuple(citations),
        confidence=CERTAINTY,
    )


def _emphasis(text: str, row: Row, selected: Selected) -> tuple[int, int] | None:
    """Where the cell that was asked for stands in what is shown of its row."""
    if selected.target is None:
        return None
    name, cell = selected.table.columns[selected.target], row.cells[selected.target]
    at = text.find(f"{name}: {cell}") if cell else -1
    return (at + len(name) + 2, at + len(name) + 2 + len(cell)) if at >= 0 else None
