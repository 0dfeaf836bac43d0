"""SQuAD's and XQuAD's files as questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.questions import lint
from eval.squad import evenly, read_squad
from rag import UsageError

TEXT = "Đà Nẵng has the Dragon Bridge. It opened in 2013."


def qa(id_: str, question: str, *answers: str, context: str = TEXT, **fields: Any) -> dict[str, Any]:
    found = [{"text": one, "answer_start": context.find(one)} for one in answers]
    return {"id": id_, "question": question, "answers": found, **fields}


def write(path: Path, *articles: list[tuple[str, list[dict[str, Any]]]]) -> Path:
    data = [
        {"title": f"T {n}/x", "paragraphs": [{"context": context, "qas": qas} for context, qas in paragraphs]}
        for n, paragraphs in enumerate(articles)
    ]
    path.write_text(json.dumps({"version": "v2.0", "data": data}), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    none = qa("3", "How long is it?", is_impossible=True, plausible_answers=[{"text": "2013", "answer_start": 44}])
    first = [(TEXT, [qa("1", "Which bridge? ", "Dragon Bridge", "the Dragon Bridge"), none])]
    return write(
        tmp_path / "dev-v2.0.json",
        first,
        [("Huế lies on a river.", [qa("2", "Where?", "river", context="Huế lies on a river.")])],
    )


def test_every_paragraph_is_an_article_and_every_question_lints(file: Path, tmp_path: Path) -> None:
    squad = read_squad(file)
    assert list(squad.articles) == ["000_T_0_x_000.txt", "001_T_1_x_000.txt"]
    squad.write_articles(tmp_path / "corpus")
    assert (tmp_path / "corpus" / "000_T_0_x_000.txt").read_bytes().decode() == TEXT
    assert lint(squad.questions, tmp_path / "corpus") == []
    one, none, other = squad.questions
    assert one.turns[0].q == "Which bridge?"
    assert one.references == ("Dragon Bridge", "the Dragon Bridge")
    assert [evidence.start for evidence in one.evidence[0]] == [16, 12]
    assert none.expected == "abstain" and none.references == ()
    assert (one.split, other.split) == ("dev", "test")  # by title, so that no evidence is shared


def test_across_languages_questions_come_from_one_file_and_paragraphs_from_the_other(tmp_path: Path) -> None:
    english = write(tmp_path / "xquad.en.json", [(TEXT, [qa("1", "When did it open?", "2013")])])
    context = "Cầu Rồng mở cửa năm hai nghìn mười ba."
    answer = qa("1", "Cầu mở cửa khi nào?", "hai nghìn mười ba", context=context)
    vietnamese = write(tmp_path / "xquad.vi.json", [(context, [answer])])
    [question] = read_squad(vietnamese, english).questions
    assert (question.lang, question.turns[0].q) == ("vi", "Cầu mở cửa khi nào?")
    assert question.evidence[0][0].quote == "2013"
    assert question.references == ("2013", "hai nghìn mười ba")
    assert question.split == "test"  # one title: nothing to fit on


def test_an_offset_that_is_off_is_looked_up(tmp_path: Path) -> None:
    wrong = {"id": "1", "question": "?", "answers": [{"text": "2013", "answer_start": 3}]}
    [question] = read_squad(write(tmp_path / "a.json", [(TEXT, [wrong])])).questions
    assert question.evidence[0][0].start == TEXT.index("2013")


def test_the_same_paragraph_twice_is_one_article(tmp_path: Path) -> None:
    squad = read_squad(write(tmp_path / "a.json", [(TEXT, [qa("1", "?", "2013")]), (TEXT, [qa("2", "?", "2013")])]))
    assert len(squad.articles) == 1
    assert {question.evidence[0][0].doc_id for question in squad.questions} == squad.articles.keys()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"data": 3}'])
def test_other_files_are_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(UsageError):
        read_squad(tmp_path / "a.json")


def test_a_limit_is_spread_evenly(file: Path) -> None:
    questions = list(read_squad(file).questions)
    assert [one.id for one in evenly(questions, 2)] == ["1", "3"]
    assert evenly(questions, 9) == evenly(questions, None) == questions
