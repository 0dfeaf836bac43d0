"""How a sentence lies over its sources."""

from __future__ import annotations

from rag.answer.check.alignment import Source, Statement, features
from tests.fakes import FakeEncoder

MILL = ("The mill burned down in 1987.", "Nobody was hurt.")


def test_a_source_says_all_of_its_own_sentence(encoder: FakeEncoder) -> None:
    found = features(Statement.of(MILL[0], encoder), Source.of(MILL, encoder))
    assert (found["said"], found["unsaid"], found["turned"]) == (1, 0, 0)


def test_what_a_source_does_not_have_is_unsaid(encoder: FakeEncoder) -> None:
    found = features(Statement.of("The castle was sold in spring.", encoder), Source.of(MILL, encoder))
    assert found["said"] < 0.5 < found["unsaid"]


def test_sources_are_joined_in_their_order(encoder: FakeEncoder) -> None:
    joined = Source.joined([Source.of([sentence], encoder) for sentence in MILL])
    assert joined.sentences == MILL and len(joined.vectors) == 2
