from __future__ import annotations

from typing import Any

import pytest

from rag import Answer, Article
from tests.ui.fakes import ARTICLE, FakeBot, answered, declined
from ui.page import examples


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
