"""The order of words, which tells who does what."""

from __future__ import annotations

from rag.answer.check.facts import facts_of
from rag.answer.check.order import jumps
from rag.answer.check.roles import turned_share


def test_order_costs_nothing_in_a_copy_and_something_when_roles_are_swapped() -> None:
    source = facts_of("The harbour company sold an old ferry to Lena Brandt in 1954.")
    copied, passive, swapped = (
        jumps(facts_of(text), [source])
        for text in (
            "The harbour company sold a ferry to Lena Brandt.",
            "In 1954 an old ferry was sold by the harbour company.",
            "Lena Brandt sold an old ferry to the harbour company.",
        )
    )
    assert copied == 0
    assert passive < swapped
    assert turned_share("The dog bit the man.", ["The man bit the dog."]) == 1
