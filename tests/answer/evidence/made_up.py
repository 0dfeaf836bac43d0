"""Made-up articles with hand-made cosines, and the words of some passages, counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Ranking, rank
from rag.answer.evidence.weights import load_weights
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from rag.index.stored_passage import StoredPassage
from rag.language.words import terms

HARBOUR = (
    "The town council of Melby met on 3 May 2021. It voted to dredge the harbour, which had silted up since 1998. "
    "Ingrid Solheim, the harbour master, said 412 boats were moored there. That will cost nine million crowns."
)
BEES = (
    "Beekeepers in the Arlo valley lost a third of their hives last winter. A mite was to blame, according to Tomas Reyl. "
    "New hives arrived from Varn in April."
)
CANDLES = "The candle works in Oster closed. Its forty workers were offered places at the glass works. Nobody knows why it closed."
TRAM = "Đường tàu điện mới ở thành phố Hải An khánh thành ngày 12 tháng 4. Ông Lê Văn Tám cắt băng khánh thành tuyến tàu điện này."


class Words:
    """The words of some passages, counted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._sets = [set(terms(t)) for t in texts]

    languages: frozenset[str] = frozenset()

    @property
    def passages(self) -> int:
        return len(self._sets)

    def passage_frequency(self, term: str) -> int:
        return sum(term in words for words in self._sets)


def held(
    path: str,
    text: str,
    sentences: Sequence[Sentence],
    cosines: Sequence[float] = (),
    bm25: float = 0.0,
    *,
    start: int = 0,
    title: str = "",
    language: str = "",
) -> Candidate:
    """A passage without vectors as a candidate."""
    units = tuple(sentences)
    passage = StoredPassage("", path, start, start + len(text), text, units, np.empty((0, 0), np.float32))
    return Candidate(path, title, passage, units, tuple(cosines), bm25, language=language)


def candidate(name: str, text: str, cosines: Sequence[float], bm25: float = 0.0) -> Candidate:
    (stretch,) = split_passages(split_sentences(text))
    assert len(cosines) == len(stretch.sentences)
    return held(name, text[stretch.start : stretch.end], stretch.sentences, cosines, bm25, start=stretch.start)


def corpus(harbour: Sequence[float], bees: Sequence[float], candles: Sequence[float]) -> list[Candidate]:
    return [
        candidate("harbour", HARBOUR, harbour, 6.0),
        candidate("bees", BEES, bees),
        candidate("candles", CANDLES, candles),
    ]


NEAR = corpus((0.82, 0.84, 0.88, 0.80), (0.77, 0.76, 0.75), (0.76, 0.77, 0.74))
FAR = corpus((0.74, 0.75, 0.74, 0.73), (0.75, 0.74, 0.73), (0.74, 0.73, 0.74))
STATISTICS = Words([HARBOUR, BEES, CANDLES])


def ask(question: str, candidates: Sequence[Candidate]) -> Ranking:
    return rank(Question(question), candidates, STATISTICS, load_weights())


def alone(text: str) -> Candidate:
    """A sentence as the only passage of an article."""
    return held("a", text, split_passages(split_sentences(text))[0].sentences, (0.9,), 3.0)


class Tokens:
    """Token states with one direction for each distinct word."""

    def __init__(self, text: str, vocabulary: dict[str, int]) -> None:
        found = text.split()
        starts = [text.index(word) for word in found]
        self.spans = np.array([(a, a + len(w)) for a, w in zip(starts, found)], np.int32).reshape(-1, 2)
        self.codes = np.zeros((len(found), 20), np.int8)
        for row, word in enumerate(found):
            self.codes[row, vocabulary.setdefault(word.lower(), len(vocabulary))] = 100
        self.scales = np.full(len(found), 0.01, np.float32)
