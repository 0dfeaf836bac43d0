"""One's own questions in a short form: a CSV or JSONL file of ``question, answer`` and, where known, ``file``.

Everything else is derived: where in the articles the answer stands, what has to be said, and what is expected.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import regex
from pydantic import Field, ValidationError

from eval.matchers import AnyOf, Strict
from eval.questions import Evidence, Expected, KeyFact, Question, QuestionType, Turn

Kind = Literal["fact", "yes/no", "definition", "list", "summary"]
MOST_PLACES = 8
"""Places of one answer in the articles that count as evidence: a word that stands everywhere tells nothing."""
_PLAIN = frozenset({".txt", ".md", ".markdown"})
_YES_NO = regex.compile(r"(?:yes|no|oui|non|sí|si|có|không)[.!]?", regex.IGNORECASE)


class Row(Strict):
    """A row of the file; an empty ``answer`` says that the articles have none.

    ``quote`` is the sentence that says it, where the answer is not in the articles' words ("yes"). ``before`` are the
    questions asked earlier in the same conversation; in CSV they are parted by "|", as the parts of a list or a summary
    by ";". A summary of a ``file`` may quote that alone.
    """

    question: str = Field(min_length=1)
    answer: str = ""
    file: str = ""
    quote: str = ""
    kind: Kind = "fact"
    lang: str = "en"
    split: Literal["dev", "test"] = "test"
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of the file, which counts from 1."""

    line: int
    told: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.told}"


def is_own(path: Path) -> bool:
    """Whether a file is in the short form: a CSV, or a JSONL whose first row has a "question"."""
    if path.suffix.lower() == ".csv":
        return True
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
        row = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return False  # whoever reads it in full says what is wrong
    return isinstance(row, dict) and "question" in row


def read_own(path: Path, corpus: Path) -> tuple[list[Question], list[Problem]]:
    """The questions of a file in the short form, and every problem that it has.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not UTF-8, or a CSV without a column "question".
    """
    articles = _Articles(corpus)
    questions: list[Question] = []
    problems: list[Problem] = []
    for line, found in _rows(path):
        try:
            row = Row.model_validate(found)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "row"
            problems.append(Problem(line, f"{where}: {first['msg']}"))
            continue
        told = list(_problems(row, articles))
        problems += [Problem(line, one) for one in told]
        if not told:
            questions.append(_question(row, line, articles))
    return questions, problems


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    """The rows with their lines; what is empty is left out, so that it is as the form has it."""
    text = path.read_bytes().decode("utf-8-sig")
    if path.suffix.lower() == ".csv":
        reader = csv.DictReader(io.StringIO(text, newline=""))
        if "question" not in (reader.fieldnames or ()):
            raise ValueError(f'{path} has no column "question" in its first line')
        for row in reader:
            cells = {name or "more cells than columns": cell for name, cell in row.items() if cell}
            if cells:
                yield reader.line_num, {**cells, **_before(cells)}
        return
    for line, body in enumerate(text.split("\n"), 1):
        if body.strip():
            try:
                yield line, json.loads(body)
            except (ValueError, RecursionError):
                yield line, body  # no object: told as any other problem of a row


def _before(cells: Mapping[str, Any]) -> dict[str, Any]:
    asked = cells.get("before")
    return {"before": [one.strip() for one in asked.split("|") if one.strip()]} if isinstance(asked, str) else {}


@dataclass
class _Articles:
    """The plain articles of a folder, read when they are first asked for."""

    folder: Path

    @cached_property
    def texts(self) -> dict[str, str]:
        files = sorted(one for one in self.folder.rglob("*") if one.suffix.lower() in _PLAIN and one.is_file())
        return {one.relative_to(self.folder).as_posix(): one.read_bytes().decode(errors="replace") for one in files}

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def places(self, said: str, name: str) -> list[Evidence]:
        """Where a text stands word for word, whatever its spaces and capitals; none where it stands too often."""
        words = said.split()
        if not words:
            return []
        body = r"\s+".join(map(regex.escape, words))
        pattern = regex.compile(rf"(?<!\w){body}(?!\w)", regex.IGNORECASE)
        texts = {name: self.texts[name]} if name in self.texts else {} if name else self.texts
        found: list[Evidence] = []
        for doc, text in texts.items():
            for hit in pattern.finditer(text):
                found.append(Evidence(doc_id=doc, quote=hit.group(), start=hit.start(), end=hit.end()))
                if len(found) > MOST_PLACES:
                    return []
        return found


def _problems(row: Row, articles: _Articles) -> Iterator[str]:
    if row.file and not articles.has(row.file):
        yield f"file: there is no {row.file!r} in {articles.folder}."
    elif row.quote and (row.file in articles.texts or not row.file) and not articles.places(row.quote, row.file):
        yield "quote: it stands in no article, or in too many places."
    if _YES_NO.fullmatch(row.answer.strip()) and not row.quote:
        yield 'answer: give the sentence that settles it as "quote"; an answer that quotes says neither yes nor no.'
    if row.quote and not row.answer.strip():
        yield "quote: there is one, but no answer."


def _question(row: Row, line: int, articles: _Articles) -> Question:
    parts = _parts(row)
    expected: Expected = "answer" if parts else "abstain"
    places = [articles.places(one, row.file) for one in ([row.quote] if row.quote else parts)]
    kind: QuestionType = "unanswerable" if not parts else "list" if row.kind == "list" else "factual"
    return Question(
        id=f"line-{line}",
        type="follow_up" if row.before and parts else kind,
        lang=row.lang,
        split=row.split,
        turns=(*(Turn(q=one) for one in row.before), Turn(q=row.question)),
        expected=expected,
        references=(row.answer,) if parts else (),
        key_facts=tuple(
            KeyFact(id=f"k{number}", vital=True, text=one, match=(AnyOf(any_of=(one,)),))
            for number, one in enumerate(parts, 1)
        ),
        evidence=tuple(tuple(found) for found in places if found),
        tags=(row.kind,),
        only=row.file if row.kind == "summary" else "",
    )


def _parts(row: Row) -> list[str]:
    """What has to be said: the answer, each part of a list, or the sentence that settles a yes or no."""
    answer = row.answer.strip()
    if not answer:
        return []
    if row.kind == "yes/no" or _YES_NO.fullmatch(answer):
        return [row.quote or answer]
    return [one.strip() for one in answer.split(";") if one.strip()] if row.kind in ("list", "summary") else [answer]
