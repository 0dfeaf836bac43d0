"""Evidence to the sentences of an answer, each with its citation."""

from __future__ import annotations

from rag.answer.outcome.quoting import citation_of
from rag.corpus.article import Article, Sentence, digest_of

TEXT = "# Camp\n\nThe **camp** is quiet\nat night. It rains."


def test_a_citation_is_what_stands_there_and_is_shown_without_marks() -> None:
    article = Article("camp.md", "Camp", TEXT, None, "en", digest_of(TEXT))
    start = TEXT.index("The")
    cited = citation_of(article, 2, Sentence(start, TEXT.index(" It"), "text"))
    assert cited.number == 2 and article.text[cited.start : cited.end] == cited.quote
    assert "\n" not in cited.text
