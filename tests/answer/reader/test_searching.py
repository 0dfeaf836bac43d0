"""The reading of a question of which an answer is surest."""

from __future__ import annotations

from pathlib import Path

from rag.answer.question.question import Question
from rag.answer.reader.searching import Searched, Stopwatch, surest_reading
from rag.index.library import Library
from rag.settings import Settings
from tests.conftest import MakeCorpus

MILL = {"a.txt": "The mill at Oster burnt down in 1911. It was never built again.", "b.txt": "Bees swarm in May."}


def surest(folder: Path, question: str, settings: Settings) -> tuple[Searched, set[str]]:
    """The surest reading of a question, and the stages that were timed."""
    library, watch = Library.open(folder, settings), Stopwatch()
    library.sync()
    return surest_reading(library.index, Question(question), None, watch, settings), set(watch.laps)


def test_a_question_among_other_sentences_is_read_alone_too(corpus: MakeCorpus) -> None:
    folder, settings = corpus(MILL), Settings.of()
    alone, stages = surest(folder, "When did the mill burn down?", settings)
    found, _ = surest(folder, "I like bees and I am new here. When did the mill burn down? Thanks a lot!", settings)
    assert found.ranking.evidence[0].text == alone.ranking.evidence[0].text == "The mill at Oster burnt down in 1911."
    assert found.ranking.confidence == alone.ranking.confidence
    assert stages == {"retrieval", "ranking", "reading"}


def test_without_the_reader_the_first_stage_tells(corpus: MakeCorpus) -> None:
    found, stages = surest(corpus(MILL), "When did the mill burn down?", Settings.of(reader="off"))
    assert stages == {"retrieval", "ranking"} and found.emphasis_from == float("inf")
