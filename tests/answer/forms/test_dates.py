"""The dates in a text, in any of the languages."""

from __future__ import annotations

import pytest

from rag.answer.forms.dates import dates_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("From 12 March 2024 on; the law is of 2019.", [(2024, 3, 12), (2019, 0, 0)]),
        ("It opened on May 3rd, 2020 and may close.", [(2020, 5, 3)]),
        ("ngày 12 tháng 5 năm 2024 và tháng 9", [(2024, 5, 12), (0, 9, 0)]),
        ("1er juillet 2020, 3 de mayo de 2021, mayo de 2022", [(2020, 7, 1), (2021, 5, 3), (2022, 5, 0)]),
        ("It cost 2000 euros, 2000 đồng and 1990 km.", []),
        ("2016-2021 and 4.1990", [(2016, 0, 0)]),
    ],
)
def test_dates_of_a_text(text: str, days: list[tuple[int, int, int]]) -> None:
    assert [day for day, _ in dates_in(text)] == days
