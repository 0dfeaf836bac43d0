"""What a sentence says of another than its source, in another order, or denies."""

from __future__ import annotations

import pytest

from rag.answer.check.contradictions import denial
from rag.answer.check.facts import facts_of
from rag.answer.check.roles import (
    exchanged_names,
    lesser_office,
    name_of_another,
    number_of_another,
    order_turned,
    receiver_acts,
    said_of_another,
)


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("The hall has a cellar.", "The hall was built without a cellar.", "a negation"),
        ("No goats live there.", "Neither goats nor sheep live there.", None),
        ("The wheel raises the water.", "The wheel lowers the water.", "the opposite"),
        ("The leave is unpaid.", "The leave is paid.", "the opposite"),
        ("She arrived after the storm.", "She arrived before the storm.", "the opposite"),
        ("The gate opens at noon.", "The gate is not opened before noon.", None),
    ],
)
def test_what_is_denied_or_turned_round(sentence: str, source: str, expected: str | None) -> None:
    assert denial(sentence, [source]) == expected


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [("The tax was raised before the vote.", True), ("The vote was held before the tax was raised.", False)],
)
def test_what_came_first(sentence: str, turned: bool) -> None:
    assert order_turned(sentence, ["The vote was held in May before the tax was raised."]) is turned


def test_names_stand_in_each_others_place() -> None:
    theirs = facts_of("In May he left Lyon for Bern.")
    assert exchanged_names(facts_of("He left Bern for Lyon."), theirs)
    assert not exchanged_names(facts_of("He left Lyon for Bern."), theirs)


def test_a_name_stands_behind_the_words_of_another() -> None:
    theirs = facts_of("The bell, cast in Ghent, was tuned in Malines.")
    assert name_of_another(facts_of("The bell was tuned in Ghent."), theirs) == ("Ghent", "Malines")
    assert name_of_another(facts_of("The bell was tuned in Malines."), theirs) is None
    assert name_of_another(facts_of("It was tuned in Rome."), theirs) == ("Rome", "Malines")


def test_a_deputy_is_not_the_head() -> None:
    assert lesser_office(facts_of("Ana Roth is director."), facts_of("Ana Roth, deputy director, spoke.")) == "deputy"
    assert (
        lesser_office(facts_of("Ana Roth is deputy director."), facts_of("Ana Roth, deputy director, spoke.")) is None
    )


def test_a_number_is_of_something_else() -> None:
    theirs = facts_of("Adults pay nine crowns, children four crowns.")
    found = number_of_another(facts_of("Children pay nine crowns."), theirs)
    assert found and [one.text for one in found] == ["nine", "four"]
    assert number_of_another(facts_of("Children pay four crowns."), theirs) is None


def test_it_is_said_of_another() -> None:
    theirs = facts_of("The baker repairs old clocks, while the smith keeps bees.")
    assert said_of_another(facts_of("The smith repairs old clocks."), theirs)
    assert not said_of_another(facts_of("The baker repairs old clocks."), theirs)


def test_who_receives_does_not_give() -> None:
    assert receiver_acts("A bank sold the mill.", "The mill was sold to a bank.")
    assert not receiver_acts("A bank sold the mill.", "The mill was sold by a bank.")
