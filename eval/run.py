"""Asking the bot every question, in every way that a conversation can be had, with a clock running."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Literal, Protocol

from eval.questions import Question
from eval.questions import Turn as Asked
from rag import Answer, Article, Turn

Mode = Literal["gold", "live", "alone", "standalone"]
"""How a turn was asked. gold: after the turns before it as they should have gone, and every question
without turns before it; live: after the bot's own answers; alone: without what came before it, which a
follow-up must not survive; standalone: as a person wrote it out in full."""


class Conversation(Protocol):
    """What `Bot.chat()` gives."""

    turns: list[Turn]

    def ask(self, question: str) -> Answer: ...


class Answerer(Protocol):
    """What is evaluated: a `Bot`, or anything that behaves like one."""

    def ask(self, question: str) -> Answer: ...

    def chat(self) -> Conversation: ...

    def article(self, path: str) -> Article | None: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One asked turn with the raw answer; `turn` counts from 1, `ms` is the whole call in milliseconds."""

    id: str
    mode: Mode
    turn: int
    asked: str
    ms: float
    answer: dict[str, Any]

    @property
    def key(self) -> str:
        """A name for the row that is the same in every run over these questions."""
        return f"{self.id}#{self.mode}{self.turn}"

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, **asdict(self)}


Progress = Callable[[int, int, str], None]


def run(
    bot: Answerer, questions: Sequence[Question], progress: Progress | None = None, *, gold_only: bool = False
) -> list[Row]:
    """Asks every question; follow-ups in all four modes, or in gold only. The first call is made twice: it warms up."""
    if questions:
        bot.ask(questions[0].turns[0].q)
    rows: list[Row] = []
    for done, question in enumerate(questions, 1):
        asked = _conversation(bot, question) if len(question.turns) > 1 else [_single(bot, question)]
        rows += islice(asked, 1 if gold_only else None)
        if progress:
            progress(done, len(questions), question.id)
    return rows


def _single(bot: Answerer, question: Question) -> Row:
    return _timed(bot.ask, question, "gold", 1, question.turns[0].q)


def _conversation(bot: Answerer, question: Question) -> Iterator[Row]:
    """The last turn in every mode, gold first, and each turn of the live conversation."""
    last = len(question.turns)
    words = question.turns[-1]
    after_gold = bot.chat()
    after_gold.turns.extend(_as_it_should_have_gone(turn) for turn in question.turns[:-1])
    yield _timed(after_gold.ask, question, "gold", last, words.q)
    yield _timed(bot.ask, question, "alone", last, words.q)
    if words.standalone:
        yield _timed(bot.ask, question, "standalone", last, words.standalone)
    live = bot.chat()
    for number, turn in enumerate(question.turns, 1):
        yield _timed(live.ask, question, "live", number, turn.q)


def _as_it_should_have_gone(turn: Asked) -> Turn:
    """A turn as a perfect bot leaves it behind: the full question, and the gold quotations."""
    return Turn(turn.standalone or turn.q, tuple(group[0].quote for group in turn.evidence))


def _timed(ask: Callable[[str], Answer], question: Question, mode: Mode, turn: int, words: str) -> Row:
    began = perf_counter()
    answer = ask(words)
    ms = (perf_counter() - began) * 1000
    return Row(question.id, mode, turn, words, round(ms, 3), answer.to_dict())


_PLAIN = frozenset({".txt", ".md", ".markdown"})


def texts(bot: Answerer, rows: Sequence[Row], corpus: Path) -> Mapping[str, str]:
    """The texts of every article that an answer cites or shows, by path.

    Plain files are read here from the disk, not asked of the bot, so that exactness is not the
    bot's own word for it; what is extracted from PDF and the like comes from the store.
    """
    named = {one["path"] for row in rows for part in ("citations", "passages") for one in row.answer[part]}
    found = {path: _text(bot, corpus, path) for path in sorted(named)}
    return {path: text for path, text in found.items() if text is not None}


def _text(bot: Answerer, corpus: Path, path: str) -> str | None:
    file = corpus / path
    if file.suffix.lower() in _PLAIN and file.is_file():
        return file.read_bytes().decode(errors="replace")
    article = bot.article(path)
    return article.text if article else None
