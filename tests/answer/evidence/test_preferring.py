"""Articles of the turn before come first where they say as much, and names that a sentence has to be about."""

from __future__ import annotations

import pytest

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.named import known_names, lacks_name
from rag.answer.evidence.preferring import ADVANTAGE, TOLD, prefer, read_also
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.question.followup import Turn
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from tests.answer.evidence.made_up import held


def passage(path: str, *texts: str, start: int = 0) -> Candidate:
    text, spans = " ".join(texts), []
    for one in texts:
        at = start + text.index(one)
        spans.append(Sentence(at, at + len(one), "text"))
    return held(path, text, spans, (0.5,) * len(texts), start=start, language="en")


def ranking(*scored: tuple[Candidate, float]) -> Ranking:
    evidence = tuple(Evidence(one, 0, score, 0.0) for one, score in scored)
    return Ranking(evidence, tuple(one for one, _ in scored), 0.7, ())


A, B, C = (passage(f"{name}.txt", f"Text of {name}.") for name in "abc")
BEFORE = Turn("Of what is it the text?", ("Text of b.",), articles=("b.txt",))


@pytest.mark.parametrize(
    ("behind", "first"),
    [(ADVANTAGE - 0.1, "b.txt"), (ADVANTAGE + 0.1, "a.txt")],
)
def test_the_article_of_the_turn_before_comes_first_where_it_says_about_as_much(behind: float, first: str) -> None:
    found = prefer(Question("Who?"), ranking((A, 2.0), (B, 2.0 - behind), (C, 0.0)), BEFORE)
    assert found.evidence[0].candidate.path == first == found.passages[0].path
    assert found.confidence == 0.7
    assert sum(one.share for one in found.evidence) == pytest.approx(1.0)


VAN = passage("v.txt", "A new van costs 38,000 dollars.")
TOWN = passage("v.txt", "The town has set aside 10,000 dollars.", start=90)
PRICE = Turn("How much does a new van cost?", ("A new van costs 38,000 dollars.",), articles=("v.txt",))


@pytest.mark.parametrize(
    ("typed", "meant", "behind", "first"),
    [
        ("What did the mayor reply?", "What did the mayor reply (a new van cost)?", TOLD - 0.1, TOWN),
        ("What did the mayor reply?", "What did the mayor reply (a new van cost)?", TOLD + 0.1, VAN),
        ("What dollars are meant?", "What dollars are meant (a new van cost)?", TOLD - 0.1, VAN),  # it has a word of it
        ("How much has been saved?", "How much has been saved (a new van cost)?", TOLD - 0.1, VAN),  # it has a number
        ("How much does a van cost?", "How much does a van cost?", TOLD - 0.1, VAN),  # no follow-up
    ],
)
def test_what_the_turn_before_quoted_comes_behind_what_says_as_much(
    typed: str, meant: str, behind: float, first: Candidate
) -> None:
    question = Question(meant, typed=typed)
    found = prefer(question, ranking((VAN, 2.0), (TOWN, 2.0 - behind)), PRICE)
    assert found.evidence[0].candidate is first


def test_its_best_sentence_is_read() -> None:
    found = read_also(ranking((A, 3.0), (C, 2.0), (B, 1.0)), ("b.txt",), 2)
    assert [one.candidate.path for one in found.evidence] == ["a.txt", "b.txt", "c.txt"]
    same = ranking((A, 3.0), (B, 2.0))
    assert read_also(same, ("b.txt",), 2) is same and read_also(same, ("d.txt",), 1) is same


VUONG = passage("v.txt", "Tran Quoc Vuong leads the office.")
LATER = passage("v.txt", "The speech took an hour.", start=500)
QUANG = passage("q.txt", "Nguyen Dang Quang chairs the council.")
PEOPLE = (VUONG, LATER, QUANG)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Ông Trần Quốc Vượng giữ chức vụ gì?", [False, False, True]),
        ("What is the office of Quoc Vuong Tran?", [False, False, True]),
        ("Who is Dang Quang?", [True, True, False]),
        ("Ai là trưởng ban?", [False, False, False]),  # nobody is named
        ("Who is Ann Lee?", [False, False, False]),  # whom no article knows
    ],
)
def test_a_sentence_has_to_be_about_whom_the_question_names(question: str, lacking: list[bool]) -> None:
    names = known_names(Question(question), PEOPLE)
    assert [lacks_name(Evidence(one, 0, 1.0, 0.0), names, PEOPLE) for one in PEOPLE] == lacking
