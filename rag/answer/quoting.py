"""Evidence to an answer's sentences, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation
from rag.answer.evidence import Evidence
from rag.answer.reader.rerank_weights import load_rerank
from rag.answer.retrieval import Found
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
    start, end = evidence.start, evidence.end
    return Citation(number, article, start, end, article.text[start:end], article.page(start))


def _sentence(citation: Citation, evidence: Evidence) -> AnswerSentence:
    text = " ".join(citation.quote.split())
    return AnswerSentence(text, (citation.number,), emphasis=_emphasis(citation, evidence))


def _emphasis(citation: Citation, evidence: Evidence) -> tuple[int, int] | None:
    """Where the short answer stands in the sentence's text, if the reader is sure enough of it."""
    if evidence.short is None or evidence.span < load_rerank().short:
        return None
    start, end = (at - citation.start for at in evidence.short)
    before, within = citation.quote[:start], citation.quote[start:end]
    lead = len(" ".join(before.split())) + (bool(before.strip()) and before[-1].isspace())
    return (lead, lead + len(" ".join(within.split()))) if within.strip() else None
