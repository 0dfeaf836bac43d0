"""Numbers: the values that a spelling may have, and what they are numbers of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answer.check.facts import facts_of
from rag.answer.check.numbers import number_values


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("six weeks", "six days", False),
        ("two weeks", "14 days", True),
        ("six", "six days", True),
        ("3 km", "3,000 metres", True),
    ],
)
def test_a_measure_is_of_its_unit(mine: str, theirs: str, same: bool) -> None:
    one, other = facts_of(f"It took {mine}.").numbers[0], facts_of(f"It took {theirs}.").numbers[0]
    assert one.same_as(other) is same


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Bring the old one along at once.", []),
        ("One of two came once.", ["two", "once"]),
        ("She won one game.", ["one"]),
    ],
)
def test_once_and_one_count_only_where_they_count(text: str, numbers: list[str]) -> None:
    assert [number.text for number in facts_of(text).numbers] == numbers


@pytest.mark.parametrize(
    ("literal", "values"),
    [
        ("5", {"5"}),
        ("1.5", {"1.5"}),
        ("3,25", {"3.25"}),
        ("1.250", {"1250"}),
        ("3.125", {"3125", "3.125"}),
        ("1,234,567", {"1234567"}),
        ("1.234,5", {"1234.5"}),
    ],
)
def test_a_figure_has_every_value_that_its_marks_allow(literal: str, values: set[str]) -> None:
    assert number_values(literal) == {Decimal(value) for value in values}
