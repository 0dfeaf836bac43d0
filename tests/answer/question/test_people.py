"""People named in a text."""

from __future__ import annotations

import pytest

from rag.answer.question.people import people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mayor Ingrid Solheim said the harbour was full.", ["Ingrid Solheim"]),
        (
            "Nguyen The Trung, deputy head of the office, stressed it.",
            ["Nguyen The Trung"],
        ),  # "The" and "Trung" are names
        ("Ông Lê Văn Tám phát biểu tại hội nghị.", ["Lê Văn Tám"]),
        ("La ministre Claire Dubois a déclaré que le pont rouvrirait.", ["Claire Dubois"]),
        ("Según el alcalde Andrés Molina, el puerto cerró.", ["Andrés Molina"]),
        ("Elle habite à Saint Malo.", []),
        ("Nació en Buenos Aires.", []),
        ("He lives in Quang Tri.", []),
        ("The Central Committee met on Monday.", []),
    ],
)
def test_people_named_in_a_text(text: str, named: list[str]) -> None:
    assert [person.name for person in people(text) if person.trust > 0] == named
