"""Question to answer: retrieve, rank, decline or quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Declined
from rag.answer.evidence import Evidence, Ranking, rank
from rag.answer.retrieval import retrieve
from rag.corpus.article import Passage, Sentence
from rag.errors import UsageError
from rag.index.index import Index
from rag.index.words import StoredPassage
from rag.settings import Settings


def ask(index: Index, question: str, settings: Settings, understood: str | None = None) -> Answer:
    """Answers a question with quotations from the index, or declines it.

    ``understood`` is what the question means in its conversation, where that differs from its words.
    """
    asked = check_question(understood or question, settings)
    found = retrieve(index, asked)
    ranking = rank(asked, [candidate for _, candidate in found])
    passages = [passage for passage, _ in found]
    shown = _shown(index, passages, ranking, settings.passages)
    answer = Answer(
        question=question,
        status="declined",
        confidence=ranking.confidence,
        passages=shown,
        understood=understood,
        settings={
            "model": index.encoder.name,
            **settings.model_dump(mode="json", include={"caution", "max_sentences"}),
        },
    )
    if ranking.confidence < 0.2 or not ranking.evidence:
        return replace(answer, declined=Declined("The articles do not say.", shown))
    return _quote(index, passages, ranking.evidence[:1], answer)


def check_question(question: str, settings: Settings) -> str:
    """The question, trimmed.

    Raises:
        UsageError: it is empty or too long.
    """
    trimmed = question.strip()
    if not any(c.isalnum() for c in trimmed):
        raise UsageError("The question is empty.", "Ask something that the articles could answer.")
    if len(trimmed) > settings.max_question_chars:
        raise UsageError(
            f"The question has {len(trimmed):,} characters; at most {settings.max_question_chars:,} are read.",
            "Shorten it.",
        )
    return trimmed


def search(index: Index, query: str, k: int, settings: Settings) -> list[Passage]:
    """The ``k`` best passages for a query, best first."""
    found = retrieve(index, check_question(query, settings))
    ranking = rank(query, [candidate for _, candidate in found])
    return list(_shown(index, [passage for passage, _ in found], ranking, k))


def _shown(index: Index, passages: Sequence[StoredPassage], ranking: Ranking, k: int) -> tuple[Passage, ...]:
    best = [(passages[i], score) for i, score in ranking.passages[:k]]
    return tuple(Passage(index.article(p.digest), p.start, p.end, p.text, score) for p, score in best)


def _quote(index: Index, passages: Sequence[StoredPassage], chosen: Sequence[Evidence], answer: Answer) -> Answer:
    """The chosen sentences in reading order, each with its citation."""
    ordered = sorted(chosen, key=lambda one: _place(passages, one))
    citations = [_cite(index, n, passages[e.candidate], e.sentence) for n, e in enumerate(ordered, 1)]
    sentences = [AnswerSentence(text=" ".join(c.quote.split()), citations=(c.number,)) for c in citations]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def _place(passages: Sequence[StoredPassage], one: Evidence) -> tuple[str, int]:
    passage = passages[one.candidate]
    return passage.digest, passage.sentences[one.sentence].start


def _cite(index: Index, number: int, passage: StoredPassage, place: int) -> Citation:
    sentence: Sentence = passage.sentences[place]
    article = index.article(passage.digest)
    return Citation(number, article, sentence.start, sentence.end, article.text[sentence.start : sentence.end])
