"""Every phrase of the page is there in each of its languages, and nothing else is."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from contextvars import copy_context
from functools import cache
from itertools import count
from pathlib import Path
from typing import Annotated, get_args

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag import UsageError
from rag.answer.check.claims import Nothing
from rag.language.packs import PACKS
from tests.ui.phrases import Code, name_of
from ui import text
from ui.api.service import told_as, what_is_wrong
from ui.server.refusal import Failure, body, failure
from ui.text import LANGUAGES, Speech, catalogue, escaped, visible
from ui.wording import confidence_words

UI, RAG = (Path(__file__).parents[2] / part for part in ("ui", "rag"))
TOLD = (
    "answer/pipeline.py", "answer/outcome/from_json.py", "answer/check/checking.py", "answer/written/writing.py", "corpus/reading.py",
    "corpus/draft.py", "index/index.py", "index/filter.py", "index/chroma_store.py", "index/chroma.py", "index/word_index.py",
    "index/lock.py", "index/reading_cache.py",
)  # fmt: skip
"""Whose errors may be told to whoever reads the page, beside the page's own."""
PAGE = ("adding", "checking", "conversation", "evidence", "feedback", "files", "history", "introduction")
CORE = Code([RAG / "bot.py", *(file for part in ("answer", "corpus", "index") for file in (RAG / part).rglob("*.py"))])
SPOKEN = Code([*UI.rglob("*.py"), RAG / "corpus/adding.py"])
SPEAKERS = ("speech", "_speech", "plain", "_Refusal", "Refused")
"""What is called with a phrase: with a name before it where it refuses a file."""
HANDED_ON = {"phrase", "refused.phrase", "_MONTHS[date.month - 1]"}
"""What a speaker is given that was a phrase before."""
REASONS = {"Unreadable": 0, "Skipped": 1, "broken": 1, "LeftOut": 1, "Fault": 0, "Support": 1, "Judgement": 9}
"""What is called with a reason that is told, and where among its arguments that stands."""
UNTOLD = {"problem", "next_step", "reason", "notice", "notices", "why", "detail"}
"""What the core says of itself in English: to be told in the language of whoever reads."""
SHELL_AND_PROGRAMS = [
    *UI.rglob("*.py"),
    *(RAG / "importing").glob("*.py"),
    *(RAG / part for part in ("corpus/together.py", "index/backup.py", "index/store.py", "optional.py")),
]
"""Whose errors the shell and ``/v1`` tell."""
SETTLED_BY_PYDANTIC = {
    "field required": {}, "extra inputs are not permitted": {"a": 1, "b": 1}, "input should be a valid string": {"a": 1, "text": 1},
    "input should be a valid list": {"a": 1, "parts": 1}, "input should be greater than or equal to {1}": {"a": 0},
    "input should be less than or equal to {1}": {"a": 3},
    "input should be a valid integer, unable to parse string as an integer": {"a": "x"},
}  # fmt: skip
"""What pydantic says of a request, with one of which it says so."""
WRITTEN_WITHOUT = {"Markdown", "HTML", "JSON", "Word", "BibTeX", "RIS", "CSL-JSON"}


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def phrases() -> set[str]:
    """What is given to a speaker, be it through variables, tables, arguments or functions."""
    found = {confidence_words(step / 20) for step in range(21)}
    for call, room in SPOKEN.calls(*SPEAKERS):
        given = call.args[name_of(call) == "Refused"]
        said = set(SPOKEN.texts(given, room)) - {""}
        assert said or ast.unparse(given) in HANDED_ON, f"nobody can tell what is said: {ast.unparse(call)}"
        found |= said
    return found


@cache
def told_by_the_core() -> set[str]:
    """The errors, reasons and notices of the parts that the page asks, their values numbered."""
    found = {
        *get_args(Nothing),
        *errors(*(RAG / part for part in TOLD), *(UI / "page" / f"{part}.py" for part in PAGE)),
    }
    for call, room in CORE.calls(*REASONS):
        found |= {text for given in call.args[REASONS[name_of(call)] :][:1] for text in CORE.texts(given, room)}
    for call, room in CORE.calls("CheckedClaim", "Checked"):
        named = [one.value for one in call.keywords if one.arg == "why"]
        found |= {text for given in (*named, *call.args[4:5]) for text in CORE.texts(given, room)}
    for room in CORE.rooms:
        noted = [value for name, value in room.added if name in ("notice", "notices")]
        found |= {text for value in noted for text in CORE.texts(value, room)}
    return found - {""}


def errors(*files: Path) -> Iterator[str]:
    """What errors say, as far as it is written where they are raised."""
    for file in files:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and name_of(call).endswith("Error") and len(call.args) == 2:
                yield from map(numbered, call.args)


def told_to_programs() -> Iterator[str]:
    """What errors and refusals say, as far as it is written where they are raised."""
    yield from errors(*SHELL_AND_PROGRAMS)
    for file in SHELL_AND_PROGRAMS:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and name_of(call) in ("refusal", "Failure"):
                yield from map(numbered, call.args[1:2])


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
    english = {re.sub(r"{\d}", "7", one) for one in told_by_the_core()}
    assert {one for one in english if Speech(language).told(one) == one} == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_everything_that_shell_and_programs_are_told_is_in_the_catalogue(language: str) -> None:
    english = {re.sub(r"{\d}", "7", one) for one in told_to_programs()} - {""}
    assert len(english) > 100
    assert {one for one in english if Speech(language).told(one) == one} == {"7 --force-reinstall"}  # a command


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    a: Annotated[int, Field(ge=1, le=2)]
    text: str = ""
    parts: list[str] = []


@pytest.mark.parametrize(("told", "given"), SETTLED_BY_PYDANTIC.items())
def test_what_pydantic_says_of_a_request_is_told_in_the_language_of_whoever_asks(told: str, given: object) -> None:
    with pytest.raises(ValidationError) as failed:
        Asked.model_validate(given)
    english = what_is_wrong(failed.value.errors())
    assert re.fullmatch(f"The value of \\w+ cannot be read: {told.replace('{1}', '.')}[.]", english)
    french = Speech("fr").told(english)
    assert french.startswith("La valeur de ")
    assert told.split("{")[0] not in french


def test_a_refusal_is_in_the_language_that_is_asked_for() -> None:
    def told() -> str:
        Speech.wanted_by("fr-FR,fr;q=0.9").is_reader_s()
        with pytest.raises(Failure) as failed, told_as(failure):
            raise UsageError("The folder 'a b' cannot be read (no way).", "Check its permissions.")
        return str(body(400, str(failed.value.detail))["error"]["message"])

    assert copy_context().run(told) == "Le dossier 'a b' est illisible (no way). Vérifiez ses droits."
    assert body(404, "This page is for reading only.")["error"]["message"] == "This page is for reading only."


@pytest.mark.parametrize(
    "part", [*PAGE, "article_events", "articles", "conversation_events", "marked_draft", "welcome"]
)
def test_nothing_that_the_core_says_is_shown_untold(part: str) -> None:
    tree = ast.parse((UI / "page" / f"{part}.py").read_text(encoding="utf-8"))
    for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        inside = list(ast.walk(function))
        caught = {one.name for one in inside if isinstance(one, ast.ExceptHandler)}
        told = {name_of(one) for one in inside if isinstance(one, ast.Call)}
        bare = [
            ast.unparse(one)
            for one in inside
            if (isinstance(one, ast.Attribute) and one.attr in UNTOLD)
            or (isinstance(one, ast.Call) and name_of(one) == "str" and getattr(one.args[0], "id", "") in caught)
        ]
        assert not bare or told & {"told", "told_as", "UsageError"}, f"{function.name} shows {bare} in English"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_phrase_of_a_catalogue_is_said_somewhere(language: str) -> None:
    files = [*UI.rglob("*.py"), *RAG.rglob("*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    everywhere = {one for tree in trees for one in constants(tree)}
    everywhere |= {numbered(one) for tree in trees for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)}
    months_and_values = {f"Check the path, or create it. {one}" for one in everywhere} | set(text._MONTHS)
    left = set(catalogue(language)) - phrases() - everywhere - months_and_values - set(SETTLED_BY_PYDANTIC)
    forms = {re.sub(r"\\{\d\\}", ".+?", re.escape(one)): one for one in left}
    assert {
        one for form, one in forms.items() if not any(re.fullmatch(form, told) for told in told_by_the_core())
    } == set()


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
