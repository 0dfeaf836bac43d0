"""What a word means, how something is done and why something is so: the unit that says it, and no more of it."""

from __future__ import annotations

import pytest

from rag import Answer, Bot
from tests.fakes import write

ROOM = """# Words of the loft

A **headcap** is the leather at the top of a spine. The headcap is torn on most of our books.

| Word | What it is |
|---|---|
| bone folder | a flat tool of bone that creases paper |
| glue pot | 12 pounds |

- Signature: a folded sheet that is sewn with others
- Awl – a needle with a handle that makes holes

## Mending a hinge

The loft is cold, so warm the paste. First lift the old cloth. Then brush paste under it. Finally press it for a night. Mice ate the ledger.

## Sewing

For sewing a book:

1. Mark five holes.
2. Pierce them with the awl.

Binders call headbands the silk that is sewn to the top. By offcut we mean what the guillotine leaves. The Old Loft Fund (OLF) pays. The OLF is poor.

The loft was shut in May. The reason was a burst pipe. The lamp was moved in June. It had flickered. Thread is waxed because it would cut the paper.
"""
ATELIER = "# L'atelier\n\nUn plioir désigne l'outil qui marque le pli. Le plioir coûte 9 euros. L'atelier ferme en août. La raison en est la chaleur.\n"
XUONG = "# Xưởng giấy\n\nKhuôn xeo là tấm lưới tre dùng để vớt bột giấy. Khuôn xeo giá 90.000 đồng. Trước hết ngâm vỏ dó. Sau đó nấu với vôi. Cuối cùng giã thành bột.\n"
TALLER = "# El taller\n\nUna plegadera es la herramienta con la que se dobla el papel. Para pegar la tapa, primero lija el canto. Luego pon la cola. Por último prensa el libro.\n"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("loft")
    write(folder, {"loft.md": ROOM, "atelier.md": ATELIER, "xuong.md": XUONG, "taller.md": TALLER})
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))


def told(answer: Answer) -> str:
    """What is quoted, once it is seen that it is quoted exactly."""
    assert all(c.article.text[c.start : c.end] == c.quote for c in answer.citations)
    return " ".join(one.text for one in answer.sentences)


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


def test_the_reason_stands_behind_what_is_asked(bot: Bot) -> None:
    answer = bot.ask("why was the loft shut in May?")
    assert (answer.form, answer.status) == ("reason", "answered")
    assert told(answer) == "The loft was shut in May. The reason was a burst pipe."


def test_what_only_says_again_what_is_asked_is_no_sure_answer(bot: Bot) -> None:
    answer = bot.ask("why was the lamp moved?")
    assert answer.status == "uncertain" and told(answer) == "The lamp was moved in June. It had flickered."


def test_more_and_shorter_of_steps(bot: Bot) -> None:
    chat = bot.chat()
    chat.ask("how do i mend a hinge")
    assert len(chat.ask("shorter").sentences) == 1
