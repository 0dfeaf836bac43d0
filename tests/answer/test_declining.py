"""What is told where no article has a question's words, and where what comes closest lacks what was asked for."""

from __future__ import annotations

import pytest

from rag.answer.declining import absent
from rag.answer.question.question import Question
from rag.answer.question.spelling import meant
from rag.language.words import terms

NAMES = [
    "The Party Committee of Quang Tri met in Cam Lo.",
    "“We agree,” said Tran Quoc Vuong. Squat houses stand there.",
]


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


@pytest.mark.parametrize(
    ("question", "unknown", "expected"),
    [
        ("Who leads Kuang Tri?", ("Kuang",), ("Quang Tri",)),
        ("who leads kuang tri?", ("kuang",), ("Quang Tri",)),  # typed all in small letters
        ("What did Tran Quoc Vuongg say?", ("Vuongg",), ("Tran Quoc Vuong",)),
        (
            "What did Vuomg say in Kuang Tri?",
            ("Vuomg", "Kuang"),
            ("Quang Tri",),
        ),  # five letters are like too many others
        ("Where is the Eiffel Tower?", ("Eiffel Tower",), ()),
        ("Who is in the squad of Quang Tri?", ("squad",), ()),  # no name
        ("What happened in 2031?", ("2031",), ()),
    ],
)
def test_a_name_that_is_spelt_much_like_one_of_the_articles_is_meant(
    question: str, unknown: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert meant(Question(question), unknown, NAMES) == expected
