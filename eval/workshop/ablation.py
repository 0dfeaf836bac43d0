"""What each hand-made rule of the check is worth: ``python -m eval.workshop.ablation [--drafts dev]``.

Every rule is left out once; told is what then changes on the labelled sentences of ``eval/support``, all of them, and on
drafts. What is embedded is embedded once. A rule without which nothing gets worse may go.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from eval.check_drafts import drafts
from eval.workshop.support_check import PARTS, labelled
from rag import Bot
from rag.answer.check import contradictions, differing, judging, support, weighing
from rag.answer.check.alignment import Source, Statement
from rag.answer.check.checking import Checker
from rag.answer.check.claims import claims_of
from rag.answer.check.verdicts import Near
from rag.index.embedding import encoder_for


def _nothing(*_: object) -> None:
    return None


def _no(*_: object) -> bool:
    return False


def _zero(*_: object) -> float:
    return 0.0


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
    "roles the other way round": (_zero, [(differing, "turned_share")]),
    "who receives does not give": (_no, [(support, "receiver_acts")]),
    "names in each other's place": (_no, [(support, "exchanged_names"), (differing, "exchanged_names")]),
    "a name behind the same words": (_nothing, [(support, "name_of_another"), (differing, "name_of_another")]),
    "vice, former": (_nothing, [(support, "lesser_office"), (differing, "lesser_office")]),
    "a number of another": (_nothing, [(support, "number_of_another"), (differing, "number_of_another")]),
    "said of another": (_no, [(support, "said_of_another"), (differing, "said_of_another")]),
    "another word in its place": (_nothing, [(differing, "replaced")]),
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


HEAD = f"{'':<36}{'left out':>9}{'pass':>9}{'contradicted':>14}{'wrongly':>9}{'supported':>11}{'wrongly':>9}"


@contextmanager
def without(rule: str) -> Iterator[None]:
    """One rule left out."""
    instead, places = RULES[rule]
    with ExitStack() as stack:
        for module, name in places:
            stack.enter_context(patch.object(module, name, instead))
        yield


Sentences = list[tuple[Statement, Source, bool]]
Claims = list[tuple[list[Statement], list[Near], str]]


def labelled_sentences() -> Sentences:
    """Both parts of ``eval/support``."""
    encoder = encoder_for()
    rows = [row for part in PARTS for row in labelled(part)]
    sources = {row.passages: Source.of(row.cited, encoder) for row in rows}
    return [(Statement.of(row.sentence, encoder), sources[row.passages], row.true) for row in rows]


def labelled_claims(part: str) -> Claims:
    """The claims of drafts that are cut as they were labelled, with the sentences that they are judged by."""
    found: Claims = []
    with tempfile.TemporaryDirectory() as place:
        for draft in drafts(part):
            bot = Bot.open(draft.articles, store=Path(place) / draft.articles.name)
            checker, at = Checker(bot._index), 0
            cut = list(claims_of(draft.text, bot.articles()[0].language))
            for text, verdict in draft.claims:
                inside = [claim for claim in cut if at <= claim.start < at + len(text)]
                at += len(text) + 1
                if len(inside) == 1 and not inside[0].nothing:
                    found.append((*checker.nearest(inside[0]), verdict))
    return found


def tried(sentences: Sentences, claims: Claims) -> Tried:
    """What the check makes of all of them with the rules as they are now."""
    given = [(true, support.supported(statement, source).supported) for statement, source, true in sentences]
    told = Counter((verdict, judging.judge(statements, near).verdict) for statements, near, verdict in claims)
    return Tried(
        sum(true and not passed for true, passed in given),
        sum(passed and not true for true, passed in given),
        told["contradicted", "contradicted"],
        sum(n for (is_, as_), n in told.items() if as_ == "contradicted" != is_),
        told["supported", "supported"],
        sum(n for (is_, as_), n in told.items() if as_ == "supported" != is_),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Leave out each rule of the check once.")
    parser.add_argument("--drafts", default="dev", choices=("dev", "test"))
    sentences, claims = labelled_sentences(), labelled_claims(parser.parse_args().drafts)
    print(HEAD)
    print(f"{'all rules':<36}{tried(sentences, claims).row()}", flush=True)
    for rule in RULES:
        with without(rule):
            print(f"{'without: ' + rule:<36}{tried(sentences, claims).row()}", flush=True)


if __name__ == "__main__":
    main()
