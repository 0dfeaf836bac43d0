"""How something is done, step by step."""

from __future__ import annotations

import pytest

from rag import Bot
from rag.answer.evidence.ranking import Evidence, Ranking
from rag.answer.evidence.steps import steps_around
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.loft import told
from tests.answer.evidence.made_up import held


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


def test_all_of_a_short_part_below_its_heading_tells_how() -> None:
    text = "# Manual\n\n## Child lock\n\nHold both keys.\n\nDo the same to turn it off.\n\n## Care\n\nWipe it.\n"
    units = split_sentences(text, "en", "markdown")
    candidate = held("a", text, units, [0.8] * len(units), language="en")
    at = next(i for i, unit in enumerate(units) if unit.shown(text).startswith("Do the same"))
    ranking = Ranking((Evidence(candidate, at, 1.0, 0.9),), (candidate,), 0.9, ())
    assert [unit.shown(text) for _, unit in steps_around(ranking)] == ["Hold both keys.", "Do the same to turn it off."]
