"""Vietnamese typed without accents."""

from __future__ import annotations

import pytest

from rag.answer.question.accents import restore_accents
from rag.language.accents import accents_of
from rag.language.packs import PACKS

TEXTS = [
    "Hội nghị về bảo vệ rừng họp ở Huế ngày 3 tháng 5.",
    "Ông Lê Văn Bảo dự hội nghị.",
    "Họ bảo rằng nghị quyết đã có.",
]
VIETNAMESE = accents_of(PACKS["vi"])
assert VIETNAMESE is not None


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
    assert restore_accents(typed, VIETNAMESE.with_texts(TEXTS)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bao hanh may giat bao lau", "bảo hành máy giặt bao lâu"),
        ("ai phan doi viec tang hoc phi", "ai phản đối việc tăng học phí"),
        ("hop dong thue nha het han khi nao", "hợp đồng thuê nhà hết hạn khi nào"),
    ],
)
def test_what_no_article_has_is_written_as_it_is_elsewhere(typed: str, meant: str) -> None:
    assert restore_accents(typed, VIETNAMESE) == meant


def test_a_name_is_written_as_articles_in_another_language_write_it() -> None:
    english = VIETNAMESE.with_texts(["Tran Quoc Vuong"])
    assert restore_accents("Tran Quoc Vuong la ai?", english) == "Tran Quoc Vuong là ai?"


def test_a_language_that_is_always_typed_with_its_accents_has_no_table() -> None:
    assert accents_of(PACKS["fr"]) is None
