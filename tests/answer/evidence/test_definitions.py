"""What a word means, as the articles say it."""

from __future__ import annotations

import pytest

from rag import Bot
from tests.answer.evidence.loft import told


@pytest.mark.parametrize(
    ("asked", "meaning"),
    [
        ("what's a headcap?", "A headcap is the leather at the top of a spine."),
        ("define bone folder", "Word: bone folder | What it is: a flat tool of bone that creases paper"),
        ("signature meaning", "Signature: a folded sheet that is sewn with others"),
        ("what is an awl", "Awl – a needle with a handle that makes holes"),
        ("what is a headband?", "Binders call headbands the silk that is sewn to the top."),
        ("what does offcut mean", "By offcut we mean what the guillotine leaves."),
        ("what is the OLF", "The Old Loft Fund (OLF) pays."),
        ("c'est quoi un plioir", "Un plioir désigne l'outil qui marque le pli."),
        ("khuôn xeo là gì", "Khuôn xeo là tấm lưới tre dùng để vớt bột giấy."),
        ("¿qué es una plegadera?", "Una plegadera es la herramienta con la que se dobla el papel."),
    ],
)
def test_a_word_is_explained_by_what_defines_it(bot: Bot, asked: str, meaning: str) -> None:
    answer = bot.ask(asked)
    assert (answer.form, told(answer)) == ("definition", meaning)


def test_what_has_only_a_price_is_not_defined_by_it(bot: Bot) -> None:
    assert bot.ask("what is a glue pot").form == "plain"


def test_a_word_more_asks_for_something_else_than_the_definition(bot: Bot) -> None:
    assert bot.ask("what is the weight of a signature?").form == "plain"
