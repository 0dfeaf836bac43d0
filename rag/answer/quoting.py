"""Evidence to an answer's sentences, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Context
from rag.answer.evidence.ranking import Evidence
from rag.answer.evidence.retrieval import Found
from rag.index.index import Index


def quote(index: Index, found: Found, evidence: Sequence[Evidence], answer: Answer, emphasis_from: float) -> Answer:
    """The answer with the chosen sentences, the likeliest first and each article's together, each with its citation.

    A short answer within a sentence is emphasised where its score is at least ``emphasis_from``.
    """
    first = {e.candidate.path: place for place, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: first[e.candidate.path])
    citations = [cite(index, found, number, e) for number, e in enumerate(ordered, 1)]
    sentences = [_sentence(c, e, emphasis_from) for c, e in zip(citations, ordered)]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def cite(index: Index, found: Found, number: int, evidence: Evidence) -> Citation:
    """The citation of a sentence."""
    article = index.article(found.passage(evidence.candidate).digest)
    start, end, about = evidence.start, evidence.end, evidence.sentence
    context = about.context and Context(*about.context, article.text[slice(*about.context)])
    quote, page = article.text[start:end], article.page(start)
    return Citation(number, article, start, end, quote, page, context, about.section, about.plain)


def _sentence(citation: Citation, evidence: Evidence, emphasis_from: float) -> AnswerSentence:
    apart = evidence.sentence.kind == "row"
    return AnswerSentence(citation.text, (citation.number,), _emphasis(citation, evidence, emphasis_from), apart)


def _emphasis(citation: Citation, evidence: Evidence, emphasis_from: float) -> tuple[int, int] | None:
    """Where the short answer stands in what is shown of the sentence, if the reader is sure enough of it."""
    if evidence.short is None or evidence.span < emphasis_from:
        return None
    start, end = evidence.short
    return (start, end) if start < end <= len(citation.text) else None
