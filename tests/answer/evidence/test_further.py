"""Which further sentences the likeliest makes needless."""

from __future__ import annotations

import pytest

from rag.answer.evidence.further import without_needless
from rag.answer.evidence.ranking import Evidence
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from tests.answer.evidence.made_up import held

HELD = frozenset({"en", "es", "vi"})


def of(text: str, language: str, kind: str = "text") -> Evidence:
    unit = Sentence(0, len(text), kind)  # type: ignore[arg-type]
    return Evidence(held("a", text, (unit,), (0.8,), language=language), 0, 1.0, 0.4)


MUSEUM = of("El museo abre a las diez.", "es")
POOL = of("Hồ bơi mở cửa lúc 5 giờ 30.", "vi")
TOWER = of("La torre abre a las once.", "es")
CAR, BICYCLE, VAN = (
    of(f"Vehicle: {kind} | Fee: {fee}", "en", "row") for kind, fee in (("car", 9), ("bicycle", 1), ("van", 12))
)


@pytest.mark.parametrize(
    ("question", "chosen", "kept"),
    [
        ("¿a qué hora abre el museo?", [MUSEUM, POOL, TOWER], [MUSEUM, TOWER]),
        ("¿cuándo abre la piscina?", [POOL, MUSEUM], [POOL, MUSEUM]),  # the first is in another language itself
        ("what is the fee for a car", [CAR, BICYCLE], [CAR]),
        ("what is the fee", [CAR, BICYCLE], [CAR, BICYCLE]),
        ("fee for a car or a bicycle", [CAR, BICYCLE, VAN], [CAR, BICYCLE]),  # each has what the other has not
    ],
)
def test_what_the_first_makes_needless(question: str, chosen: list[Evidence], kept: list[Evidence]) -> None:
    assert without_needless(Question(question, HELD), chosen) == kept
