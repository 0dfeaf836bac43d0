"""Question to answer: retrieve, rank, decline or quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.answer import Answer, AnswerSentence, Citation, Declined
from rag.answer.declining import decline
from rag.answer.emphasis import how_many_sentences, short_answer
from rag.answer.evidence import Evidence, Ranking, rank
from rag.answer.language import asks_overview
from rag.answer.people import antecedent
from rag.answer.retrieval import Found, retrieve
from rag.answer.smalltalk import reply
from rag.answer.weights import load_weights
from rag.corpus.article import Passage
from rag.errors import UsageError
from rag.index.index import Index
from rag.settings import Settings

_LEAST_SHARE = 0.05
_LEAST_SHARE_OF_OVERVIEW = 0.02


def ask(
    index: Index,
    question: str,
    settings: Settings,
    understood: str | None = None,
    articles: Sequence[str] | None = None,
) -> Answer:
    """Answers a question with quotations from the index, or declines it.

    ``understood`` is what the question means in its conversation, where that differs from its words;
    ``articles`` are the paths of those to ask, None means all.
    """
    asked = check_question(understood or question, settings)
    said = reply(question, [one.title for one in index.chosen(articles)])
    if said:
        return Answer(question=question, status="declined", declined=Declined(said))
    found, ranking = _search(index, asked, articles)
    shown = _shown(index, found, ranking, settings.passages)
    answer = Answer(
        question=question,
        status="declined",
        confidence=ranking.confidence,
        passages=shown,
        understood=understood,
        settings={
            "model": index.encoder.name,
            **settings.model_dump(mode="json", include={"caution", "max_sentences"}),
            **({"articles": list(articles)} if articles is not None else {}),
        },
    )
    if not ranking.evidence or ranking.confidence < load_weights().caution[settings.caution]:
        return replace(answer, declined=decline(asked, ranking, shown, chosen=articles is not None))
    return _quote(index, found, choose(asked, ranking, settings.max_sentences), answer)


def search(
    index: Index, query: str, k: int, settings: Settings, articles: Sequence[str] | None = None
) -> list[Passage]:
    """The ``k`` best passages for a query, best first."""
    found, ranking = _search(index, check_question(query, settings), articles)
    return list(_shown(index, found, ranking, k))


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


def choose(question: str, ranking: Ranking, most: int) -> list[Evidence]:
    """The sentences to quote: as many as the answer needs; for an overview the best of each article."""
    if asks_overview(question):
        best: dict[str, Evidence] = {}
        for evidence in ranking.evidence:
            best.setdefault(evidence.candidate.path, evidence)
        return [e for e in best.values() if e.share >= _LEAST_SHARE_OF_OVERVIEW][:most] or list(ranking.evidence[:1])
    needed = min(most, how_many_sentences(ranking.evidence))
    return [e for place, e in enumerate(ranking.evidence[:needed]) if place == 0 or e.share >= _LEAST_SHARE]


def _search(index: Index, question: str, articles: Sequence[str] | None) -> tuple[Found, Ranking]:
    within = None if articles is None else {one.digest for one in index.chosen(articles)}
    found = retrieve(index, question, within)
    return found, rank(question, found.candidates, index.words, load_weights(), found.states)


def _shown(index: Index, found: Found, ranking: Ranking, k: int) -> tuple[Passage, ...]:
    shown = []
    for scored in ranking.passages[:k]:
        stored = found.passage(scored.candidate)
        shown.append(Passage(index.article(stored.digest), stored.start, stored.end, stored.text, scored.score))
    return tuple(shown)


def _quote(index: Index, found: Found, evidence: Sequence[Evidence], answer: Answer) -> Answer:
    """The chosen sentences, article by article in reading order, each with its citation."""
    first = {e.candidate.path: place for place, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: (first[e.candidate.path], e.start))
    citations = [_cite(index, found, number, e) for number, e in enumerate(ordered, 1)]
    asked = answer.understood or answer.question
    sentences = [_sentence(asked, citation) for citation in citations]
    return replace(answer, status="answered", sentences=tuple(sentences), citations=tuple(citations))


def _sentence(asked: str, citation: Citation) -> AnswerSentence:
    text = " ".join(citation.quote.split())
    subject = antecedent(citation.article.text, citation.start, citation.end)
    return AnswerSentence(text, (citation.number,), emphasis=short_answer(asked, text), subject=subject)


def _cite(index: Index, found: Found, number: int, evidence: Evidence) -> Citation:
    article = index.article(found.passage(evidence.candidate).digest)
    start, end = evidence.start, evidence.end
    return Citation(number, article, start, end, article.text[start:end], article.page(start))
