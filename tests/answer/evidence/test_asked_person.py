"""What is asked of somebody is found where only a pronoun, or nothing, stands for the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Bot

HEARING = """Council puts off the vote on the weir

Surveyor Wanda Pruitt opened the hearing in Alder Falls. The wall has moved by four centimetres, she said. She proposed to lower the lake before
the winter. Asked about the cost, she spoke of 310,000 crowns.

Farmer Emil Sandvik objected. He feared for his fields, which drink from the lake. He wants 80 crowns for each day without water.

Councillor Rosa Tamm said she would not be hurried. She ordered a second survey.
"""
DAM = """Họp bàn việc sửa đập

Chủ tịch xã, ông Đặng Văn Thức, chủ trì cuộc họp. Ông ấy đề nghị tỉnh hỗ trợ 2,4 tỷ đồng. Kỹ sư, bà Phan Thị Ngà, trình bày khảo sát. Bà ấy kiến nghị hạ mực
nước hồ xuống một mét.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder: Path = tmp_path_factory.mktemp("hearing")
    (folder / "weir.txt").write_text(HEARING, "utf-8")
    (folder / "dam.txt").write_text(DAM, "utf-8")
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Wanda Pruitt propose?", "She proposed to lower the lake before"),
        ("How much will it cost, according to Pruitt?", "310,000 crowns"),
        ("how much does emil sandvik want for a day without water", "80 crowns"),
        ("What did Councillor Tamm order?", "She ordered a second survey."),
        ("Bà Phan Thị Ngà kiến nghị gì?", "Bà ấy kiến nghị hạ mực"),
    ],
)
def test_what_is_said_of_somebody_without_the_name_is_an_answer(bot: Bot, question: str, said: str) -> None:
    answer = bot.ask(question)
    assert (answer.status, said in answer.text) == ("answered", True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much does Rosa Tamm want for each day without water?",
        "What did Emil Sandvik order?",
        "Bà Phan Thị Ngà đề nghị tỉnh hỗ trợ bao nhiêu?",
    ],
)
def test_what_is_said_of_somebody_else_is_no_sure_answer(bot: Bot, question: str) -> None:
    assert bot.ask(question).status != "answered"


def test_nobody_is_looked_for_where_several_are_named_or_a_place_is(bot: Bot) -> None:
    for question in ("What did Wanda Pruitt tell Emil Sandvik?", "What happened in Alder Falls?", "What is the weir?"):
        assert "person" not in bot.ask(question).timings
    assert "person" in bot.ask("Who is Wanda Pruitt?").timings
