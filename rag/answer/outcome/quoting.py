"""Evidence to an answer's sentences, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Context
from rag.answer.evidence.definitions import definitions
from rag.answer.evidence.headed import dated_by_heading
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.evidence.sections import Section, section_asked
from rag.answer.question.question import Question
from rag.corpus.article import Article, Sentence
from rag.index.index import Index
from rag.language.requesting import AnswerForm

CERTAINTY = 0.9
"""The confidence of a section asked for by its heading, of what says what a word means, of a day in a heading."""


def quote(index: Index, evidence: Sequence[Evidence], answer: Answer, emphasis_from: float) -> Answer:
    """The answer with the chosen sentences, the likeliest first and each article's together, each with its citation.

    A short answer within a sentence is emphasised where its score is at least ``emphasis_from``.
    """
    first = {e.candidate.path: place for place, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: first[e.candidate.path])
    citations = [cite(index, number, e) for number, e in enumerate(ordered, 1)]
    sentences = [_sentence(c, e, emphasis_from) for c, e in zip(citations, ordered)]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def cite(index: Index, number: int, evidence: Evidence) -> Citation:
    """The citation of a sentence."""
    return citation_of(index.article(evidence.candidate.passage.digest), number, evidence.sentence)


def citation_of(article: Article, number: int, unit: Sentence) -> Citation:
    """The citation of a unit of an article."""
    context = unit.context and Context(*unit.context, article.text[slice(*unit.context)])
    quote, page = article.text[unit.start : unit.end], article.page(unit.start)
    return Citation(number, article, unit.start, unit.end, quote, page, context, unit.section, unit.plain)


def answer_from_units(index: Index, question: Question, ranking: Ranking, answer: Answer) -> Answer | None:
    """The answer with what is chosen by its shape; None where there is nothing of the kind.

    That is the short section whose heading is what is asked for, what says what a word means, or a sentence with the
    heading that has its day.
    """
    if dated := dated_by_heading(question, ranking.passages):
        return quote_units(index, dated, replace(answer, confidence=_surely(answer)))
    if question.kinds - {"reason"}:  # for a number, a day or a name, a sentence is better
        return None
    if section := section_asked(question, ranking.passages):
        form: AnswerForm = "steps" if question.asks_how else "section"
        return quote_units(index, [section], replace(answer, form=form, confidence=_surely(answer)))
    if defining := definitions(question, ranking):
        return quote_units(index, defining, replace(answer, form="definition", confidence=_surely(answer)))
    return None


def _surely(answer: Answer) -> float:
    return max(CERTAINTY, answer.confidence)


def quote_units(index: Index, units: Sequence[Section], answer: Answer) -> Answer:
    """The answer with some units, each with its citation, in their order."""
    citations = tuple(
        citation_of(index.article(candidate.passage.digest), number, unit)
        for number, (candidate, unit) in enumerate(units, 1)
    )
    sentences = tuple(AnswerSentence(citation.text, (citation.number,), apart=len(units) > 1) for citation in citations)
    return replace(answer, status="answered", sentences=sentences, citations=citations)


def _sentence(citation: Citation, evidence: Evidence, emphasis_from: float) -> AnswerSentence:
    apart = evidence.sentence.kind in ("row", "list")
    return AnswerSentence(citation.text, (citation.number,), _emphasis(citation, evidence, emphasis_from), apart)


def _emphasis(citation: Citation, evidence: Evidence, emphasis_from: float) -> tuple[int, int] | None:
    """Where the short answer stands in what is shown of the sentence, if the reader is sure enough of it."""
    if evidence.short is None or evidence.span < emphasis_from:
        return None
    start, end = evidence.short
    return (start, end) if start < end <= len(citation.text) else None
