"""A question as it is read at the door."""

from __future__ import annotations

import pytest

from rag.answer.question.question import Question


def test_a_question_is_read_in_a_language_of_the_articles() -> None:
    asked = Question("Combien de bateaux sont dans le port ?", frozenset({"fr", "en"}))
    assert (asked.language.code, asked.kinds, asked.needs) == ("fr", {"number"}, "number")
    assert str(asked) == asked.text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What do Vuong and Le Manh say?", [("vuong",), ("le", "manh")]),
        ("Who spoke?", []),
        ("Did Ann or Ann of Melby go?", [("ann",), ("ann", "melbi")]),
    ],
)
def test_its_names(question: str, names: list[tuple[str, ...]]) -> None:
    assert Question(question).names == names


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who met whom?", ["Who met whom?"]),
        ("Hello. Who met whom? Thanks!", ["Hello. Who met whom? Thanks!", "Who met whom?"]),
        ("Who met? Where?", ["Who met? Where?"]),  # two questions belong together
        ("What do the articles say about bees?", ["What do the articles say about bees?", "bees"]),
        ("Các bài báo nói gì về ong mật?", ["Các bài báo nói gì về ong mật?", "ong mật"]),
        ("Which articles are there on Monday?", ["Which articles are there on Monday?", "Monday"]),
        ("Tell me. All of it.", ["Tell me. All of it."]),
    ],
)
def test_a_question_among_other_sentences_is_read_alone_too(question: str, read: list[str]) -> None:
    assert [one.text for one in Question(question).readings] == read
