"""Follow-ups: whether a question in a conversation is understood rightly, and left alone where it stands alone.

The turns before are given as they should have gone, so that each question is judged by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from rich.table import Table

from eval.run import Progress
from rag import Bot, Settings, Turn, UsageError

HERE = Path(__file__).parent
ROWS = HERE / "questions" / "conversations.jsonl"
FOLDERS = {"seeds": HERE.parent / "seeds", "documents": HERE / "documents"}
CEILING = 0.03
"""The share of questions that stand alone of which so many may be rewritten at most, over the test rows."""
FLOOR = 0.9
"""The share of follow-ups that have to be understood rightly at least, over the test rows."""


class Before(BaseModel):
    """A turn before: what was asked, and what was quoted of which article; ``told`` is the short answer in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str
    doc: str = ""
    quote: str = ""
    told: str = ""
    declined: bool = False

    @property
    def turn(self) -> Turn:
        """What the turn leaves behind."""
        if self.declined:
            return Turn(self.q, (), declined=True)
        return Turn(self.q, (self.quote,), (self.told,) if self.told else (), (self.doc,))


class Row(BaseModel):
    """A question after others. ``rewritten``: what has to be in it as it is understood, one of what stands between |;
    None where it stands alone. ``answer``: what has to be in the answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    folder: Literal["seeds", "documents"]
    split: Literal["dev", "test"]
    lang: str
    before: tuple[Before, ...]
    q: str
    rewritten: tuple[str, ...] | None
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A row with how its question was understood, None where it was asked as it stands, and what was answered."""

    row: Row
    understood: str | None
    text: str

    @property
    def right(self) -> bool:
        """Whether it was understood as it should be."""
        if self.row.rewritten is None or self.understood is None:
            return self.row.rewritten is None and self.understood is None
        return all(any(form in self.understood for form in one.split("|")) for one in self.row.rewritten)

    @property
    def answered(self) -> bool:
        """Whether the answer has what it should have."""
        return all(part in self.text for part in self.row.answer)


def read_rows(path: Path = ROWS) -> list[Row]:
    """The rows of a file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [Row.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise UsageError(f"The conversations cannot be read: {error}.", "See eval/README.md for the format.") from error


def ask(rows: Sequence[Row], store: str | None = None, progress: Progress | None = None) -> Iterator[Asked]:
    """Asks the last question of every row, over the articles that it is about."""
    done = 0
    for name, folder in FOLDERS.items():
        own = [row for row in rows if row.folder == name]
        bot = Bot.open(settings=Settings.of(corpus=str(folder), store=store)) if own else None
        for row in own if bot else ():
            assert bot
            chat = bot.chat()
            chat.turns.extend(one.turn for one in row.before)
            answer = chat.ask(row.q)
            done += 1
            if progress:
                progress(done, len(rows), row.id)
            yield Asked(row, answer.understood if answer.took_over else None, answer.text)


def measure(asked: Sequence[Asked]) -> dict[str, Any]:
    """The shares of each language and of all: wrongly rewritten, rightly understood, rightly answered."""
    parts = {lang: [one for one in asked if one.row.lang == lang] for lang in sorted({one.row.lang for one in asked})}
    wrong = [one for one in asked if not one.right]
    return {
        "scores": {name: _scores(some) for name, some in {**parts, "all": list(asked)}.items()},
        "wrong": [{"id": one.row.id, "question": one.row.q, "understood": one.understood} for one in wrong],
    }


def _scores(asked: Sequence[Asked]) -> dict[str, tuple[int, int]]:
    """Counts, and of how many."""
    alone = [one for one in asked if one.row.rewritten is None]
    following = [one for one in asked if one.row.rewritten is not None]
    told = [one for one in asked if one.row.answer]
    return {
        "wrongly rewritten": (sum(not one.right for one in alone), len(alone)),
        "rightly understood": (sum(one.right for one in following), len(following)),
        "rightly answered": (sum(one.answered for one in told), len(told)),
    }


def holds(found: dict[str, Any]) -> bool:
    """Whether follow-ups are understood as well as they have to be."""
    scores = found["scores"]["all"]
    (wrong, alone), (right, following) = scores["wrongly rewritten"], scores["rightly understood"]
    return bool(wrong <= CEILING * alone and right >= FLOOR * following)


def table(found: dict[str, Any]) -> Table:
    """The scores as a table, a row for each language."""
    shown = Table("", *next(iter(found["scores"].values())), box=None, pad_edge=False)
    for name, scores in found["scores"].items():
        cells = (f"{count}/{of}  {count / of:.2f}" if of else "–" for count, of in scores.values())
        shown.add_row(name, *cells)
    for one in found["wrong"]:
        shown.add_row(one["id"], one["question"], f"understood as: {one['understood'] or 'it stands'}")
    return shown
