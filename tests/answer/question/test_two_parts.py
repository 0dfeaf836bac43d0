"""Two questions in one: where a text is cut, and what becomes of the halves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag import Bot
from rag.answer.answer import Answer, AnswerSentence, Citation, Status
from rag.answer.question.two_parts import both, parts_of
from rag.corpus.article import Article
from tests.conftest import MakeCorpus

STATUSES: tuple[Status, ...] = ("uncertain", "answered")
LEASE = """# Lease of Mill Lane 4

The rent is due on the third day of each month. Heating costs 95 euros a month. The deposit is 1,800 euros.
"""

HALLS = """# The halls of Wexcombe

Quayside Hall was opened by Ann Moore in 1984. It cost 9.3 million pounds. The Corn Exchange was opened in 1861.
It cost 4,000 pounds and was paid for by the guilds.
"""


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("When is rent due and how much is heating", ("When is rent due?", "how much is heating?")),
        ("what did Ann say, and what did Bo say?", ("what did Ann say?", "what did Bo say?")),
        ("are dogs allowed and how much is a ticket", ("are dogs allowed?", "how much is a ticket?")),
        ("When do you open and is there a lift?", ("When do you open?", "is there a lift?")),
        ("Thư viện mở cửa lúc mấy giờ và có thu phí không?", ("Thư viện mở cửa lúc mấy giờ?", "có thu phí không?")),
        ("¿Hay piscina cubierta y cuánto cuesta entrar?", ("¿Hay piscina cubierta?", "cuánto cuesta entrar?")),
        ("What is the rent? Who pays for heating?", ("What is the rent?", "Who pays for heating?")),
        ("Until when does it run and how far may fares rise?", ("Until when does it run?", "how far may fares rise?")),
        ("Who founded the club and when did it open?", ("Who founded the club?", "when did it open?")),
        (
            "Who is the landlord? What is the rent? Who pays for heating?",
            ("Who is the landlord?", "What is the rent?", "Who pays for heating?"),
        ),
        (
            "Ai chủ trì hội nghị và hội nghị diễn ra ở đâu?",
            ("Ai chủ trì hội nghị?", "hội nghị diễn ra ở đâu?"),
        ),
        (
            "Quand faut-il payer le loyer et combien coûte le chauffage ?",
            ("Quand faut-il payer le loyer?", "combien coûte le chauffage?"),
        ),
        (
            "¿Cuándo se paga el alquiler y cuánto cuesta la calefacción?",
            ("¿Cuándo se paga el alquiler?", "cuánto cuesta la calefacción?"),
        ),
    ],
)
def test_two_questions_are_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question, frozenset({"en", "vi", "fr", "es"})) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who is the chair of culture and sports?",
        "When was it built and by whom?",
        "Are cats and dogs allowed on deck?",
        "est-ce que les chiens et les chats sont admis ?",
        "Is it open and is it free?",
        "Where and when was the meeting?",
        "What are the causes and effects of erosion?",
        "What does it say and who wrote it?",  # nobody knows what "it" is
        "What is the deposit and why?",
        "Who won? And why?",
        "Tell me about Ann and Bo",
        "Who won the match Ann vs Bo?",
        "compare what Ann said and what Bo said",
        "Who came and who left and who stayed at home?",  # more than two: asked as a whole
        "Ai là chủ tịch và phó chủ tịch?",
        "Qui est le maire de Lyon et de sa banlieue ?",
        "¿Quién dirige el museo y la biblioteca?",
    ],
)
def test_one_question_is_left_whole(question: str) -> None:
    assert parts_of(question, frozenset({"en", "vi", "fr", "es"})) == (question,)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("compare Box and Rc", ("What is Box?", "What is Rc?")),
        ("what's the difference between a mutex and a channel?", ("What is a mutex?", "What is a channel?")),
        ("difference between the saloon and the open deck", ("What is saloon?", "What is open deck?")),
        ("Box vs Rc", ("What is Box?", "What is Rc?")),
        ("compare adult and child fares", ("What is adult fares?", "What is child fares?")),
        ("so sánh xe điện và xe xăng", ("xe điện là gì?", "xe xăng là gì?")),
        (
            "Quelle est la différence entre un bail et un contrat ?",
            ("Qu'est-ce que un bail?", "Qu'est-ce que un contrat?"),
        ),
        ("Compara el bono y la beca", ("¿Qué es el bono?", "¿Qué es la beca?")),
    ],
)
def test_each_side_of_a_comparison_is_asked(question: str, sides: tuple[str, ...]) -> None:
    found = parts_of(question, frozenset({"en", "vi", "fr", "es"}))
    assert tuple(one.replace(" ?", "?") for one in found) == sides


def test_both_are_answered_each_with_its_footnote(corpus: MakeCorpus) -> None:
    answer = Bot.open(corpus({"lease.md": LEASE})).ask("When is the rent due and how much does heating cost?")
    assert answer.status == "answered"
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    said = " ".join(c.quote for c in answer.citations)
    assert "third day" in said and "95 euros" in said
    for sentence in answer.sentences:
        (number,) = sentence.citations
        assert sentence.text == " ".join(answer.citations[number - 1].quote.split())


def test_the_second_half_is_asked_after_the_first(corpus: MakeCorpus) -> None:
    answer = Bot.open(corpus({"halls.md": HALLS})).ask("Who opened Quayside Hall and what did it cost?")
    said = " ".join(c.quote for c in answer.citations)
    assert answer.status == "answered" and "Ann Moore" in said and "9.3 million" in said and "4,000" not in said


def test_a_sentence_that_answers_both_is_quoted_once() -> None:
    article = Article("a.md", "A", "The club, founded in 1988, has 412 members.", None, "en", "0")
    citation = Citation(1, article, 0, 43, article.text)
    halves = [
        Answer("?", "answered", (AnswerSentence(article.text, (1,), emphasis),), (citation,), confidence=0.9)
        for emphasis in ((18, 22), (28, 31))
    ]
    together = both(halves, ("When was it founded?", "How many members has it?"), halves[0])
    assert together and len(together.sentences) == len(together.citations) == 1


def test_what_comes_closest_to_a_half_is_quoted_last_and_told_as_that() -> None:
    article = Article("a.md", "A", "Ann asked for a loan. The club was founded in 1988.", None, "en", "0")
    spans = ((0, 21), (22, 51))
    quotes = [article.text[slice(*span)] for span in spans]
    halves = [
        Answer("?", status, (AnswerSentence(quote, (1,)),), (Citation(1, article, *span, quote),), language="en")
        for status, span, quote in zip(STATUSES, spans, quotes)
    ]
    together = both(halves, ("what did Ann want?", "when was it founded?"), halves[0])
    assert together and [sentence.text for sentence in together.sentences] == [quotes[1], quotes[0]]
    assert "what did Ann want” is not surely answered" in together.reply and not together.unanswered


def test_of_three_questions_those_that_are_not_sure_are_told_together() -> None:
    parts = ("who won?", "who lost?", "who came?")
    blank = Answer("?", "answered", (), (), language="en")
    answers = [replace(blank, question=part, status="uncertain" if at else "answered") for at, part in enumerate(parts)]
    together = both(answers, parts, blank)
    assert together and together.reply == (
        "“who lost / who came” are not surely answered: the last quotations come closest to them."
    )


def test_the_half_without_an_answer_is_named(corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"lease.md": LEASE, "bees.txt": "The bees of Oster swarmed on 3 May 2021."}))
    answer = bot.ask("How much is the deposit and who conducted the orchestra of Vienna in 1950?")
    assert answer.status == "answered"
    assert "1,800 euros" in answer.citations[0].quote
    assert answer.doubt is None and answer.declined is None
    assert answer.unanswered == ("who conducted the orchestra of Vienna in 1950",)
    assert answer.text.endswith("The articles do not say: “who conducted the orchestra of Vienna in 1950”.")
    assert answer.to_dict()["unanswered"] == ["who conducted the orchestra of Vienna in 1950"]
