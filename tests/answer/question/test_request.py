"""Requests as people type them: what is asked for, and what only looks so."""

from __future__ import annotations

import pytest

from rag.answer.question.request import request_in
from rag.language.packs import PACKS
from rag.language.requesting import AnswerForm

ASKED: list[tuple[str, AnswerForm, str]] = [
    # what is typed, the form, and what it is asked of
    ("the newest one please", "newest", ""),
    ("could you show me the most recent document", "newest", ""),
    ("latest file about the harbour", "newest", "the harbour"),
    ("bài mới nhất", "newest", ""),
    ("which text is the oldest?", "oldest", ""),
    ("how many files do you have", "count", ""),
    ("how many documents mention the mayor?", "count", "mayor"),
    ("hey, list everybody who was quoted", "speakers", ""),
    ("qui a dit quoi ?", "speakers", ""),
    ("give me a timeline of the strike pls", "timeline", "the strike"),
    ("línea de tiempo", "timeline", ""),
    ("four key points of notes.txt", "takeaways", "notes.txt"),
    ("what is the article about bees about?", "overview", "the article about bees"),
    ("tóm tắt bài về ong mật", "overview", "bài về ong mật"),
    ("sumarise the harbour report", "overview", "the harbour report"),
    ("list the tools you need", "list", "tools you need"),
    ("where does it say that bees sleep?", "where", "bees sleep"),
    ("more!", "more", ""),
    ("much shorter please", "shorter", ""),
    ("r u really sure??", "sure", ""),
    ("where did you get that from", "source", ""),
    ("translate the second article to german", "cannot", ""),
    ("write me a short e-mail about the strike", "cannot", ""),
    ("what do you think of bees", "cannot", ""),
]


@pytest.mark.parametrize(("typed", "form", "of"), ASKED)
def test_a_request_is_told_by_what_is_typed(typed: str, form: AnswerForm, of: str) -> None:
    request = request_in(typed, frozenset({"en", "vi"}))
    assert request and request.sure
    assert (request.form, request.about or request.one) == (form, of)


@pytest.mark.parametrize(
    "question",
    [
        "Who chaired the meeting?",
        "how many documents does the clerk need for a permit",
        "who translates the minutes",
        "what was the timeline for the racks",
        "are the farmers sure about the price",
        "is there more rain in the north than in the south",
        "list price of a hoist",
        "when was the latest article of the law passed",
        "tell me about the bees",
        "x" * 300,
        "?!",
    ],
)
def test_a_question_that_stands_for_itself_is_no_request(question: str) -> None:
    assert request_in(question, frozenset({"en"})) is None


def test_what_may_be_a_question_for_one_thing_is_no_sure_request() -> None:
    request = request_in("which cards are accepted?", frozenset({"en"}))
    assert request and (request.form, request.sure) == ("list", False)


def test_a_number_of_points_is_understood_in_words_and_figures() -> None:
    for typed in ("3 takeaways from the lease", "three takeaways from the lease"):
        request = request_in(typed, frozenset({"en"}))
        assert request and request.count == 3


@pytest.mark.parametrize("code", sorted(PACKS))
def test_every_language_says_the_same_things(code: str) -> None:
    said, english = PACKS[code].requests.said, PACKS["en"].requests.said
    assert said.keys() == english.keys()
    assert PACKS[code].requests.cannot.keys() == PACKS["en"].requests.cannot.keys()
    assert PACKS[code].requests.asked.keys() == PACKS["en"].requests.asked.keys()
