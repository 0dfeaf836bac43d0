"""What is told where no article has a question's words, and where what comes closest lacks what was asked for."""

from __future__ import annotations

import pytest

from rag.answer.outcome.declining import absent
from rag.answer.question.question import Question
from rag.language.words import terms


@pytest.mark.parametrize(
    ("question", "unknown", "telling", "names"),
    [
        ("How big is the squad of the club?", "squad", (), ()),  # one everyday word is no reason
        ("What are the decisions?", "decisions", (), ()),  # be it the only one
        ("Who won the cup?", "won cup", ("won", "cup"), ()),
        ("Who won the cup on the green island?", "won cup", (), ()),  # half is not most
        ("Who is the mayor of Ho Chi Minh City?", "mayor city", ("Ho Chi Minh City",), ("Ho Chi Minh City",)),
        ("When did Zorblax open its first bank in town?", "zorblax", ("Zorblax",), ("Zorblax",)),
        ("Was the bridge over the river open in 2031?", "2031", ("2031",), ("2031",)),
        ("List everyone who spoke", "list", (), ()),
        ("summarise the newest article", "summarise newest", (), ()),
        ("compare Box and Rc", "compare box rc", ("Box", "Rc"), ("Box", "Rc")),
        ("Liệt kê những người phát biểu", "liệt", (), ()),
        ("Résumez les décisions du maire", "résumez décisions maire", ("décisions", "maire"), ()),
    ],
)
def test_a_word_that_no_article_has_is_named_where_it_is_why(
    question: str, unknown: str, telling: tuple[str, ...], names: tuple[str, ...]
) -> None:
    found = absent(Question(question), set(terms(unknown)))
    assert (found.telling, found.names) == (telling, names)


def test_between_two_languages_only_names_tell_something() -> None:
    found = absent(
        Question("Who built the Zorblax tower?", frozenset({"en", "vi"})), set(terms("built Zorblax tower")), "vi"
    )
    assert found.telling == ("Zorblax",)
