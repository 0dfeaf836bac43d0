from __future__ import annotations

from typing import Any

import pytest

from rag import Answer, Article
from tests.ui.fakes import ARTICLE, FakeBot, answered, declined
from ui import examples


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "By 2023, 555 “Skilled” models had been recognized.", "How many “Skilled” models had been recognized?"),
        ("en", "The old dam was built in 1911.", "When was the old dam built?"),
        ("en", "“Go,” said Ann. Marta Holm, head of the mill, stressed care.", "What did Marta Holm stress?"),
        ("en", "Tarn is the capital of Ossel.", "What is the capital of Ossel?"),
        ("en", "Marta Holm, keeper of the lamps, came.", "Who is Marta Holm?"),
        ("vi", "Cây cầu có 350 ngọn đèn được thắp sáng.", "Có bao nhiêu ngọn đèn được thắp sáng?"),
        ("vi", "Lê Thị Hoa cho biết cầu đã cũ.", "Lê Thị Hoa đã nói gì?"),
        ("en", "The Central Committee, a large body, met.", None),
        ("en", "Nothing here asks to be asked.", None),
    ],
)
def test_sentences_become_questions(language: str, text: str, question: str | None) -> None:
    article = Article("a.txt", "A", text, None, language, "0" * 64)
    made = [one.question for one in examples.candidates(article)]
    assert (question in made) if question else made == []


def found(reply: Any) -> tuple[str, ...]:
    bot: Any = FakeBot(reply)
    return examples.find(bot)


def unsure(question: str) -> Answer:
    return answered(question, confidence=0.4)


def elsewhere(question: str) -> Answer:
    other = Article("b.txt", "B", ARTICLE.text, None, "en", "f" * 64)
    return answered(question, citations=(answered("").citations[0].__class__(1, other, 0, 26, ARTICLE.text[:26]),))


@pytest.mark.parametrize(
    ("reply", "kept"),
    [(answered, ("When was the dam built?",)), (declined, ()), (unsure, ()), (elsewhere, ())],
)
def test_only_questions_with_a_sure_answer_from_their_own_sentence_are_kept(reply: Any, kept: tuple[str, ...]) -> None:
    assert found(reply) == kept


def test_a_corpus_that_cannot_be_read_has_no_examples(caplog: pytest.LogCaptureFixture) -> None:
    def broken(question: str) -> Answer:
        raise OSError("disk")

    bot: Any = FakeBot(broken)
    assert examples.Examples(bot)() == ()
