"""Yes or no in front of an answer: how often it is right where it is told, and how often it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from rich.table import Table

from eval.run import Progress
from eval.stats import wilson
from rag import Bot, UsageError

HERE = Path(__file__).parent
ROWS = HERE / "questions" / "directions.jsonl"
PRECISION, COVERAGE = 0.95, 0.3
"""What share of the directions that are told has to be right; and to what share of the questions that the articles
settle the right one has to be told, over the test rows."""


class Row(BaseModel):
    """A question that is answered with yes or no; ``direction`` is None where the articles do not settle it.

    ``folder`` is that of its articles, within eval/, or "seeds".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    folder: str
    split: Literal["dev", "test"]
    lang: str
    question: str
    direction: Literal["yes", "no"] | None

    @property
    def corpus(self) -> Path:
        return HERE.parent / self.folder if self.folder == "seeds" else HERE / self.folder


@dataclass(frozen=True, slots=True)
class Asked:
    """A row with what its answer said, and the sentence that this rests on."""

    row: Row
    direction: Literal["yes", "no"] | None
    status: str
    quote: str

    @property
    def right(self) -> bool:
        """Whether a direction was told and is the right one."""
        return self.direction is not None and self.direction == self.row.direction


def read_rows(path: Path = ROWS) -> list[Row]:
    """The rows of a file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [Row.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValidationError) as error:
        raise UsageError(f"The questions cannot be read: {error}.", "See eval/README.md for the format.") from error


def ask(rows: Sequence[Row], store: str | None = None, progress: Progress | None = None) -> Iterator[Asked]:
    """Asks every question of its articles."""
    done = 0
    for corpus in dict.fromkeys(row.corpus for row in rows):
        bot = Bot.open(corpus, store=store)
        for row in (row for row in rows if row.corpus == corpus):
            answer = bot.ask(row.question)
            done += 1
            if progress:
                progress(done, len(rows), row.id)
            yield Asked(row, answer.direction, answer.status, answer.citations[0].text if answer.citations else "")


def measure(asked: Sequence[Asked]) -> dict[str, Any]:
    """Precision and coverage of each language and of all, and the directions that are wrong."""
    langs = sorted({one.row.lang for one in asked})
    parts = {lang: [one for one in asked if one.row.lang == lang] for lang in langs}
    wrong = [one for one in asked if one.direction and not one.right]
    return {
        "scores": {name: _scores(some) for name, some in {**parts, "all": list(asked)}.items()},
        "wrong": [{"id": w.row.id, "question": w.row.question, "told": w.direction, "quote": w.quote} for w in wrong],
    }


def _scores(asked: Sequence[Asked]) -> dict[str, tuple[int, int]]:
    """Counts, and of how many."""
    told = [one for one in asked if one.direction]
    settled = [one for one in asked if one.row.direction]
    answered = [one for one in settled if one.status == "answered"]
    right = sum(one.right for one in told)
    return {
        "right where told": (right, len(told)),
        "told rightly where settled": (right, len(settled)),
        "told rightly where answered": (sum(one.right for one in answered), len(answered)),
    }


def holds(found: dict[str, Any]) -> bool:
    """Whether directions are told as rightly and as often as they have to be."""
    scores = found["scores"]["all"]
    (right, told), (_, settled) = scores["right where told"], scores["told rightly where settled"]
    return bool(told and right >= PRECISION * told and right >= COVERAGE * settled)


def table(found: dict[str, Any]) -> Table:
    """The scores as a table, a row for each language."""
    shown = Table("", *next(iter(found["scores"].values())), box=None, pad_edge=False)
    for name, scores in found["scores"].items():
        shown.add_row(name, *(_cell(count, of) for count, of in scores.values()))
    for one in found["wrong"]:
        shown.add_row(one["id"], one["question"], f"told: {one['told']}", one["quote"])
    return shown


def _cell(count: int, of: int) -> str:
    if not of:
        return "–"
    found = wilson(count, of)
    return f"{count}/{of}  {count / of:.2f} ({found.low:.2f}–{found.high:.2f})"
