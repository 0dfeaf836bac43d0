"""Training pairs of claims: statements with what they do or do not follow from, and sentences of passages, some edited."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from . import changes
from .pairs import LABELS, Pair, cut, sentences_of


def statement_pairs(rows: Sequence[Mapping[str, Any]], chance: random.Random) -> Iterator[Pair]:
    """Pairs of a set of statements with what they do or do not follow from."""
    order = list(range(len(rows)))
    chance.shuffle(order)
    for at in order:
        row = rows[at]
        if len(row["premise"]) < 600:
            yield Pair(
                row["hypothesis"], "", row["premise"], ((0, len(row["premise"])),),
                label=LABELS.index(row["label"]), has_span=False,
            )  # fmt: skip


_NEGATED = regex.compile(r"\b(is|are|was|were|has|have|had|can|could|will|would|did|does|do) (?!not\b)")
_LONGEST_CLAIM = 180
"""Characters of a sentence that is made a claim."""


def denied(claim: str) -> str | None:
    """An English sentence with its first helping verb denied, or None.

    >>> denied("He was born in Paris.")
    'He was not born in Paris.'
    """
    return _NEGATED.sub(r"\1 not ", claim, count=1) if _NEGATED.search(claim) else None


def edited_pairs(
    rows: Sequence[Mapping[str, Any]], chance: random.Random, skip_titles: frozenset[str]
) -> Iterator[Pair]:
    """Sentences of passages as claims over their passage: as they are, with a name or a number exchanged or denied,
    or over the passage without them; in a random order."""
    held = [r for r in rows if r["title"] not in skip_titles]
    chance.shuffle(held)
    for row in held:
        context, language = row["context"], row["lang"]
        units = sentences_of(context, language)
        short = [i for i, (a, b) in enumerate(units) if 30 <= b - a <= _LONGEST_CLAIM]
        if len(units) < 3 or not short:
            continue
        at = chance.choice(short)
        claim, others = context[slice(*units[at])], [context[a:b] for i, (a, b) in enumerate(units) if i != at]
        sizes = [max(1, (b - a) // 4) for a, b in units]
        kind = chance.choices(LABELS, (0.35, 0.4, 0.25))[0]
        if kind == "contradiction":
            turned = denied(claim) if language == "en" and chance.random() < 0.25 else None
            made = turned or changes.exchanged(claim, claim, (), " ".join(others), chance)
            if made is None:
                continue
            claim = made
        first, last = cut(context, units, sizes, at, chance)
        parts = [context[a:b] for i, (a, b) in enumerate(units[first:last], first) if kind != "neutral" or i != at]
        if not parts:
            continue
        window = " ".join(parts)
        typed = claim.lower() if chance.random() < 0.05 else claim
        yield Pair(typed, "", window, ((0, len(window)),), label=LABELS.index(kind), has_span=False)
