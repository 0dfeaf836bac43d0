"""Every phrase of the page is there in each of its languages, and nothing else is."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from rag import UsageError
from rag.language.packs import PACKS
from ui import adding, articles, message, talk, text, welcome
from ui import evidence as panel
from ui import page as chat_page
from ui.text import LANGUAGES, Speech, catalogue, escaped, visible
from ui.wording import confidence_words

UI, RAG = (Path(__file__).parents[2] / part for part in ("ui", "rag"))
TOLD = (
    "answer/pipeline.py", "answer/from_json.py", "answer/check/checking.py", "answer/written/writing.py", "corpus/reading.py",
    "corpus/draft.py", "index/index.py", "index/filter.py", "index/chroma_store.py", "index/chroma.py", "index/word_index.py",
    "index/lock.py", "index/reading_cache.py",
)  # fmt: skip
"""What may tell something to whoever reads the page, beside the page itself."""
SOURCES = [*UI.rglob("*.py"), RAG / "corpus/adding.py"]
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
    found |= {*articles._SORT_NAMES.values(), *articles._STATES.values()}
    found |= {phrase for pair in adding._DONE.values() for phrase in pair}
    found |= {
        *panel._FILE.values(),
        *chat_page._SAID_IN_BROWSER.values(),
        talk._HOW,
        *welcome._FOLDER.values(),
        *message._CAUTION.values(),
    }
    return found


def told_by_the_core() -> set[str]:
    """The errors and notices of the parts that the page asks, their values numbered."""
    found = set()
    for part in TOLD:
        for call in ast.walk(ast.parse((RAG / part).read_text(encoding="utf-8"))):
            name = getattr(getattr(call, "func", None), "id", "")
            if isinstance(call, ast.Call) and name.endswith("Error") and len(call.args) == 2:
                found |= {numbered(one) for one in call.args} - {""}
    return found


def numbered(text: ast.expr) -> str:
    """A text as it is written, a number for each value; "" where it is made elsewhere."""
    if isinstance(text, ast.Constant):
        return str(text.value)
    values = count(1)
    parts = text.values if isinstance(text, ast.JoinedStr) else ()
    return "".join(str(one.value) if isinstance(one, ast.Constant) else f"{{{next(values)}}}" for one in parts)


def test_the_page_speaks_every_language_that_has_tables() -> None:
    assert set(LANGUAGES) == set(PACKS)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_phrase_of_the_page_is_in_the_catalogue(language: str) -> None:
    known = catalogue(language)
    missing = {one for one in phrases() if one not in known and " ".join(one.split()) not in known}
    assert missing <= WRITTEN_WITHOUT


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_everything_that_the_core_may_tell_on_the_page_is_in_the_catalogue(language: str) -> None:
    assert told_by_the_core() - catalogue(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_phrase_of_a_catalogue_is_said_somewhere(language: str) -> None:
    files = [*UI.rglob("*.py"), *RAG.rglob("*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    everywhere = {one for tree in trees for one in constants(tree)}
    everywhere |= {numbered(one) for tree in trees for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)}
    months_and_values = {f"Check the path, or create it. {one}" for one in everywhere} | set(text._MONTHS)
    assert set(catalogue(language)) - phrases() - everywhere - months_and_values == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_keep_the_values(language: str) -> None:
    for english, spoken in catalogue(language).items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", spoken)), english


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The folder 'a b' cannot be read (no way). Check its permissions."),
        ("vi", "Không đọc được thư mục 'a b' (no way). Kiểm tra quyền truy cập."),
        ("fr", "Le dossier 'a b' est illisible (no way). Vérifiez ses droits."),
        ("es", "La carpeta 'a b' no se puede leer (no way). Comprueba sus permisos."),
    ],
)
def test_an_error_of_the_core_is_told_in_the_language_of_the_page(language: str, told: str) -> None:
    failed = UsageError("The folder 'a b' cannot be read (no way).", "Check its permissions.")
    assert Speech(language).error(failed) == told


def test_what_has_no_translation_is_told_as_it_is() -> None:
    assert Speech("fr").error(UsageError("Nobody foresaw {this}.", "Go on.")) == "Nobody foresaw {this}. Go on."


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
