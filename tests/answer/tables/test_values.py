"""What the cells of a column are."""

from __future__ import annotations

import pytest

from rag.answer.tables.values import column_of


@pytest.mark.parametrize(
    ("cells", "kind", "readings"),
    [
        (["3.1 %", "2.4 %"], "number", [(3.1, 2.4)]),
        (["1,200 €", "900 €"], "number", [(1200.0, 900.0), (1.2, 900.0)]),  # who compares has to agree in both
        (["45.000", "1.200.000"], "number", [(45000.0, 1200000.0)]),
        (["$4", "€4"], "text", []),
        (["1 h 20 min", "45 min", ""], "number", [(80.0, 45.0, None)]),
        (["310 m²", "65 m2"], "number", [(310.0, 65.0)]),
        (["800 g", "1.2 kg"], "number", [(0.8, 1.2)]),
        (["06:50", "8:15 pm"], "time", [(410.0, 1215.0)]),
        (["3 March 2025", "April 9, 2025"], "date", [((2025, 3, 3), (2025, 4, 9))]),
        (["2/3/2025", "25/3/2025"], "date", [((2025, 3, 2), (2025, 3, 25))]),
        (["2/3/2025", "5/4/2025"], "date", [((2025, 3, 2), (2025, 4, 5)), ((2025, 2, 3), (2025, 5, 4))]),
        (["yes", "no", ""], "flag", []),
        (["high", "low"], "scale", [(2.0, 1.0)]),
        (["high", "a lot"], "text", []),
    ],
)
def test_what_a_column_is(cells: list[str], kind: str, readings: list[tuple[object, ...]]) -> None:
    found = column_of(cells, [{"low": 1, "high": 2}], frozenset(["yes", "no"]))
    assert found.kind == kind
    assert set(found.readings) == set(readings)
