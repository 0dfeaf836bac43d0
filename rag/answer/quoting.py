"""Evidence to an answer's sentences, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Context
from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.evidence.retrieval import Found
from rag.answer.evidence.sections import section_asked
from rag.answer.question.answer_type import asked_kinds
from rag.answer.reader.rerank_weights import load_rerank
from rag.corpus.article import Sentence
from rag.index.index import Index
from rag.language.detect import guess
from rag.language.packs import language_by

CERTAINTY = 0.9
"""The confidence of a section whose heading is what was asked for."""


def quote(index: Index, found: Found, evidence: Sequence[Evidence], answer: Answer) -> Answer:
    """The answer with the chosen sentences, the likeliest first and each article's together, each with its citation."""
    first = {e.candidate.path: place for place, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: first[e.candidate.path])
    citations = [cite(index, found, number, e) for number, e in enumerate(ordered, 1)]
    sentences = [_sentence(c, e) for c, e in zip(citations, ordered)]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def cite(index: Index, found: Found, number: int, evidence: Evidence) -> Citation:
    """The citation of a sentence."""
    return _cited(index, found, number, evidence.candidate, evidence.sentence)


def answer_from_section(index: Index, question: str, found: Found, ranking: Ranking, answer: Answer) -> Answer | None:
    """The answer with the short section whose heading is what is asked for, as one quotation; None if there is none."""
    language = language_by(guess(question, index.words.languages))
    if asked_kinds(question, language) - {"reason"}:  # for a number, a day or a name, a sentence is better
        return None
    asked = section_asked(question, (scored.candidate for scored in ranking.passages), language)
    if asked is None:
        return None
    citation = _cited(index, found, 1, *asked)
    told = AnswerSentence(citation.text, (1,))
    sure = max(CERTAINTY, answer.confidence)
    return replace(answer, status="answered", sentences=(told,), citations=(citation,), confidence=sure)


def _cited(index: Index, found: Found, number: int, candidate: Candidate, about: Sentence) -> Citation:
    article = index.article(found.passage(candidate).digest)
    start, end = about.start, about.end
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
