"""Who did something, and sentences that say that it was done without saying by whom."""

from __future__ import annotations

import pytest

from rag.answer.evidence.agents import leaves_agent_out
from rag.answer.question.question import Question

ALL = frozenset({"en", "vi", "fr", "es"})


@pytest.mark.parametrize(
    ("language", "question", "text", "out"),
    [
        ("en", "who stole the wheelbarrows", "Two wheelbarrows were stolen from the shed.", True),
        ("en", "Who has broken the window?", "The window was already broken.", True),
        ("en", "who stole the wheelbarrows", "The wheelbarrows were stolen by two boys.", False),
        ("en", "who stole the wheelbarrows", "Two boys stole the wheelbarrows.", False),
        ("en", "who stole the wheelbarrows", "The thieves were caught.", False),  # another verb
        ("en", "Who was stolen?", "Two statues were stolen.", False),  # what it was done to is asked for
        ("en", "Who did they elect?", "Ann was elected.", False),
        ("en", "when was the mill built", "The mill was built in 1803.", False),
        ("es", "¿Quién robó la campana?", "La campana fue robada en mayo.", True),
        ("es", "quien construyo el puente", "El puente fue construido por Molinova.", False),
        ("fr", "Qui a volé la cloche ?", "La cloche a été volée en mai.", True),
        ("fr", "Qui a volé la cloche ?", "La cloche a été volée par deux enfants.", False),
        ("vi", "Ai đã xây cây cầu?", "Cây cầu được xây năm 1998.", True),
        ("vi", "Ai đã xây cây cầu?", "Cây cầu được xây năm 1998 do công ty Hải An thi công.", False),
        ("fr", "Who stole the bell?", "La cloche a été volée en mai.", False),  # verbs of two languages do not compare
    ],
)
def test_what_leaves_out_who_did_it(language: str, question: str, text: str, out: bool) -> None:
    assert leaves_agent_out(Question(question, ALL), text, language) is out
