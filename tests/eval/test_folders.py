"""Questions over folders of documents: what is counted of them."""

from __future__ import annotations

from pathlib import Path

from eval.workshop import folders
from eval.workshop.folders import Asked

PLACE = Path(folders.__file__).parent.parent / "folders"
SHAPES = PLACE.parent / "shapes"


def test_what_became_of_the_questions_is_counted() -> None:
    rows = [
        Asked("a-1", "Who?", True, "answered", True, 0.9, "Ada"),
        Asked("a-1", "When?", True, "uncertain", False, 0.2, "May"),
        Asked("a-1", "Why?", False, "answered", False, 0.5, "So"),
    ]
    told = folders.table(rows)
    assert "| answered | 1 | 0 |" in told and "| uncertain | 0 | 1 |" in told
    assert "AUC of answerable against not: 0.500" in told


def test_every_folder_has_answers_that_stand_in_its_documents_and_as_many_questions_without() -> None:
    for folder in sorted(PLACE.iterdir()):
        questions, problems = folders.read_own(folder / "questions.jsonl", folder / "docs")
        assert problems == []
        assert [q.expected for q in questions].count("abstain") == len(questions) / 2
    assert {folders.is_dev(folder) for folder in PLACE.iterdir()} == {True, False}


def test_a_third_of_the_questions_over_strange_shapes_has_no_answer() -> None:
    for folder in sorted(SHAPES.iterdir()):
        questions, problems = folders.read_own(folder / "questions.jsonl", folder / "docs")
        assert problems == []
        assert [question.expected for question in questions].count("abstain") * 3 == len(questions)
