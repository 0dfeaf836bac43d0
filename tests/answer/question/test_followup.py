"""Follow-ups: what a question means after the turns before it."""

from __future__ import annotations

import pytest

from rag.answer.question.followup import Turn, understand

ADDRESSED = Turn(
    "Who addressed the conference?",
    ("Party General Secretary Nong Duc Manh stated this when he addressed a conference.",),
)
MASTER = Turn(
    "Who spoke after Ha Thi Khiet?",
    ("At the meeting, Pham Tat Thang, the deputy head, introduced the harbour master, Ingrid Solheim.",),
    ("Ingrid Solheim",),
)
REVIEWED = Turn("What was reviewed in 2009?", ())
MANH = Turn("What did Nong Duc Manh address?", ())
INVESTED = Turn("How much did Siemens invest in Hungary in 2019?", ())
POOR = Turn("Tỷ lệ nghèo ở Quảng Trị giảm bao nhiêu?", ())
FRONT = Turn("Có bao nhiêu người trong Mặt trận?", ())
LIVE = Turn("How many people live in Quang Tri?", ())
KHIET = Turn("What did Ms. Ha Thi Khiet ask?", ())


@pytest.mark.parametrize(
    ("turn", "question", "understood"),
    [
        (MANH, "What did he propose?", "What did Nong Duc Manh propose?"),
        (MANH, "And what did he propose?", "what did Nong Duc Manh propose?"),
        (MANH, "What was his proposal?", "What was Nong Duc Manh's proposal?"),
        (ADDRESSED, "What did he say?", "What did Nong Duc Manh say?"),
        (MASTER, "And what is her office?", "what is Ingrid Solheim's office?"),  # the answer, not who else is named
        (KHIET, "Where did she speak?", "Where did Ha Thi Khiet speak?"),
        (KHIET, "What is her office?", "What is Ha Thi Khiet's office?"),
        (KHIET, "Who asked her?", "Who asked Ha Thi Khiet?"),
        (REVIEWED, "And in 2017?", "What was reviewed in 2017?"),
        (REVIEWED, "What about 2017?", "What was reviewed in 2017?"),
        (MANH, "And Ha Thi Khiet?", "What did Ha Thi Khiet address?"),
        (INVESTED, "And in Poland?", "How much did Siemens invest in Poland in 2019?"),
        (INVESTED, "and 2021?", "How much did Siemens invest in Hungary in 2021?"),
        (INVESTED, "What about Bosch?", "How much did Bosch invest in Hungary in 2019?"),
        (INVESTED, "How many people work there?", "How many people work in Hungary?"),
        (LIVE, "And in Nghe An?", "How many people live in Nghe An?"),
        (LIVE, "còn ở Huế?", "How many people live in Huế?"),
        (POOR, "còn GRDP đầu người thì sao?", "GRDP đầu người thì sao (Tỷ lệ nghèo ở Quảng Trị giảm bao nhiêu)?"),
        (POOR, "Thế còn Nghệ An thì sao?", "Tỷ lệ nghèo ở Nghệ An giảm bao nhiêu?"),
        (FRONT, "Thế còn trong Đảng?", "Có bao nhiêu người trong Đảng?"),
        (REVIEWED, "Why?", "Why (reviewed in 2009)?"),
        (REVIEWED, "When was that?", "When was that (reviewed in 2009)?"),
        (MANH, "Ông ấy nói gì?", "Nong Duc Manh nói gì?"),
        # These stand alone.
        (MANH, "How many models had been recognized by the end of 2023?", None),
        (MANH, "What did Pham Tat Thang say when he spoke?", None),
        (MANH, "Who said that the work is important for the Party?", None),
        (LIVE, "Is there a museum of coins?", None),  # no place is pointed to
        (LIVE, "Were there any protests against the dam?", None),
        (LIVE, "There are two kinds of permit, which is cheaper?", None),
        (INVESTED, "Who was there?", "Who was in Hungary?"),
        (MANH, "Which is the history of the theatre?", None),  # no "he", "it" or "his" as a word
    ],
)
def test_a_question_after_another(turn: Turn, question: str, understood: str | None) -> None:
    assert understand(question, [turn]) == understood


@pytest.mark.parametrize("question", ["What did he say?", "And in 2017?", "Why?"])
def test_the_first_question_stands_alone(question: str) -> None:
    assert understand(question, []) is None


@pytest.mark.parametrize(
    "question",
    (
        "on which days?|which room|at what time|how many people?|à quelle heure ?|combien d'élèves|¿a qué hora?|cuántos años"
        "|mấy giờ?|vào ngày nào|bao nhiêu tiền"
    ).split("|"),
)
def test_a_question_without_a_verb_goes_on_with_the_topic(question: str) -> None:
    understood = understand(question, [MANH])
    assert understood and "Nong Duc Manh" in understood


@pytest.mark.parametrize(
    "question", ["which room is the chapel", "quelle est la date", "ai là chủ tịch hội nghị nào quan trọng"]
)
def test_a_question_with_a_verb_stands_alone(question: str) -> None:
    assert understand(question, [MANH]) is None


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("a new bridge", "How much did it cost (Ms. Ha Thi Khiet ask: a new bridge)?"),
        ("38,000 dollars", "How much did it cost (Ms. Ha Thi Khiet ask)?"),  # a number would be what is asked for
        ("that the council of the town build it", "How much did it cost (Ms. Ha Thi Khiet ask)?"),
    ],
)
def test_it_may_be_what_was_told(told: str, meant: str) -> None:
    turn = Turn(KHIET.question, (told,), (told,))
    assert understand("How much did it cost?", [turn]) == meant


def test_what_was_told_is_not_taken_where_no_word_means_it() -> None:
    assert understand("At what time?", [Turn("Who coaches the juniors?", ("Ann does.",), ("Ann Lee",))]) == (
        "At what time (coaches the juniors)?"
    )


def test_a_person_may_have_been_named_some_turns_ago() -> None:
    turns = [MANH, Turn("Which city was that in?", ("In the capital.",))]
    assert understand("What did he propose?", turns) == "What did Nong Duc Manh propose?"


def test_the_last_turn_is_the_one_that_counts() -> None:
    assert understand("What did he propose?", [KHIET, MANH]) == "What did Nong Duc Manh propose?"


@pytest.mark.parametrize("question", ["Why?", "And then?", "What about it?", "Is that so?"])
def test_a_long_conversation_does_not_make_questions_long(question: str) -> None:
    turn = ADDRESSED
    for _ in range(100):
        turn = Turn(understand(question, [turn]) or question, ())
    assert len(turn.question) < 300


@pytest.mark.parametrize("question", ["What did he propose?", "Is it so?", "And in 2017?", "How many are there?"])
def test_a_question_is_not_made_longer_than_questions_may_be(question: str) -> None:
    turn = Turn("What did Nong Duc Manh review in Quang Tri in 2009?", ())
    long = understand(question, [turn])
    assert long is not None
    assert understand(question, [turn], len(long)) == long
    assert understand(question, [turn], len(long) - 1) is None


@pytest.mark.parametrize("question", ["", "   ", "?", "…"])
def test_no_question_is_made_of_none(question: str) -> None:
    assert understand(question, [ADDRESSED]) is None
