"""Rows of conversations: that they are read, fit the articles, and are scored as they should be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.conversations import FOLDERS, Asked, Before, Row, holds, measure, read_rows
from eval.evaluation import LANGUAGES, Task, problems_of
from rag import Turn


def row(rewritten: tuple[str, ...] | None, answer: tuple[str, ...] = ()) -> Row:
    before = (Before(q="Who is Ann Lee?", doc="a.txt", quote="Ann Lee is the mayor."),)
    return Row(
        id="a", folder="seeds", split="test", lang="en", before=before, q="And?", rewritten=rewritten, answer=answer
    )


@pytest.mark.parametrize(
    ("rewritten", "understood", "right"),
    [
        (None, None, True),
        (None, "Who is Ann Lee?", False),
        (("Ann|Lee",), "When was Lee born?", True),
        (("Ann|Lee", "born"), "Where is Lee?", False),
        (("Ann",), None, False),
    ],
)
def test_what_is_right(rewritten: tuple[str, ...] | None, understood: str | None, right: bool) -> None:
    assert Asked(row(rewritten), understood, "").right is right


def test_scores_are_counts_and_hold_where_they_should() -> None:
    alone, following = row(None), row(("Ann",), ("1990",))
    asked = [Asked(alone, None, "")] * 98 + [Asked(alone, "Ann", "")] * 2 + [Asked(following, "Ann?", "1990 [1]")] * 9
    found = measure([*asked, Asked(following, None, "")])
    assert found["scores"]["all"] == {
        "wrongly rewritten": (2, 100),
        "rightly understood": (9, 10),
        "rightly answered": (9, 10),
    }
    assert holds(found) and not holds(measure([*asked, *[Asked(alone, "Ann", "")] * 2]))


def test_the_turns_before_are_as_they_should_have_gone() -> None:
    assert row(None).before[0].turn == Turn("Who is Ann Lee?", ("Ann Lee is the mayor.",), (), ("a.txt",))
    assert Before(q="Who?", declined=True).turn == Turn("Who?", (), declined=True)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_questions_of_each_language_fit_its_articles(code: str) -> None:
    task = Task.of_language(code)
    assert task.questions and task.corpus
    assert problems_of(task.questions, Path(task.corpus)) == []


def test_the_shipped_rows_quote_the_articles_and_half_of_them_stand_alone() -> None:
    rows = read_rows()
    assert len(rows) >= 120 and len({one.id for one in rows}) == len(rows)
    alone = Counter((one.split, one.rewritten is None) for one in rows)
    assert sum(count for (_, stands), count in alone.items() if stands) >= len(rows) / 2
    assert {one.lang for one in rows} == {"en", "vi", "fr", "es"}
    for one in rows:
        for turn in one.before:
            assert turn.declined or turn.quote in (FOLDERS[one.folder] / turn.doc).read_text(encoding="utf-8")
