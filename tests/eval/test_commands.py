"""``footnote eval`` and its commands, as they are typed."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer

from eval import commands
from ui import cli


def footnote(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["footnote", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    told = capsys.readouterr()
    return int(str(stopped.value.code)), told.out, told.err


def test_help_names_the_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = footnote(monkeypatch, capsys, "eval", "--help")
    assert status == 0
    for word in (
        "compare",
        "gate",
        "draft",
        "add",
        "--corpus",
        "--store",
        "--questions",
        "--squad",
        "--split",
        "--json",
        "--out",
    ):
        assert word in out


@pytest.mark.parametrize(("statuses", "status"), [((0, 0), 0), ((0, 1, 0), 1)])
def test_all_gates_are_held_even_where_one_is_not_kept(
    statuses: tuple[int, ...], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gate(number: int, kept: int) -> None:
        print(number)
        raise typer.Exit(kept)

    monkeypatch.setattr(commands, "_ALL", [partial(gate, *one) for one in enumerate(statuses)])
    ended, out, _ = footnote(monkeypatch, capsys, "eval", "gates")
    assert (ended, out.split()) == (status, [str(number) for number in range(len(statuses))])


def test_the_command_line_does_not_import_what_only_evaluation_needs() -> None:
    heavy = "eval scipy sklearn matplotlib ir_measures sacrebleu"
    code = f"import sys, ui.cli; print([m for m in {heavy.split()} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.slow
def test_run_compare_and_gate(
    seeds: Path, seed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> tuple[int, str, str]:
        return footnote(monkeypatch, capsys, "eval", *words)

    a = tmp_path / "a"
    status, out, _ = run("--corpus", seeds, "--store", seed_store, "--limit", 24, "--out", a, "--json")
    assert status == 0
    found = json.loads(out)
    assert found["scores"]["exactness"]["value"] == 1.0
    assert {path.name for path in a.iterdir()} == {"report.json", "report.html", "plots.png"}

    status, out, _ = run("compare", a / "report.json", a / "report.json")
    assert status == 0 and out.startswith("0 questions flipped")

    gates, baseline, junit = tmp_path / "gates.yaml", tmp_path / "baseline.json", tmp_path / "out" / "junit.xml"
    gates.write_text(
        "min_rows: 5\nlimits: [{measure: exactness, floor: 1.0, by: value}]\nno_regression: [decline_right]\n"
    )
    options = ("--gates", gates, "--baseline", baseline)
    assert run("gate", a / "report.json", *options, "--keep", "--junit", junit)[0] == 0
    assert baseline.stat().st_size < 100_000 and "testsuite" in junit.read_text()
    assert run("gate", a / "report.json", *options)[0] == 0
    gates.write_text("min_rows: 5\nlimits: [{measure: ms, floor: 1}]")
    assert run("gate", a / "report.json", *options)[0] == 2
    gates.write_text("min_rows: 5\nlimits: [{measure: exactness, ceiling: 0.5}]")
    status, out, _ = run("gate", a / "report.json", *options)
    assert status == 1 and "0 of 1 gates kept" in out


@pytest.mark.slow
def test_squad_files_bring_their_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    contexts = ["The Dragon Bridge of Da Nang opened in March 2013.", "Hue lies on the banks of the Perfume River."]
    answers: list[Any] = ["March 2013", "Perfume River"]
    data = []
    for n, (text, answer) in enumerate(zip(contexts, answers, strict=True)):
        gold = [{"text": answer, "answer_start": text.find(answer)}]
        asked = {"id": str(n), "question": text.replace(answer, "what?"), "answers": gold}
        data.append({"title": f"T{n}", "paragraphs": [{"context": text, "qas": [asked]}]})
    (tmp_path / "squad.json").write_text(json.dumps({"data": data}))
    status, out, _ = footnote(monkeypatch, capsys, "eval", "--squad", tmp_path / "squad.json", "--json")
    assert status == 0
    found = json.loads(out)
    assert found["scores"]["recall@1"]["value"] == 1.0 and "squad_f1" in found["scores"]
    assert "gates" not in found


def test_questions_about_other_articles_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Nothing that they ask for.")
    status, _, err = footnote(monkeypatch, capsys, "eval", "--corpus", tmp_path)
    assert status == 2 and "does not fit the articles" in err and "--corpus" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--questions", "nowhere.jsonl"], "cannot be read"),
        (["--squad", "nowhere.json"], "no SQuAD file"),
        (["compare", "a.json", "b.json"], "no report"),
        (["--nonsense"], "--nonsense"),
        (["add", "nowhere.jsonl", "--to", "x.jsonl"], "no file of feedback"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = footnote(monkeypatch, capsys, "eval", *words)
    assert status == 2
    assert told in err and "Traceback" not in err
