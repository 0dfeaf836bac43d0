"""Requests as people type them: is each understood as what it is, and does its answer have what it has to?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag import Answer, Bot

REQUESTS = Path(__file__).parent / "questions" / "requests.jsonl"
FOLDERS = {
    "seeds": Path(__file__).parent.parent / "seeds",
    "documents": Path(__file__).parent / "documents",
    "notices": Path(__file__).parent / "notices",
}
"""The articles that each request is asked of."""
ALIKE = {"meta": "told", "oldest": "newest"}
"""Forms that are one to the bot: what it can do is told as a greeting is answered."""


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
    fits = _fits(row.form, answer, before) if right else row.form == "plain"
    declined = answer.status == "declined" and judged
    shown = answer.status == "answered" and judged
    useful = said and not false and fits and answer.status != "declined" and (right or bool(row.must))
    return Scored(
        row, answer.form, answer.status, text, right, useful if judged else None, declined, shown and not useful
    )


def _same(given: str, wanted: str) -> bool:
    return given == wanted or ALIKE.get(wanted) == given or {given, wanted} <= {"plain", "list"}


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


def shares(scored: Sequence[Scored]) -> dict[str, Any]:
    """The share of each outcome, with how many requests there were."""
    judged = [one for one in scored if one.useful is not None]
    count = len(judged) or 1
    return {
        "n": len(scored),
        "judged": len(judged),
        "right_form": round(sum(one.right_form for one in scored) / (len(scored) or 1), 3),
        "useful": round(sum(bool(one.useful) for one in judged) / count, 3),
        "declined": round(sum(one.declined for one in judged) / count, 3),
        "wrong": round(sum(one.wrong for one in judged) / count, 3),
    }


def to_dict(one: Scored) -> dict[str, Any]:
    return asdict(one)
