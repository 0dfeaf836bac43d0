"""How something is done, step by step."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.evidence.loft import told


@pytest.mark.parametrize(
    ("asked", "first", "last", "never"),
    [
        ("how do i mend a hinge", "First lift the old cloth.", "Finally press it for a night.", "Mice"),
        ("how do you sew a book", "Mark five holes.", "Pierce them with the awl.", "burst"),
        ("cómo se pega la tapa", "Para pegar la tapa, primero lija el canto.", "Por último prensa el libro.", "dobla"),
    ],
)
def test_how_something_is_done_is_told_step_by_step(bot: Bot, asked: str, first: str, last: str, never: str) -> None:
    answer = bot.ask(asked)
    quoted = told(answer)
    assert answer.form == "steps" and never not in quoted
    assert first in quoted and quoted.index(first) < quoted.index(last)


def test_more_and_shorter_of_steps(bot: Bot) -> None:
    chat = bot.chat()
    chat.ask("how do i mend a hinge")
    assert len(chat.ask("shorter").sentences) == 1
