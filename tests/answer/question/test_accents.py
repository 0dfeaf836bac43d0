"""Vietnamese typed without accents."""

from __future__ import annotations

import pytest

from rag.answer.question.accents import restore_accents
from rag.language.packs import PACKS

TEXTS = [
    "Hội nghị về bảo vệ rừng họp ở Huế ngày 3 tháng 5.",
    "Ông Lê Văn Bảo dự hội nghị.",
    "Họ bảo rằng nghị quyết đã có.",
    *PACKS["vi"].asking_phrases,
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hoi nghi hop o dau?", "Hội nghị họp ở đâu?"),
        ("hoi nghi ve bao ve rung hop khi nao", "hội nghị về bảo vệ rừng họp khi nào"),
        ("Le Van Bao la ai?", "Lê Văn Bảo là ai?"),
        ("HOI NGHI HOP O DAU", "HỘI NGHỊ HỌP Ở ĐÂU"),
        ("Hoi nghi Greenpeace hop o dau?", "Hội nghị Greenpeace họp ở đâu?"),
        ("Who attended the conference on forests?", "Who attended the conference on forests?"),
        ("The Bao conference", "The Bao conference"),
        ("", ""),
    ],
)
def test_accents_are_those_of_the_texts(typed: str, meant: str) -> None:
    assert restore_accents(typed, TEXTS) == meant


def test_without_texts_nothing_is_restored_but_what_asks() -> None:
    assert restore_accents("Hoi nghi hop o dau?", PACKS["vi"].asking_phrases) == "Hoi nghi hop o dau?"
