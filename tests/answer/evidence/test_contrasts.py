"""Words of which a thing is one or another."""

from __future__ import annotations

from rag.answer.evidence.contrasts import contrasts_in


def test_words_of_one_group_are_told_apart_by_their_member() -> None:
    (evening,) = contrasts_in("Who leads the evening shift?")
    (morning,) = contrasts_in("Ann leads the morning shift.")
    assert evening.group == morning.group and evening.member != morning.member
    assert "shift" in evening.beside & morning.beside


def test_without_such_a_word_nothing_is_contrasted() -> None:
    assert contrasts_in("Who leads the shift?") == frozenset()
