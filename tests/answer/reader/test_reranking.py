"""What is read, and what becomes of a ranking by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.evidence.weights import Linear
from rag.answer.question.question import Question
from rag.answer.reader.rerank_weights import ANSWER_FEATURES, FEATURES, RELATIONS, SUBJECT_FEATURES, RerankWeights
from rag.answer.reader.reranking import rerank
from rag.answer.reader.scorer import WindowScores
from rag.answer.reader.windows import Window
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import held

FERRY = "The ferry sails on Mondays. Ingrid Solheim steers it. It does not sail in a storm. Tickets cost nine crowns."
BEES = "The hives stand in the valley. Tomas Reyl keeps them."


def candidate(path: str, text: str) -> Candidate:
    (stretch,) = split_passages(split_sentences(text))
    return held(path, text, stretch.sentences, (0.0,) * len(stretch.sentences), title=path.title())


def evidence(*held: tuple[Candidate, int]) -> tuple[Evidence, ...]:
    return tuple(Evidence(c, i, -float(place), 1 / len(held)) for place, (c, i) in enumerate(held))


class WordCounter:
    """Reads by looking for words of the question: what it says can be worked out by hand."""

    name = "word counter"

    def __init__(self) -> None:
        self.windows: list[Window] = []

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        self.windows += windows
        asked = set(question.lower().strip("?").split())
        found = []
        for w in windows:
            hits = np.array([float(len(asked & set(w.text[a:b].lower().strip(".").split()))) for a, b in w.units])
            found.append(WindowScores(hits.max(), hits, hits, np.array([(a, a + 3) for a, _ in w.units])))
        return found


def plain(names: Sequence[str], *weighed: str) -> Linear:
    ones = np.ones(len(names))
    return Linear(tuple(names), np.array([float(n in weighed) for n in names]), 0 * ones, ones)


BY_UNIT = dict.fromkeys(
    RELATIONS, RerankWeights(plain(FEATURES, "unit"), plain(SUBJECT_FEATURES), plain(ANSWER_FEATURES, "window"))
)


def test_the_sentence_that_the_reader_prefers_comes_first() -> None:
    ferry, bees = candidate("ferry", FERRY), candidate("bees", BEES)
    before = Ranking(evidence((bees, 1), (ferry, 0), (ferry, 2)), (bees, ferry), 0.5, ())
    after = rerank(Question("Who steers it in a storm?"), before, WordCounter(), BY_UNIT)
    assert [e.text for e in after.evidence] == [
        "It does not sail in a storm.",  # it, in, a, storm
        "Tomas Reyl keeps them.",  # of the same score as the ferry on Mondays, and before it
        "The ferry sails on Mondays.",
    ]
    assert after.evidence[0].short == (0, 3)
    assert [p.path for p in after.passages] == ["ferry", "bees"]
    # half for the subject, which weighs nothing here; and the window's score is its best unit's
    assert after.confidence == pytest.approx(0.5 / (1 + np.exp(-4.0)))


def test_a_neighbour_that_stands_in_a_window_is_read_with_it() -> None:
    ferry = candidate("ferry", FERRY)
    before = Ranking(evidence((ferry, 0), (ferry, 1), (ferry, 2), (ferry, 3)), (ferry,), 0.5, ())
    after = rerank(Question("nine crowns"), before, WordCounter(), BY_UNIT, depth=1)
    assert after.evidence[0].text == "Tickets cost nine crowns."
    assert len({e.index for e in after.evidence}) == 4


def test_what_is_not_read_stays_in_its_order_behind() -> None:
    ferry, bees = candidate("ferry", FERRY), candidate("bees", BEES)
    before = Ranking(evidence((bees, 0), (bees, 1), (ferry, 0), (ferry, 1)), (), 0.5, ())
    reader = WordCounter()
    after = rerank(
        Question("them?"),
        Ranking(before.evidence, (bees, ferry), 0.5, ()),
        reader,
        BY_UNIT,
        depth=2,
    )
    assert [(e.candidate.path, e.index) for e in after.evidence] == [
        ("bees", 1),
        ("bees", 0),
        ("ferry", 0),
        ("ferry", 1),
    ]
    assert [w.text for w in reader.windows] == [BEES]
    scores = [e.score for e in after.evidence]
    assert scores == sorted(scores, reverse=True)


def test_what_is_in_another_language_is_read_too_and_has_weights_of_its_own() -> None:
    ferry, bees = candidate("ferry", FERRY), candidate("bees", BEES)
    own = evidence((ferry, 0), (ferry, 1), (ferry, 2))
    abroad = tuple(replace(e, score=e.score - 9.0, foreign=True) for e in evidence((bees, 0), (bees, 1)))
    before = Ranking((*own, *abroad), (ferry, bees), 0.9, (), sides=(0.9, 0.5))
    reader = WordCounter()
    behind = replace(BY_UNIT["foreign"], sentence=replace(BY_UNIT["foreign"].sentence, intercept=-1.5))
    asked = Question("Tomas Reyl steers them?")  # three words of a sentence abroad, one at home
    for relations, first in (
        (BY_UNIT, "bees"),
        ({**BY_UNIT, "foreign": behind}, "bees"),
        ({**BY_UNIT, "foreign": replace(behind, sentence=replace(behind.sentence, intercept=-2.5))}, "ferry"),
    ):
        after = rerank(asked, before, reader, relations, depth=3)
        assert after.evidence[0].candidate.path == first and after.foreign is (first == "bees")
    assert {w.text for w in reader.windows} == {FERRY, BEES}


def test_how_sure_the_first_stage_was_is_told_of_the_side_that_comes_first() -> None:
    ferry, bees = candidate("ferry", FERRY), candidate("bees", BEES)
    own, abroad = evidence((ferry, 0)), tuple(replace(e, foreign=True) for e in evidence((bees, 1)))
    by_subject = {
        name: RerankWeights(w.sentence, plain(SUBJECT_FEATURES, "first_stage"), plain(ANSWER_FEATURES))
        for name, w in BY_UNIT.items()
    }
    before = Ranking((*own, *abroad), (ferry, bees), 0.9, (), sides=(0.9, 0.4))
    for question, sure in (("Who keeps them?", 0.4), ("When sails the ferry?", 0.9)):
        assert rerank(Question(question), before, WordCounter(), by_subject).confidence == pytest.approx(sure / 2)


def test_nothing_found_is_nothing_read() -> None:
    reader = WordCounter()
    empty = Ranking((), (), 0.0, ())
    assert rerank(Question("Who?"), empty, reader, BY_UNIT) is empty and reader.windows == []
