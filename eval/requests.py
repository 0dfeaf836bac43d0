"""Requests as people type them: is each understood as what it is, and does its answer have what it has to?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.evaluation import DOCUMENTS, HERE, Split
from eval.measures import REQUESTS as REQUESTS_MEASURED
from eval.run import Progress
from eval.stats import wilson
from rag import Answer, Bot

REQUESTS = HERE / "questions" / "requests.jsonl"
GATES = HERE / "gates-requests.yaml"
FOLDERS = {"seeds": HERE.parent / "seeds", "documents": DOCUMENTS, "notices": HERE / "notices"}
"""The articles that each request is asked of."""
ALIKE = {"meta": "told", "oldest": "newest"}
"""Forms that are one to the bot: what it can do is told as a greeting is answered."""
_QUESTIONS = ("plain", "list", "definition", "steps", "reason", "section", "rows")
_ANY = {"plain": _QUESTIONS, "list": _QUESTIONS}
"""What may be a question as well: whether it is answered tells its usefulness."""


@dataclass(frozen=True, slots=True)
class Row:
    """A request with what its answer must and must not say; ``before`` is what was asked before it."""

    id: str
    folder: str
    split: str
    lang: str
    form: str
    question: str
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of a request. ``useful`` is None where nothing tells whether an answer is."""

    row: Row
    form: str
    status: str
    text: str
    right_form: bool
    useful: bool | None
    declined: bool
    wrong: bool


def read_rows(path: Path = REQUESTS) -> list[Row]:
    """The requests of a file, a JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines]


def _row(told: dict[str, Any]) -> Row:
    listed: dict[str, Any] = {name: tuple(told.pop(name, ())) for name in ("must", "must_not", "before")}
    return Row(**told, **listed)


def ask_rows(rows: Sequence[Row], store: str | None = None) -> Iterator[Scored]:
    """Asks each request of its folder, after what was asked before it."""
    bots = {folder: Bot.open(FOLDERS[folder], store=store) for folder in dict.fromkeys(row.folder for row in rows)}
    for row in rows:
        chat = bots[row.folder].chat()
        before = [chat.ask(question) for question in row.before]
        yield score(row, chat.ask(row.question), before)


def score(row: Row, answer: Answer, before: Sequence[Answer] = ()) -> Scored:
    """Holds an answer against what its request asks for."""
    right = _same(answer.form, row.form)
    text = answer.text
    said = all(_has(text, fact) for fact in row.must)
    false = any(_has(text, fact) for fact in row.must_not)
    judged = bool(row.must or row.must_not) or row.form != "plain"
    fits = _fits(row.form, answer, before) if right else bool(row.must)
    declined = answer.status == "declined" and judged
    shown = answer.status == "answered" and judged
    useful = said and not false and fits and answer.status != "declined"
    return Scored(
        row, answer.form, answer.status, text, right, useful if judged else None, declined, shown and not useful
    )


def _same(given: str, wanted: str) -> bool:
    return given == wanted or ALIKE.get(wanted) == given or (given in _ANY.get(wanted, ()))


def _has(text: str, fact: str) -> bool:
    return fact.casefold() in text.casefold()


def _goes_on(answer: Answer, before: Sequence[Answer]) -> bool:
    """Whether nothing is quoted again."""
    shown = {(c.article.digest, c.start) for one in before for c in one.citations}
    return not shown & {(c.article.digest, c.start) for c in answer.citations}


def _is_shorter(answer: Answer, before: Sequence[Answer]) -> bool:
    return bool(before) and len(answer.sentences) <= len(before[-1].sentences)


def _fits(form: str, answer: Answer, before: Sequence[Answer]) -> bool:
    """Whether an answer about the last one has to do with it as its form asks."""
    match form:
        case "more":
            return _goes_on(answer, before)
        case "shorter":
            return _is_shorter(answer, before)
        case _:
            return True


def measure(split: Split = "test", store: str | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """Asks the requests of a split; the share of each outcome, of all and by form, and every row that is not right."""
    rows = [row for row in read_rows() if split in (row.split, "all")]
    with tempfile.TemporaryDirectory(prefix="footnote-requests-") as folder:
        scored = []
        for done, one in enumerate(ask_rows(rows, store or folder), 1):
            scored.append(one)
            if progress:
                progress(done, len(rows), one.row.id)
    forms = dict.fromkeys(row.form for row in rows)
    return {
        "split": split,
        "scores": shares(scored),
        "forms": {form: shares([one for one in scored if one.row.form == form]) for form in forms},
        "times_ms": {},
        "wrong": [asdict(one) for one in scored if not one.right_form or one.useful is False],
    }


def shares(scored: Sequence[Scored]) -> dict[str, Any]:
    """The share of each outcome with its interval; of all but the right form among the rows that can be judged."""
    judged = [one for one in scored if one.useful is not None]
    return {
        "right_form": _share([one.right_form for one in scored]),
        "useful": _share([bool(one.useful) for one in judged]),
        "wrongly_declined": _share([one.declined for one in judged]),
        "wrongly_answered": _share([one.wrong for one in judged]),
    }


def _share(hits: Sequence[bool]) -> dict[str, Any]:
    if not hits:
        return {"value": None, "low": None, "high": None, "n": 0}
    found = wilson(sum(hits), len(hits))
    return {"value": sum(hits) / len(hits), "low": found.low, "high": found.high, "n": len(hits)}


def table(found: dict[str, Any]) -> RenderableType:
    """What ``measure`` found, for a terminal."""
    rows = Table("", "requests", *(one.label for one in REQUESTS_MEASURED), box=None, pad_edge=False)
    for name, scores in [*found["forms"].items(), ("all", found["scores"])]:
        rows.add_row(name, str(scores["right_form"]["n"]), *(_cell(scores[one.name]) for one in REQUESTS_MEASURED))
    wrong = Table("request", "asks for", "was", "status", box=None, pad_edge=False)
    for one in found["wrong"]:
        wrong.add_row(Text(one["row"]["question"]), one["row"]["form"], one["form"], one["status"])
    return Group(rows, Text(), wrong)


def _cell(share: dict[str, Any]) -> str:
    if share["value"] is None:
        return "–"
    return f"{share['value']:.3f} ({share['low']:.2f}–{share['high']:.2f})"
