"""One's own questions in the short form: what is derived, what is told, and the example of the docs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from eval.evaluation import Task, evaluate, problems_of
from eval.gold import Gold
from eval.metrics import answers
from eval.own import is_own, read_own
from eval.scored_answer import Given, Said, Span
from rag import UsageError
from tests.conftest import REPOSITORY
from ui import cli

ARTICLES = {
    "lease.md": "# Lease\n\nThe rent is 900 euros a month.\n\nIt is due on the first day.\n",
    "notes.txt": "Mina and Tom came. Tom left early.\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "my"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def written(corpus: Path, name: str, text: str) -> Path:
    path = corpus.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def test_offsets_facts_and_expectations_are_derived(corpus: Path) -> None:
    rows = [
        "question,answer,file,kind,quote,before",
        "How much is the rent?,900   EUROS,,,,",
        "Who came?,Mina; Tom,notes.txt,list,,",
        'Did Tom stay?,no,,yes/no,Tom left early.,"Who came?|Who left?"',
        "Who owns the house?,,,,,",
    ]
    questions, problems = read_own(written(corpus, "my.csv", "\n".join(rows)), corpus)
    assert problems == []
    rent, came, stay, owner = questions
    ((place,),) = rent.evidence
    assert ARTICLES["lease.md"][place.start : place.end] == place.quote == "900 euros"
    assert [fact.text for fact in came.key_facts] == ["Mina", "Tom"]
    assert (came.type, {one.doc_id for one in came.all_evidence()}) == ("list", {"notes.txt"})
    assert [fact.text for fact in stay.key_facts] == ["Tom left early."]
    assert [turn.q for turn in stay.turns] == ["Who came?", "Who left?", "Did Tom stay?"]
    assert (owner.expected, owner.type, owner.evidence) == ("abstain", "unanswerable", ())


def test_a_summary_that_quotes_another_article_is_wrong(corpus: Path) -> None:
    row = "question,answer,file,kind\nSummarise the lease,900 euros,lease.md,summary\n"
    ((question,), problems) = read_own(written(corpus, "my.csv", row), corpus)
    assert problems == [] and question.only == "lease.md"
    told = Said("The rent is 900 euros.", ())
    for doc, verdict in (("lease.md", "correct"), ("notes.txt", "incorrect")):
        given = Given("answered", (told,), (Span(doc, 0, 3, "The"),), (), (), 0.9, (told,))
        assert answers.verdict(Gold.of(question, 1), given) == verdict


def test_every_problem_is_told_with_its_line(corpus: Path) -> None:
    rows = [
        {"question": "How much is the rent?", "answer": "900 euros"},
        {"question": "Who?", "answer": "Mina", "file": "gone.txt"},
        {"answer": "Tom"},
        {"question": "Did he?", "answer": "Yes"},
        {"question": "Who?", "answer": "Tom", "quote": "It is in no article."},
    ]
    path = written(corpus, "my.jsonl", "\n".join(map(json.dumps, rows)) + "\nno JSON\n")
    questions, problems = read_own(path, corpus)
    assert is_own(path)
    assert [one.id for one in questions] == ["line-1"]
    assert [one.line for one in problems] == [2, 3, 4, 5, 6]
    assert problems_of(path, corpus) == [str(one) for one in problems]


@pytest.mark.parametrize(
    ("name", "text", "own"),
    [
        ("my.csv", "question,answer\n", True),
        ("my.jsonl", '{"question": "Who?"}\n', True),
        ("my.jsonl", '{"id": "a", "turns": []}\n', False),
        ("my.jsonl", "no JSON\n", False),
    ],
)
def test_the_short_form_is_known(tmp_path: Path, name: str, text: str, own: bool) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert is_own(path) is own


def test_a_csv_without_the_column_is_refused(corpus: Path) -> None:
    with pytest.raises(UsageError, match='no column "question"'):
        problems_of(written(corpus, "my.csv", "asked,answer\nWho?,Tom\n"), corpus)


def test_bad_rows_are_left_out_only_when_asked(corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    path = written(corpus, "my.csv", "question,answer,file\nHow much is the rent?,900 euros,\nWho?,Tom,gone.txt\n")
    store = str(corpus.parent / "store")
    task = Task(str(corpus), store, path)
    with pytest.raises(UsageError, match=r"line 3: file: there is no 'gone.txt'"):
        evaluate(task)
    found = evaluate(Task(str(corpus), store, path, skip_bad=True))
    assert len(found["rows"]) == 1
    monkeypatch.setattr(sys, "argv", ["footnote", "eval", "lint", str(path), "--corpus", str(corpus), "--json"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told.startswith("line 3: file")


def test_the_example_of_the_docs_is_read(tmp_path: Path) -> None:
    example = (REPOSITORY / "eval/README.md").read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    (tmp_path / "lease.md").write_text(ARTICLES["lease.md"], encoding="utf-8")
    path = tmp_path / "my.csv"
    path.write_text(example, encoding="utf-8")
    questions, problems = read_own(path, tmp_path)
    assert problems == []
    assert [one.expected for one in questions] == ["answer", "abstain"]
