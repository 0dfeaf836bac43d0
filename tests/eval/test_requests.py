"""Requests are scored by what their answers must and must not have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from eval.gate import read_gates
from eval.requests import FOLDERS, GATES, Row, read_rows, score, shares
from rag import Answer, AnswerSentence

ROW = Row("one", "seeds", "test", "en", "timeline", "timeline", must=("1961",), must_not=("bees",))
RIGHT = Answer("timeline", "answered", (AnswerSentence("It sailed in 1961.", (1,)),), form="timeline")


@pytest.mark.parametrize(
    ("row", "answer", "form", "useful", "declined", "wrong"),
    [
        (ROW, RIGHT, True, True, False, False),
        (ROW, replace(RIGHT, form="plain"), False, True, False, False),  # it says all the same
        (ROW, replace(RIGHT, sentences=()), True, False, False, True),  # a fact is missing
        (ROW, replace(RIGHT, reply="Of bees: 1961"), True, False, False, True),  # says what it must not
        (ROW, replace(RIGHT, status="declined", form="plain", sentences=()), False, False, True, False),
        (ROW, replace(RIGHT, status="uncertain", sentences=()), True, False, False, False),
        (replace(ROW, form="plain", must=(), must_not=()), RIGHT, False, None, False, False),
        (replace(ROW, form="meta", must=(), must_not=()), replace(RIGHT, form="told"), True, True, False, False),
    ],
)
def test_what_becomes_of_a_request(
    row: Row, answer: Answer, form: bool, useful: bool | None, declined: bool, wrong: bool
) -> None:
    scored = score(row, answer)
    assert (scored.right_form, scored.useful, scored.declined, scored.wrong) == (form, useful, declined, wrong)


def test_shares_are_of_what_can_be_judged() -> None:
    unjudged = score(replace(ROW, form="plain", must=(), must_not=()), replace(RIGHT, form="plain"))
    found = shares([score(ROW, RIGHT), unjudged])
    assert (found["right_form"]["n"], found["useful"]["n"], found["useful"]["value"]) == (2, 1, 1.0)


def test_the_requests_that_are_shipped_can_be_asked() -> None:
    rows = read_rows()
    assert len(rows) >= 300 and max(Counter(row.id for row in rows).values()) == 1
    assert {row.folder for row in rows} == FOLDERS.keys()
    assert all(any(folder.iterdir()) for folder in FOLDERS.values())
    assert read_gates(GATES).limits
