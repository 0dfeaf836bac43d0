"""Days that stand only in the heading above what is asked."""

from __future__ import annotations

import pytest

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.headed import dated_by_heading
from rag.answer.question.question import Question
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import held

LOG = """\
# Rules of the pool

## 5.1 (9 December 2024)

- Added a rule for diving boards.
- Raised the fee for lockers.
- The slide opened in June.

## 5.0 (3 May 2023)

### Added

- A cabin for families near the basin.
- The fee for the sauna.

### Changed

- Raised the fee for lockers.

## Older rules

- Added a rule for dogs.
"""


def candidates(text: str) -> list[Candidate]:
    return [
        held("log.md", text[one.start : one.end], one.sentences, start=one.start, title="Rules of the pool")
        for one in split_passages(split_sentences(text, form="markdown"))
    ]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("When was the rule for diving boards added?", ["5.1 (9 December 2024)", "Added a rule for diving boards."]),
        ("When was a cabin for families added?", ["5.0 (3 May 2023)", "A cabin for families near the basin."]),
        ("When was 5.1 released?", ["5.1 (9 December 2024)", "Added a rule for diving boards."]),
        ("When was version 5.0 published?", ["5.0 (3 May 2023)", "A cabin for families near the basin."]),
        ("When was 5.2 released?", []),
        ("When was 5.1 withdrawn?", []),  # only that it came out is told by its heading
        ("When was a basin added?", []),  # the cabin was
        ("When was the fee for lockers raised?", []),  # twice
        ("When was the slide opened?", []),  # it says so itself
        ("When was the rule for dogs added?", []),  # nothing tells it
        ("Why was the rule for diving boards added?", []),
    ],
)
def test_a_day_above_a_sentence_answers_a_question_that_has_its_words(question: str, shown: list[str]) -> None:
    found = dated_by_heading(Question(question), candidates(LOG))
    assert [unit.shown(LOG) for _, unit in found] == shown
