"""The words for the verdicts, and a sentence near to a claim."""

from __future__ import annotations

from typing import get_args

from rag.answer.check.alignment import Source
from rag.answer.check.verdicts import VERDICTS, Near, Verdict
from tests.fakes import FakeEncoder


def test_every_verdict_is_listed() -> None:
    assert get_args(Verdict) == VERDICTS


def test_a_sentence_is_read_without_its_neighbours(encoder: FakeEncoder) -> None:
    around = Source.of(["The mill burned.", "It rained."], encoder)
    assert Near(Source.of(["It rained."], encoder), around, frozenset()).text == "It rained."
