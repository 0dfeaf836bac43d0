"""Directions are scored by how often they are right where they are told, and how often they are told."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import pytest

from eval.directions import Asked, Row, holds, measure, read_rows

Direction = Literal["yes", "no", None]


def _asked(gold: Direction, told: Direction, status: str = "answered") -> Asked:
    return Asked(
        Row(id="a", folder="seeds", split="test", lang="en", question="Is it?", direction=gold), told, status, ""
    )


@pytest.mark.parametrize(
    ("rows", "precision", "coverage", "kept"),
    [
        ([("yes", "yes"), ("no", "no"), ("no", None)], (2, 2), (2, 3), True),
        ([("yes", "yes"), (None, "yes")], (1, 2), (1, 1), False),  # told where nothing settles it
        ([("yes", "yes"), *[("no", None)] * 9], (1, 1), (1, 10), False),  # seldom told
        ([("no", None)], (0, 0), (0, 1), False),
    ],
)
def test_precision_and_coverage(
    rows: list[tuple[Direction, Direction]], precision: tuple[int, int], coverage: tuple[int, int], kept: bool
) -> None:
    found = measure([_asked(gold, told) for gold, told in rows])
    scores = found["scores"]["all"]
    assert (scores["right where told"], scores["told rightly where settled"]) == (precision, coverage)
    assert holds(found) is kept


def test_the_questions_that_are_shipped_can_be_asked() -> None:
    rows = read_rows()
    assert len(rows) >= 160 and max(Counter(row.id for row in rows).values()) == 1
    assert all(row.corpus.is_dir() for row in rows)
    assert {row.lang for row in rows if row.split == "test"} == {"en", "vi", "fr", "es"}
    assert sum(row.direction != "yes" for row in rows) >= len(rows) / 2
