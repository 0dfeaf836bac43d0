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
        ("Can we come on Sundays in March?", "sundays march", (), ()),  # no names: "Sun", "3/3" mean them as well
        (
            "Is the mine of Orve shut on Sundays in March 2031?",
            "sundays march 2031 orve",
            ("Orve", "March 2031"),
            ("Orve", "March 2031"),
        ),
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


@pytest.mark.parametrize(
    ("question", "unknown", "telling"),
    [
        ("Who built the Zorblax tower?", "built Zorblax tower", ("Zorblax",)),
        ("Is the library open after 9 pm on Sundays?", "library open 9 pm sundays", ()),
        ("Who paid 1,000 crowns in 2031?", "1,000 crowns 2031", ("2031",)),
    ],
)
def test_between_two_languages_only_names_and_years_tell_something(
    question: str, unknown: str, telling: tuple[str, ...]
) -> None:
    assert absent(Question(question, frozenset({"en", "vi"})), set(terms(unknown)), "vi").telling == telling
