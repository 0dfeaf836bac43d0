"""Similarity across languages, measured against that within one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.workshop.memory import Embedder
from eval.workshop.texts import Asked, QuestionSet
from rag.answer.evidence.features import Crossing
from rag.answer.evidence.late_interaction import QuestionStates, nearest
from rag.answer.question.question import Question
from rag.corpus.sentences import split_sentences
from rag.index.states import PassageStates


def measure_crossing(own: QuestionSet, crossed: QuestionSet, embedder: Embedder, sample: int = 200) -> Crossing:
    """The line that takes similarities across languages to those within one.

    It goes through two points, both of the first ``sample`` questions in both languages: the mean similarity to a
    sentence that answers, and to the first ``sample`` sentences of the file, which hardly ever do.
    """
    words = {q.id: q.text for q in crossed.questions}
    asked = [q for q in own.answerable if q.id in words][:sample]
    answering = [answering_sentence(own, q) for q in asked]
    others = [text for p in own.paragraphs for text in sentence_texts(p.text, p.language)][:sample]
    points = {
        language: [similarities(text, a, others, embedder) for text, a in zip(texts, answering, strict=True)]
        for language, texts in (("own", [q.text for q in asked]), ("other", [words[q.id] for q in asked]))
    }
    (right, right_tokens), (wrong, wrong_tokens) = np.mean(points["own"], axis=0)
    (far_right, far_right_tokens), (far_wrong, far_wrong_tokens) = np.mean(points["other"], axis=0)
    return Crossing(
        line(far_wrong, wrong, far_right, right), line(far_wrong_tokens, wrong_tokens, far_right_tokens, right_tokens)
    )


def line(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float]:
    """Slope and offset of the line through two points.

    >>> line(0.0, 1.0, 2.0, 5.0)
    (2.0, 1.0)
    """
    slope = (y1 - y0) / (x1 - x0)
    return round(float(slope), 4), round(float(y0 - slope * x0), 4)


def answering_sentence(data: QuestionSet, asked: Asked) -> str:
    """The sentence in which a question's first answer begins."""
    paragraph = next(p for p in data.paragraphs if p.number == asked.paragraph)
    start = asked.spans[0][0]
    spans = [(s.start, s.end) for s in split_sentences(paragraph.text, paragraph.language)]
    return next(paragraph.text[a:b] for a, b in spans if start < b)


def sentence_texts(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, language)]


def similarities(
    question: str, answer: str, others: Sequence[str], embedder: Embedder
) -> tuple[tuple[float, float], tuple[float, float]]:
    """(cosine, token similarity) to the answering sentence, and the means of those to the others."""
    texts = [answer, *others]
    cosines = embedder.sentences(texts) @ embedder.questions([question])[0]
    tokens = np.zeros(len(texts))
    states, kept = embedder.question_states(question), [embedder.sentence_states(t) for t in texts]
    if states:
        late = QuestionStates.of(Question(question), states)
        tokens = nearest(late, [PassageStates.of([s for s in kept if s])]).mean(axis=1)
    return (float(cosines[0]), float(tokens[0])), (float(cosines[1:].mean()), float(tokens[1:].mean()))
