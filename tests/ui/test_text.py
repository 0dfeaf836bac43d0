"""Every phrase of the page is there in Vietnamese, and nothing else is."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import adding, articles, talk, welcome
from ui import evidence as panel
from ui import page as chat_page
from ui.text import escaped, vietnamese, visible
from ui.wording import confidence_words

UI = Path(__file__).parents[2] / "ui"
SOURCES = [*UI.glob("*.py"), UI.parent / "rag/corpus/adding.py"]
SPEAKERS = ("speech", "_speech", "plain", "_label", "_tool", "_step", "_Refusal", "Refused")
"""What is called with a phrase."""
WRITTEN_WITHOUT = {"Markdown", "HTML", "JSON", "Word", "BibTeX", "RIS", "CSL-JSON"}


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def said(tree: ast.AST) -> Iterator[str]:
    """The phrases that are given to a speaker, as far as they are written there."""
    for call in ast.walk(tree):
        name = getattr(getattr(call, "func", None), "id", getattr(getattr(call, "func", None), "attr", ""))
        if isinstance(call, ast.Call) and name in SPEAKERS:
            for given in call.args:
                yield from (one for one in constants(given) if re.match(r"[A-Z{1]|and |not |score", one))


def phrases() -> set[str]:
    found = {confidence_words(step / 20) for step in range(21)}
    for file in SOURCES:
        found |= set(said(ast.parse(file.read_text(encoding="utf-8"))))
    found |= {phrase for phrase, _ in articles._COLUMNS.values()} | set(articles._STATES.values())
    found |= {phrase for pair in adding._DONE.values() for phrase in pair}
    found |= {*panel._FILE.values(), *chat_page._SAID_IN_BROWSER.values(), talk._HOW, *welcome._FOLDER.values()}
    return found


def test_every_vietnamese_phrase_is_said_somewhere() -> None:
    everywhere = {one for file in SOURCES for one in constants(ast.parse(file.read_text(encoding="utf-8")))}
    assert set(vietnamese()) - phrases() - everywhere == set()


def test_every_phrase_of_the_page_has_its_vietnamese() -> None:
    missing = {one for one in phrases() if one not in vietnamese() and " ".join(one.split()) not in vietnamese()}
    assert missing <= WRITTEN_WITHOUT


@pytest.mark.parametrize("english", vietnamese())
def test_translations_keep_the_values(english: str) -> None:
    assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", vietnamese()[english]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nông Đức Mạnh\n\t“1,2” – 🙂", "Nông Đức Mạnh\n\t“1,2” – 🙂"),
        ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),  # the clipboard
        ("a\x1b]0;title\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1b]never ends", "anever ends"),
        ("a\x1b[31;1mb\x1b[0m", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1bPq#0\x1b\\b\x1b(0c\x1bcd", "abcd"),
        ("one\rtwo\b\x00\x7f\x85three\r\n", "onetwothree\n"),
        ("a\u202egpj.exe\u2066\u200fb", "agpj.exeb"),
        ("\x1b", ""),
    ],
)
def test_nothing_that_a_terminal_obeys_is_left_of_a_text(text: str, shown: str) -> None:
    assert visible(text) == shown
    written = escaped(json.dumps({"a": text}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {"a": text}
    assert visible(written) == written
