"""Labelled situations to fit and to measure on: a question, a corpus, and where in it the answer stands, if it does."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.workshop.memory import Embedder, MemoryCorpus, Retrieval, Vectors
from eval.workshop.texts import Asked, Paragraph, QuestionSet, Span, Text, as_articles
from rag.answer.evidence.features import Candidate
from rag.answer.question.question import Question
from rag.index.states import States

Kind = Literal["answerable", "adversarial", "taken out", "elsewhere"]
KINDS: tuple[Kind, ...] = ("answerable", "adversarial", "taken out", "elsewhere")
"""Answerable; SQuAD 2.0's unanswerable beside its paragraph; its passage taken out; about something else entirely."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A question over a corpus; ``path`` and ``spans`` are where an answer stands, in an answerable one."""

    kind: Kind
    shape: str
    question: Asked
    vector: Vectors
    states: States | None
    corpus: Retrieval
    without: frozenset[tuple[str, int]] = frozenset()
    path: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def asked(self) -> Question:
        """The question as a bot over the corpus reads it."""
        return Question(self.question.text, self.corpus.statistics.languages)

    def candidates(self) -> list[Candidate]:
        return self.corpus.candidates(self.question.text, self.vector, self.without)


@dataclass(frozen=True, slots=True)
class Shape:
    """A corpus of some paragraphs in articles of so many of them."""

    name: str
    texts: list[Text]
    corpus: MemoryCorpus

    @classmethod
    def of(cls, name: str, paragraphs: Sequence[Paragraph], per_article: int, embedder: Embedder) -> Shape:
        """With captions between the paragraphs, as in the news, unless each paragraph is an article."""
        texts = as_articles(paragraphs, per_article, captions=name != "paragraphs")
        return cls(name, texts, MemoryCorpus(texts, embedder))

    def place(self, asked: Asked) -> tuple[str, tuple[Span, ...]]:
        """The article of a question's paragraph and its answers' spans there."""
        text = next(t for t in self.texts if asked.paragraph in t.offsets)
        offset = text.offsets[asked.paragraph]
        return text.path, tuple((a + offset, b + offset) for a, b in asked.spans)

    def beside(self, questions: Sequence[Asked], embedder: Embedder, *, taken_out: bool) -> Iterator[Situation]:
        """Questions over the corpus that their paragraphs are in; ``taken_out``: answerable ones also without."""
        for asked, vector in zip(questions, embedder.questions([q.text for q in questions])):
            path, spans = self.place(asked)
            if not spans:
                yield Situation(
                    "adversarial", self.name, asked, vector, embedder.question_states(asked.text), self.corpus
                )
                continue
            yield Situation(
                "answerable",
                self.name,
                asked,
                vector,
                embedder.question_states(asked.text),
                self.corpus,
                frozenset(),
                path,
                spans,
            )
            if taken_out:
                yield Situation(
                    "taken out",
                    self.name,
                    asked,
                    vector,
                    embedder.question_states(asked.text),
                    self.corpus,
                    frozenset(self.corpus.holding(path, spans)),
                )

    def elsewhere(
        self, questions: Sequence[Asked], embedder: Embedder, kind: Kind = "elsewhere"
    ) -> Iterator[Situation]:
        """Questions over a corpus that has nothing of what they are about."""
        for asked, vector in zip(questions, embedder.questions([q.text for q in questions])):
            yield Situation(kind, self.name, asked, vector, embedder.question_states(asked.text), self.corpus)


def situations(data: QuestionSet, embedder: Embedder, seed: int = 1) -> list[Situation]:
    """A file as corpora of several shapes: every paragraph an article, whole titles as articles, and small corpora."""
    return [*paragraph_corpus(data, embedder), *title_corpora(data, embedder), *small_corpora(data, embedder, seed)]


def paragraph_corpus(data: QuestionSet, embedder: Embedder) -> list[Situation]:
    """Each paragraph one article; what is elsewhere is asked of the other titles' paragraphs.

    Of each kind without an answer there are half as many as there could be: enough for one weight a feature.
    """
    shape = Shape.of("paragraphs", data.paragraphs, 1, embedder)
    found = list(shape.beside(data.answerable[::2], embedder, taken_out=True))
    found += shape.beside(data.answerable[1::2] + data.unanswerable[::2], embedder, taken_out=False)
    for title in data.titles:
        others = data.of_titles(t for t in data.titles if t != title)
        asked = data.of_titles([title]).answerable
        if others.paragraphs:
            found += Shape.of("paragraphs", others.paragraphs, 1, embedder).elsewhere(asked[::2], embedder)
    return found


def title_corpora(data: QuestionSet, embedder: Embedder) -> list[Situation]:
    """Each title one long article, all of them one corpus, asked a quarter of the questions."""
    asked = data.answerable[::4] + data.unanswerable[::4]
    return list(Shape.of("titles", data.paragraphs, 0, embedder).beside(asked, embedder, taken_out=True))


def small_corpora(data: QuestionSet, embedder: Embedder, seed: int, rounds: int = 2) -> list[Situation]:
    """Corpora of one to ten articles of one to four paragraphs, of one title or of several.

    Each is asked some questions of its own paragraphs, as many about other paragraphs of the same
    title and as many about other titles.
    """
    draw = random.Random(seed)
    found: list[Situation] = []
    for _ in range(rounds):
        for title in data.titles:
            own = [p for p in data.paragraphs if p.title == title]
            for first in range(0, len(own), 8):
                found.extend(_small_corpus(data, own, first, draw, embedder))
    return found


def _small_corpus(
    data: QuestionSet, own: Sequence[Paragraph], first: int, draw: random.Random, embedder: Embedder
) -> Iterator[Situation]:
    per_article = draw.choice([1, 1, 2, 4])
    chosen = list(own[first : first + min(draw.randint(1, 10) * per_article, 24)])
    titles = {p.title for p in chosen}
    if draw.random() < 0.5:
        stranger = draw.choice([p.title for p in data.paragraphs])
        more = [p for p in data.paragraphs if p.title == stranger and stranger not in titles]
        start = draw.randrange(len(more)) if more else 0
        chosen += more[start : start + 2 * per_article]
        titles.add(stranger)
    numbers = {p.number for p in chosen}
    shape = Shape.of("few", chosen, per_article, embedder)
    inside = [q for q in data.questions if q.paragraph in numbers]
    near = [q for q in data.answerable if q.paragraph not in numbers and q.title in titles]
    far = [q for q in data.answerable if q.title not in titles]
    yield from shape.beside(draw.sample(inside, min(20, len(inside))), embedder, taken_out=False)
    yield from shape.elsewhere(draw.sample(near, min(8, len(near))), embedder, "taken out")
    yield from shape.elsewhere(draw.sample(far, min(10, len(far))), embedder)
