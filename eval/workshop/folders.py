"""Asks the questions over small folders of documents and counts what became of them.

    python -m eval.workshop.folders eval/folders [--split test] [--out rows.jsonl]

A folder has ``docs/`` and ``questions.jsonl`` in the short form of one's own questions; those of which the name ends in a
number that is odd are *dev*, the others *test*.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.own import read_own
from eval.questions import Question, fact_score
from eval.workshop.bench_answers import area
from rag import Answer, Bot

STATUSES = ("answered", "uncertain", "declined", "told")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what became of it; ``right`` says that the answer has the words of the gold one."""

    folder: str
    question: str
    answerable: bool
    status: str
    right: bool
    confidence: float
    said: str


def asked_of(folder: Path) -> Iterator[Asked]:
    """Every question of a folder, asked of a bot over its documents.

    Raises:
        ValueError: a question does not fit the documents.
    """
    questions, problems = read_own(folder / "questions.jsonl", folder / "docs")
    if problems:
        raise ValueError(f"{folder}: {problems[0]}")
    with tempfile.TemporaryDirectory() as store:
        bot = Bot.open(folder / "docs", store=store)
        for question in questions:
            yield _asked(folder.name, question, bot.ask(question.turns[-1].q))


def _asked(folder: str, question: Question, answer: Answer) -> Asked:
    said = " ".join(s.text for s in answer.sentences)
    right = bool(question.key_facts) and all(fact_score(fact, said) == 1.0 for fact in question.key_facts)
    answerable = question.expected == "answer"
    return Asked(folder, question.turns[-1].q, answerable, answer.status, right, answer.confidence, said)


def table(rows: list[Asked]) -> str:
    """Shares of the answerable questions that were answered rightly, with doubt, wrongly or declined, and of the others."""
    have, lack = [r for r in rows if r.answerable], [r for r in rows if not r.answerable]
    counted = Counter((r.status, r.right) for r in have)
    lines = ["| with an answer | right | wrong |", "|---|---|---|"]
    lines += [f"| {s} | {counted[s, True]} | {counted[s, False]} |" for s in STATUSES]
    without = Counter(r.status for r in lack)
    lines += ["", "| without an answer | |", "|---|---|", *(f"| {s} | {without[s]} |" for s in STATUSES)]
    apart = area([r.confidence for r in have], [r.confidence for r in lack])
    return "\n".join([*lines, "", f"AUC of answerable against not: {apart:.3f}"])


def is_dev(folder: Path) -> bool:
    return int(folder.name.rpartition("-")[2]) % 2 == 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path)
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--out", type=Path, help="a file that gets every question with its answer")
    options = parser.parse_args()
    folders = [f for f in sorted(options.folders.iterdir()) if (f / "questions.jsonl").exists()]
    chosen = [f for f in folders if options.split == "all" or is_dev(f) == (options.split == "dev")]
    rows = [row for folder in chosen for row in asked_of(folder)]
    if options.out:
        options.out.write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in rows), "utf-8")
    print(table(rows))


if __name__ == "__main__":
    main()
