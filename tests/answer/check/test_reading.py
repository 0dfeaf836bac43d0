"""What a reader makes of a claim, as the check takes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rag.answer.check.alignment import Source
from rag.answer.check.reading import read_claim
from rag.answer.check.verdicts import Near
from rag.answer.check.weighing import READ_FEATURES, gather_read
from rag.answer.reader.scorer import WindowScores
from rag.answer.reader.windows import Window
from rag.index.vectors import Array

ENTAILED, CONTRADICTED, OPEN = np.array([0.8, 0.1, 0.1]), np.array([0.1, 0.8, 0.1]), np.array([0.1, 0.1, 0.8])


class Told:
    """A reader that says the same of whatever it reads, and remembers what that was."""

    name = "told"

    def __init__(self, stands: Array | None) -> None:
        self._stands = stands
        self.read_so_far: list[Window] = []

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        none = np.zeros(1)
        self.read_so_far += windows
        return [WindowScores(0.0, none, none, np.zeros((1, 2), np.intp), self._stands) for _ in windows]


def near(text: str, title: str = "", before: str = "") -> Near:
    source = Source((text,), np.zeros((1, 4), np.float32), None)
    return Near(source, source, frozenset(), title=title, before=before)


def test_each_sentence_is_read_with_the_claim_behind_the_one_before() -> None:
    reader = Told(ENTAILED)
    found = read_claim(reader, "The mill burnt.", [near("It burnt down.", "Mills", "A mill stood here."), near("Yes.")])
    assert found is not None and found.shape == (2, 3)
    assert [(one.title, one.text) for one in reader.read_so_far] == [
        ("Mills", "A mill stood here. It burnt down."),
        ("", "Yes."),
    ]


@pytest.mark.parametrize("reader", [None, Told(None)])
def test_without_a_reader_that_can_tell_nothing_is_said(reader: Told | None) -> None:
    assert read_claim(reader, "The mill burnt.", [near("The mill burnt down.")]) is None


def test_without_sentences_nothing_is_said() -> None:
    assert read_claim(Told(ENTAILED), "The mill burnt.", []) is None


def test_the_sentence_that_leaves_a_claim_open_the_least_tells_most() -> None:
    found = gather_read(np.stack([OPEN, CONTRADICTED]))
    assert tuple(found) == READ_FEATURES
    assert found["read_entailed"] == pytest.approx(np.log(0.1 / 0.8))  # of the nearest, against "left open"
    assert found["read_surest"] == pytest.approx(np.log(0.1 / 0.8))  # entailed against contradicted, of the second
    assert found["read_most_contradicted"] == pytest.approx(np.log(0.8))
