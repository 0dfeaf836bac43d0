"""What each hand-made rule of the check is worth beside the reader: ``python -m eval.workshop.ablation [--part dev]``.

Every rule is left out once; told is what then changes on a part of the labelled sentences of ``eval/support`` and of the
drafts. What is embedded or read is so once, and judged again is only that of which the rule said something. A rule
without which nothing gets worse may go.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from eval.check_drafts import drafts
from eval.workshop.support_check import PARTS, Part, labelled
from rag import Bot
from rag.answer.check import alignment, contradictions, differing, judging, lacking, support, weighing
from rag.answer.check.alignment import Statement
from rag.answer.check.checking import Checker
from rag.answer.check.cited import CitedPassage, judge_cited
from rag.answer.check.claims import claims_of
from rag.answer.check.reading import read_claim
from rag.answer.check.verdicts import Near
from rag.answer.reader.load import reader_for
from rag.answer.reader.scorer import Scorer, WindowScores
from rag.answer.reader.windows import Window
from rag.index.embedding import Encoder, encoder_for


def _nothing(*_: object) -> None:
    return None


def _no(*_: object) -> bool:
    return False


def _zero(*_: object) -> float:
    return 0.0


def _empty(*_: object) -> tuple[object, ...]:
    return ()


RULES: dict[str, tuple[Callable[..., Any], Sequence[tuple[Any, str]]]] = {
    "opposites and denials of clauses": (
        _nothing,
        [(support, "denial"), (differing, "denial"), (judging, "denial"), (weighing, "denial")],
    ),
    "what a denial is said of": (_nothing, [(contradictions, "denies"), (differing, "denies")]),
    "an opposite in a word's place": (_no, [(contradictions, "_opposite_in_place")]),
    "order in time": (_no, [(contradictions, "order_turned")]),
    "quantifiers": (
        _nothing,
        [(support, "overstated"), (differing, "overstated"), (judging, "overstated"), (weighing, "overstated")],
    ),
    "who receives does not give": (_no, [(support, "receiver_acts")]),
    "names in each other's place": (_no, [(support, "exchanged_names"), (differing, "exchanged_names")]),
    "a name behind the same words": (_nothing, [(support, "name_of_another"), (differing, "name_of_another")]),
    "vice, former": (_nothing, [(support, "lesser_office"), (differing, "lesser_office")]),
    "a number of another": (_nothing, [(support, "number_of_another"), (differing, "number_of_another")]),
    "said of another": (_no, [(support, "said_of_another"), (differing, "said_of_another")]),
    "another word in its place": (_nothing, [(differing, "replaced")]),
    "one word of a claim that is not about facts": (_empty, [(differing, "_one_replaced")]),
    "a bound that a number keeps": (_no, [(judging, "_is_bound"), (differing, "keeps_bound")]),
    "initials": (_no, [(lacking, "_is_acronym")]),
    "numbers in each other's place": (_empty, [(lacking, "_exchanged")]),
    "two sentences together": (_nothing, [(judging, "_by_two")]),
    "the order of words": (_zero, [(alignment, "jumps"), (weighing, "jumps")]),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """How many true sentences are left out and false ones pass, and how the verdicts of the drafts fall."""

    left_out: int
    passed: int
    contradicted: int
    wrongly: int
    supported: int
    missed: int

    def row(self) -> str:
        return f"{self.left_out:>9}{self.passed:>9}{self.contradicted:>14}{self.wrongly:>9}{self.supported:>11}{self.missed:>9}"


HEAD = f"{'':<48}{'left out':>9}{'pass':>9}{'contradicted':>14}{'wrongly':>9}{'supported':>11}{'wrongly':>9}"


@contextmanager
def without(rule: str) -> Iterator[None]:
    """One rule left out."""
    instead, places = RULES[rule]
    with ExitStack() as stack:
        for module, name in places:
            stack.enter_context(patch.object(module, name, instead))
        yield


@contextmanager
def watched(said: set[str]) -> Iterator[None]:
    """All rules as they are; the names of those that say something are added."""

    def watching(rule: str, instead: Callable[..., Any], own: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(own)
        def told(*given: object) -> Any:
            found = own(*given)
            found = tuple(found) if isinstance(found, Iterator) else found
            if found != instead(*given):
                said.add(rule)
            return found

        return told

    with ExitStack() as stack:
        for rule, (instead, places) in RULES.items():
            for module, name in places:
                stack.enter_context(patch.object(module, name, watching(rule, instead, getattr(module, name))))
        yield


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence or a claim with what is true of it, how the check judges it, and the rules that have a say in that."""

    true: str
    judge: Callable[[], str]
    told: str
    rules: frozenset[str]

    @classmethod
    def of(cls, true: str, judge: Callable[[], str]) -> Labelled:
        said: set[str] = set()
        with watched(said):
            told = judge()
        return cls(true, judge, told, frozenset(said))

    def without(self, rule: str) -> str:
        """What it is told to be without a rule."""
        return self.judge() if rule in self.rules else self.told


class _Remembering:
    """The reader that comes with Footnote, which reads the same once."""

    name = "remembering"

    def __init__(self) -> None:
        reader = reader_for("on").reader
        assert reader is not None
        self._reader: Scorer = reader
        self._known: dict[tuple[str, tuple[Window, ...]], list[WindowScores]] = {}

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        key = question, tuple(windows)
        if key not in self._known:
            self._known[key] = self._reader.read(question, windows)
        return self._known[key]


def sentences(part: Part) -> list[Labelled]:
    """The labelled sentences of a part of ``eval/support``."""
    encoder, rows = encoder_for(), labelled(part)
    reader = _Remembering()
    sources = {row.passages: row.held_against(encoder) for row in rows}
    return [
        Labelled.of(
            "given" if row.true else "left out", partial(_given, row.sentence, sources[row.passages], encoder, reader)
        )
        for row in rows
    ]


def _given(sentence: str, cited: Sequence[CitedPassage], encoder: Encoder, reader: Scorer) -> str:
    return "given" if judge_cited(sentence, cited, encoder, reader).supported else "left out"


def claims(part: Part) -> list[Labelled]:
    """The claims of drafts that are cut as they were labelled."""
    found: list[Labelled] = []
    read = partial(read_claim, _Remembering())
    with tempfile.TemporaryDirectory() as place:
        for draft in drafts(part):
            bot = Bot.open(draft.articles, store=Path(place) / draft.articles.name)
            checker, at = Checker(bot._index), 0
            cut = list(claims_of(draft.text, bot.articles()[0].language))
            for text, verdict in draft.claims:
                inside = [claim for claim in cut if at <= claim.start < at + len(text)]
                at += len(text) + 1
                if len(inside) == 1 and not inside[0].nothing:
                    statements, near = checker.nearest(inside[0])
                    found.append(Labelled.of(verdict, partial(_verdict, statements, near, read)))
    return found


def _verdict(statements: Sequence[Statement], near: Sequence[Near], read: judging.ReadClaim) -> str:
    return judging.judge(statements, near, read).verdict


def tried(some: Sequence[Labelled], claims: Sequence[Labelled], rule: str = "") -> Tried:
    """What the check makes of all of them, without a rule or with all."""
    if rule:
        with without(rule):
            given = Counter((one.true, one.without(rule)) for one in some)
            told = Counter((one.true, one.without(rule)) for one in claims)
    else:
        given, told = (Counter((one.true, one.told) for one in kind) for kind in (some, claims))
    return Tried(
        given["given", "left out"],
        given["left out", "given"],
        told["contradicted", "contradicted"],
        sum(n for (is_, as_), n in told.items() if as_ == "contradicted" != is_),
        told["supported", "supported"],
        sum(n for (is_, as_), n in told.items() if as_ == "supported" != is_),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Leave out each rule of the check once.")
    parser.add_argument("--part", default="dev", choices=PARTS)
    part = parser.parse_args().part
    some, of_drafts = sentences(part), claims(part)
    print(HEAD)
    print(f"{'all rules':<48}{tried(some, of_drafts).row()}", flush=True)
    for rule in RULES:
        print(f"{'without: ' + rule:<48}{tried(some, of_drafts, rule).row()}", flush=True)


if __name__ == "__main__":
    main()
