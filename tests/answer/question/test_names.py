"""The names in a question."""

from __future__ import annotations

import pytest

from rag.answer.question.names import names_of


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Maria de la Cruz say?", [("maria", "cruz")]),
        ("Who is the King of the Hill?", [("king", "hill")]),
        ("What did ludwig say?", []),
    ],
)
def test_a_name_may_have_small_words_within(question: str, names: list[tuple[str, ...]]) -> None:
    assert [tuple(term for term in name if term not in ("de", "la")) for name in names_of(question)] == names


def test_titles_are_left_out_where_they_are_not_wanted() -> None:
    assert names_of("What did Mr. Vuong say?", titles=False) == [("vuong",)]
