"""A run to a report, a page, a comparison and a gate."""

from __future__ import annotations

import copy
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval import compare, gate, report, terminal
from eval.evaluation import DOCUMENT_GATES, GATES, LANGUAGE_GATES, SEEDS
from eval.page import page
from eval.questions import Question, load
from eval.run import run, texts
from eval.score import of_mode, score
from eval.squad import evenly
from rag import UsageError
from tests.eval import gold_bot
from tests.eval.gold_bot import GoldBot


def some_questions() -> list[Question]:
    """Twenty of each split, four of them conversations whose words no other question has."""
    everything = load(SEEDS)
    said = Counter(turn.q for question in everything for turn in question.turns)
    chosen = []
    for split in ("dev", "test"):
        rows = [question for question in everything if question.split == split]
        talks = [q for q in rows if len(q.turns) > 1 and all(said[turn.q] == 1 for turn in q.turns)]
        chosen += talks[:4] + evenly([question for question in rows if len(question.turns) == 1], 16)
    return chosen


def make(seeds: Path, worse: Any = None, *, gated: bool = False) -> dict[str, Any]:
    questions = some_questions()
    bot = GoldBot(questions, seeds)
    if worse:
        bot.change = worse(bot)
    rows = run(bot, [one for one in questions if not gated or one.split == "test"], gold_only=gated)
    articles = texts(bot, rows, seeds)
    scored = score(rows, questions, articles)
    split = "test" if gated else "all"
    return report.build(report.Run(scored, questions, articles, "seeds", "seeds.jsonl", split, 0.1, 0.2, "digest"))


@pytest.fixture(scope="module")
def good(seeds: Path) -> dict[str, Any]:
    return make(seeds)


@pytest.fixture(scope="module")
def bad(seeds: Path) -> dict[str, Any]:
    return make(seeds, gold_bot.first_sentence_always)


# -- The run -------------------------------------------------------------------------------------------------


def test_conversations_are_asked_in_every_mode(seeds: Path) -> None:
    [talk] = [question for question in load(SEEDS) if question.id == "conv-vuong-en"]
    bot = GoldBot([talk], seeds)
    rows = run(bot, [talk])
    assert [(row.mode, row.turn) for row in rows] == [
        ("gold", 2), ("alone", 2), ("standalone", 2), ("live", 1), ("live", 2),
    ]  # fmt: skip
    first, last, full = talk.turns[0].q, talk.turns[-1].q, talk.turns[-1].standalone
    assert bot.asked == [first, last, last, full, first, last]  # the first call only warms up
    assert all(row.ms > 0 and row.answer["status"] == "answered" for row in rows)


def test_exactness_is_judged_by_the_file_and_not_by_the_bot(seeds: Path) -> None:
    question = load(SEEDS)[0]
    bot = GoldBot([question], seeds)
    path = question.evidence[0][0].doc_id
    rows = run(bot, [question])
    bot.articles = {}
    assert texts(bot, rows, seeds)[path] == (seeds / path).read_bytes().decode()


# -- The report ----------------------------------------------------------------------------------------------


def test_the_report_is_json_and_names_what_it_was_made_with(good: dict[str, Any], tmp_path: Path) -> None:
    report.write(good, tmp_path / "new" / "report.json")
    again = report.read(tmp_path / "new" / "report.json")
    assert again == json.loads(json.dumps(good))
    assert again["schema"] == report.SCHEMA
    assert again["questions"]["splits"] == {"dev": 20, "test": 20}
    assert len(again["questions"]["digest"]) == 64
    assert {"python", "numpy", "scipy"} <= again["versions"].keys()
    assert again["machine"]["cores"] >= 1
    keys = [row["key"] for row in again["rows"]]
    assert len(set(keys)) == len(keys)
    assert all(row["answer"]["settings"] == {} and "passages" in row["answer"] for row in again["rows"])


def test_scores_are_of_test_with_dev_beside(good: dict[str, Any]) -> None:
    assert good["split"] == "test"
    assert good["scores"]["decline_right"] == {
        "value": 1.0, "low": pytest.approx(0.83, abs=0.03), "high": 1.0, "n": 20, "method": "wilson",
    }  # fmt: skip
    assert good["dev_scores"]["decline_right"]["n"] == 20
    assert good["slices"]["split"].keys() == {"test"}


def test_conversations_compare_the_ways_of_asking(good: dict[str, Any]) -> None:
    talks = good["conversations"]
    assert talks["last turn"].keys() == {"gold", "live", "alone", "standalone"}
    assert talks["rewrite gain"] == talks["rewrite gap"] == 0.0  # this bot needs no history
    assert talks["live, by turn"].keys() == {"1", "2"} | ({"3"} if "3" in talks["live, by turn"] else set())


def test_a_kept_run_is_scored_again_without_the_bot(good: dict[str, Any], seeds: Path) -> None:
    from eval.run import Row

    fields = ("id", "mode", "turn", "asked", "ms", "answer")
    rows = [Row(**{name: row[name] for name in fields}) for row in good["rows"]]
    articles = {path.name: path.read_bytes().decode() for path in seeds.glob("*.txt")}
    again = score(rows, [Question.model_validate(one) for one in good["gold"].values()], articles)
    assert {one.row.key: one.verdict for one in of_mode(again)} == {
        row["key"]: row["verdict"] for row in good["rows"] if row["mode"] == "gold"
    }


def test_the_worst_rows_come_first(bad: dict[str, Any]) -> None:
    rows = {row["key"]: row for row in bad["rows"]}
    assert len(bad["worst"]) == 10
    assert all(rows[key]["verdict"] == "incorrect" and rows[key]["split"] == "test" for key in bad["worst"])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": 99}'])
def test_what_is_no_report_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(content)
    with pytest.raises(UsageError, match=r"no report|schema 99"):
        report.read(tmp_path / "r.json")


def shown(renderable: Any) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(renderable)
    return console.export_text()


def test_the_terminal_shows_table_slices_and_worst_rows(bad: dict[str, Any]) -> None:
    text = shown(terminal.report(bad))
    for words in (
        "key-fact recall",
        "95 % interval",
        "by type",
        "by language",
        "worst rows",
        "p50",
        "gold citation F1",
    ):
        assert words in text


# -- The page ------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_fetches_nothing_and_has_five_plots(good: dict[str, Any]) -> None:
    html = page(good)
    tags = Tags(html).tags
    assert sum(tag == "figure" for tag, _ in tags) == 5
    assert not [tag for tag, _ in tags if tag in ("link", "img", "iframe", "object", "image")]
    assert not [(tag, a) for tag, a in tags if "src" in a or not str(a.get("href") or "#").startswith("#")]
    assert not [a for _, a in tags if not str(a.get("xlink:href") or "#").startswith("#")]
    assert "@import" not in html and "url(http" not in html
    addresses = set(re.findall(r"https?://[^\"'\s<]+", re.sub(r"<details.*</details>", "", html, flags=re.DOTALL)))
    assert all(address.startswith("http://www.w3.org/") for address in addresses)  # names of SVG, never fetched
    assert sum(tag == "details" for tag, _ in tags) == len(good["rows"])


def test_texts_are_escaped(good: dict[str, Any]) -> None:
    evil = copy.deepcopy(good)
    evil["rows"][0]["asked"] = evil["rows"][0]["answer"]["text"] = "<script>alert(1)</script>"
    evil["rows"][0]["contexts"] = [["<img src=x onerror=alert(1)>", "<b>", "</b>"]]
    html = page(evil)
    assert html.count("<script") == 1
    assert "<img" not in html and "&lt;script&gt;alert(1)" in html


def test_the_citation_is_highlighted_in_its_place(good: dict[str, Any], seeds: Path) -> None:
    row = next(row for row in good["rows"] if row["answer"]["citations"])
    citation, (before, quote, after) = row["answer"]["citations"][0], row["contexts"][0]
    text = (seeds / citation["path"]).read_bytes().decode()
    assert quote == citation["quote"]
    assert before + quote + after in text


# -- Two runs ------------------------------------------------------------------------------------------------


def test_a_comparison_tells_what_got_worse_and_how_surely(good: dict[str, Any], bad: dict[str, Any]) -> None:
    found = compare.compare(good, bad)
    by_name = {one.measure: one for one in found.differences}
    recall = by_name["key_fact_recall"]
    assert recall.a == 1.0 and recall.difference == pytest.approx(recall.b - 1.0)
    assert recall.p is not None and recall.p < 0.01
    assert recall.p_holm is not None and recall.p_holm >= recall.p
    assert recall.won == 0 and recall.lost > 5
    assert by_name["decline_f1"].difference == 0.0 and by_name["decline_f1"].p is None
    assert {(before, after) for _, before, after in found.flipped} <= {
        ("correct", "incorrect"), ("correct", "acceptable"),
    }  # fmt: skip
    assert "questions flipped" in shown(terminal.comparison(found))


def test_a_run_does_not_differ_from_itself(good: dict[str, Any]) -> None:
    found = compare.compare(good, good)
    assert found.flipped == () and found.settings == ()
    assert all(one.difference == 0 and one.p in (None, 1.0) for one in found.differences)


@pytest.mark.parametrize("what", ["questions", "corpus"])
def test_runs_over_other_questions_or_articles_are_refused(what: str, good: dict[str, Any]) -> None:
    other = {**good, what: {**good[what], "digest": "other"}}
    with pytest.raises(UsageError, match="--force"):
        compare.compare(good, other)
    assert compare.compare(good, other, force=True).differences


def test_settings_that_differ_are_told(good: dict[str, Any]) -> None:
    other = {**good, "settings": {"caution": "high"}}
    assert compare.compare(good, other).settings == (("caution", None, "high"),)


# -- The gate ------------------------------------------------------------------------------------------------


def scores(**cells: tuple[float, float | None, float | None, int]) -> dict[str, Any]:
    return {
        "scores": {n: {"value": v, "low": lo, "high": hi, "n": k} for n, (v, lo, hi, k) in cells.items()},
        "times_ms": {},
    }


@pytest.mark.parametrize(
    ("limit", "cell", "outcome"),
    [
        ({"floor": 0.8}, (0.9, 0.81, 0.95, 50), "pass"),
        ({"floor": 0.8}, (0.9, 0.79, 0.95, 50), "fail"),  # the value alone would pass
        ({"floor": 0.8, "by": "value"}, (0.9, 0.79, 0.95, 50), "pass"),
        ({"ceiling": 0.1}, (0.05, 0.01, 0.1, 50), "pass"),
        ({"ceiling": 0.1}, (0.05, 0.01, 0.11, 50), "fail"),
        ({"floor": 0.8}, (1.0, 0.9, 1.0, 9), "insufficient"),  # too few rows never pass
        ({"floor": 0.8}, (1.0, None, None, 50), "insufficient"),
    ],
)
def test_limits(limit: dict[str, Any], cell: tuple[float, float | None, float | None, int], outcome: str) -> None:
    gates = gate.Gates.model_validate({"limits": [{"measure": "contains", **limit}]})
    [checked] = gate.check(gates, scores(contains=cell))
    assert checked.outcome == outcome


def test_a_measure_that_is_missing_is_insufficient() -> None:
    gates = gate.Gates(limits=(gate.Limit(measure="contains", floor=0.1),), p95_ms=5)
    assert [one.outcome for one in gate.check(gates, scores())] == ["insufficient"] * 2


def test_no_regression_against_a_slim_baseline(good: dict[str, Any], bad: dict[str, Any]) -> None:
    gates = gate.Gates(no_regression=("key_fact_recall", "decline_f1"))
    baseline = json.loads(json.dumps(report.slim(good)))
    assert "answer" not in baseline["rows"][0]
    assert [one.outcome for one in gate.check(gates, good, baseline)] == ["pass", "pass"]
    assert [one.outcome for one in gate.check(gates, bad, baseline)] == ["fail", "pass"]
    other = {**baseline, "questions": {**baseline["questions"], "digest": "other"}}
    assert {one.outcome for one in gate.check(gates, good, other)} == {"insufficient"}


def test_the_shipped_gates_need_no_more_than_the_test_questions_after_gold_turns(
    good: dict[str, Any], bad: dict[str, Any], seeds: Path
) -> None:
    baseline = report.slim(good)
    fewer = make(seeds, gold_bot.first_sentence_always, gated=True)
    assert 2 * len(fewer["rows"]) < len(bad["rows"])
    for held in (GATES, DOCUMENT_GATES, LANGUAGE_GATES):
        gates = gate.read_gates(held).model_copy(update={"p95_ms": None})
        found = gate.check(gates, fewer, baseline)
        assert found == gate.check(gates, bad, baseline) and {"pass", "fail"} <= {one.outcome for one in found}


def test_junit_counts_everything_but_pass_as_failure() -> None:
    checked = [gate.Checked("a", "≥ 1", outcome, "<told>") for outcome in ("pass", "fail", "insufficient")]
    suite = ET.fromstring(gate.junit(checked))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert [case.find("failure") is None for case in suite] == [True, False, False]


@pytest.mark.parametrize("gates", [GATES, DOCUMENT_GATES])
def test_the_shipped_gates_are_sound(gates: Path) -> None:
    names = [limit.measure for limit in gate.read_gates(gates).limits]
    assert "exactness" in names and len(set(names)) == len(names)


@pytest.mark.parametrize(
    "content", ["limits: [{measure: nonsense, floor: 1}]", "limits: 3", "[", "limits: [{measure: aurc, on: value}]"]
)
def test_bad_gates_are_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(content)
    with pytest.raises(UsageError):
        gate.read_gates(tmp_path / "g.yaml")


def test_requests_stand_beside_the_other_scores(good: dict[str, Any]) -> None:
    share = {"value": 0.912, "low": 0.87, "high": 0.94, "n": 200}
    told = {**good, "requests": {"scores": {"right_form": share, "useful": share}}}
    console = Console(record=True, width=160, file=io.StringIO())
    console.print(terminal.report(told))
    shown = console.export_text()
    assert "Requests" in shown and re.search(r"right form +0\.912 +0\.870 – 0\.940 +200", shown)
    assert "right form" in page(told)
    assert "requests" not in report.slim(told)
