"""Words of a language stand in its folder, and nowhere else."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.language.packs import PACKS

RAG = Path(__file__).parents[2] / "rag"
ROOMS = sorted(
    folder.name for folder in RAG.iterdir() if folder.is_dir() and folder.name not in ("language", "__pycache__")
)


def texts(file: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("file", sorted((RAG / "answer").rglob("*.py")), ids=lambda file: file.stem)
def test_no_language_is_named(file: Path) -> None:
    """What is particular about a language is a property of its pack."""
    assert [text for text in texts(file) if text in PACKS] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_words_of_a_language(room: str) -> None:
    """No letter that English has not: whoever adds a language looks into its folder and nowhere else."""
    found = {
        (file.name, text)
        for file in (RAG / room).rglob("*.py")
        for text in texts(file)
        if any(unicodedata.category(letter) in ("Ll", "Lu") and not letter.isascii() for letter in text)
    }
    assert found == set()
