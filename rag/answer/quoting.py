"""Evidence to an answer's sentences, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Context
from rag.answer.evidence.ranking import Evidence
from rag.answer.evidence.retrieval import Found
from rag.answer.reader.rerank_weights import load_rerank
from rag.index.index import Index


def quote(index: Index, found: Found, evidence: Sequence[Evidence], answer: Answer) -> Answer:
    """The answer with the chosen sentences, the likeliest first and each article's together, each with its citation."""
    first = {e.candidate.path: place for place, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: first[e.candidate.path])
    citations = [cite(index, found, number, e) for number, e in enumerate(ordered, 1)]
    sentences = [_sentence(c, e) for c, e in zip(citations, ordered)]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def cite(index: Index, found: Found, number: int, evidence: Evidence) -> Citation:
    """The citation of a sentence."""
    article = index.article(found.passage(evidence.candidate).digest)
    start, end, about = evidence.start, evidence.end, evidence.sentence
    context = about.context and Context(*about.context, article.text[slice(*about.context)])
    quote, page = article.text[start:end], article.page(start)
    return Citation(number, article, start, end, quote, page, context, about.section, about.plain)


def _sentence(citation: Citation, evidence: Evidence) -> AnswerSentence:
    apart = evidence.sentence.kind == "row"
    return AnswerSentence(citation.text, (citation.number,), _emphasis(citation, evidence), apart)


def _emphasis(citation: Citation, evidence: Evidence) -> tuple[int, int] | None:
    """Where the short answer stands in what is shown of the sentence, if the reader is sure enough of it."""
    if evidence.short is None or evidence.span < load_rerank().short:
        return None
    start, end = evidence.short
    return (start, end) if start < end <= len(citation.text) else None
