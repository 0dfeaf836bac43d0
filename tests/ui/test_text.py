"""Every phrase of the page is there in Vietnamese, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from ui.text import vietnamese
from ui.wording import confidence_words

UI = Path(__file__).parents[2] / "ui"
SPOKEN = ("message.py", "evidence.py", "page.py", "desk.py", "entrance.py", "markup.py")


def phrases() -> set[str]:
    """The English sentences and labels in the page's source: what begins like one and is no HTML."""
    strings: set[str] = set()
    for name in SPOKEN:
        tree = ast.parse((UI / name).read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs)
        strings |= {node.value for node in constants if isinstance(node.value, str)}
    return strings


def test_every_vietnamese_phrase_is_said_somewhere() -> None:
    spoken = phrases() | {confidence_words(step / 20) for step in range(21)}
    assert set(vietnamese()) - spoken == set()


def test_every_sentence_of_the_page_has_its_vietnamese() -> None:
    sentences = {one for one in phrases() if re.fullmatch(r"[A-Z{1].* .*", one) and "(" not in one[:2]}
    assert sentences - set(vietnamese()) <= {"Copy message"}


def test_translations_keep_the_values() -> None:
    for english, spoken in vietnamese().items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", spoken)), english
