"""Words of a language stand in its file, and nowhere among what answers."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.language.packs import PACKS

ANSWER = Path(__file__).parents[2] / "rag" / "answer"
ROOMS = ("", "check", "question", "evidence", "reader", "written")


def texts(file: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("room", [*ROOMS, "forms", "tables"])
def test_no_language_is_named(room: str) -> None:
    """What is particular about a language is a property of its pack."""
    named = {(file.name, text) for file in (ANSWER / room).glob("*.py") for text in texts(file) if text in PACKS}
    assert named == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_words_of_a_language(room: str) -> None:
    found = {
        (file.name, text)
        for file in (ANSWER / room).glob("*.py")
        for text in texts(file)
        if any(unicodedata.category(letter) in ("Ll", "Lu") and not letter.isascii() for letter in text)
    }
    assert found == set()
