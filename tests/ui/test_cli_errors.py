"""What the command line tells when something goes wrong: one sentence, with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run
from tests.fakes import PanicException

ERRORS: list[tuple[tuple[str, ...], int, str]] = [
    # arguments, exit status, what is told (the beginning)
    (("ask", "Who?", "--corpus", "nowhere"), 2, "There is no folder 'nowhere'. Check the path"),
    (("ask", "Who?", "--corpus", "file.txt"), 2, "'file.txt' is a file, not a folder. Name the folder"),
    (("ask", "Who?", "--corpus", "empty"), 2, "The folder 'empty' is empty. Put articles"),
    (
        ("index", "--corpus", "useless"),
        2,
        "The folder 'useless' holds no article that can be read: a.pdf was skipped because",
    ),
    (
        ("chat", "--host", "0.0.0.0", "--corpus", "nowhere"),
        2,
        "Everyone who can reach '0.0.0.0' could read the articles. Set a password in FOOTNOTE_PASSWORD or with --password-file",
    ),
    (
        ("chat", "--password-file", "nowhere.txt"),
        2,
        "The password file 'nowhere.txt' cannot be read (No such file or directory). Name a file",
    ),
    (
        ("chat", "--password-file", "list.json"),
        2,
        "The setting 'password' cannot be what was given: it needs at least 8 characters. Change it.",
    ),
    (
        ("check", "--docx", "a.docx", "file.txt", "list.json"),
        2,
        "Several drafts are shown as text or with --sarif only. Name one",
    ),
    (("verify", "nowhere.json"), 2, "'nowhere.json' cannot be read as JSON (No such file or directory). Give a file"),
    (("verify", "file.txt"), 2, "'file.txt' cannot be read as JSON"),
    (("verify", "list.json"), 2, "'list.json' is not the JSON of an answer. Give a file"),
    (("verify", "empty.json", "--corpus", "useless"), 2, "This is not the JSON of an answer"),
    (
        ("ask", "Who?", "--store", "http://127.0.0.1:1", "--corpus", "news"),
        1,
        "The Chroma server at http://127.0.0.1:1 does not answer",
    ),
    (("ask", "Who?", "--store", "file.txt", "--corpus", "news"), 1, "The store's folder "),
]


@pytest.fixture
def errands() -> None:
    for folder in ("empty", "useless", "news"):
        Path(folder).mkdir()
    Path("useless/a.pdf").write_bytes(b"%PDF")
    Path("news/a.txt").write_text("Rice was planted.")
    Path("file.txt").write_text("Some text.")
    Path("list.json").write_text("[]")
    Path("empty.json").write_text("{}")


@pytest.mark.usefixtures("errands")
@pytest.mark.parametrize(("args", "status", "told"), ERRORS)
def test_an_error_is_one_clear_sentence_with_the_next_step(
    args: tuple[str, ...], status: int, told: str, footnote: Run
) -> None:
    ran = footnote(*args)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith(f"footnote: {told}")
    assert ran.err.count("\n") == 1
    as_json = footnote(*args, "--json")
    assert (as_json.status, as_json.err) == (status, "")
    assert f"footnote: {as_json.json['error']} {as_json.json['next_step']}\n" == ran.err
    debug = footnote(*args, "--debug")
    assert "Traceback (most recent call last)" in debug.err
    assert debug.err.endswith(ran.err)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "The question is empty. Ask something"),
        ("?", "The question has no words. Ask something"),
        ("x" * 100_000, "The question has 100,000 characters; at most 2,000 are read. Shorten it."),
    ],
    ids=["empty", "marks", "100,000 characters"],
)
def test_a_question_that_cannot_be_asked(question: str, told: str, seeded: Run) -> None:
    ran = seeded("ask", question)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"footnote: {told}")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("ask",), "question"),
        (("aks", "Who?"), "aks"),
        (("ask", "Who?", "--jsno"), "--jsno"),
        (("search", "rice", "-k", "0"), "'-k'"),
        (("search", "rice", "-k", "many"), "'-k'"),
    ],
)
def test_a_command_that_is_none_is_wrong_use(args: tuple[str, ...], told: str, footnote: Run) -> None:
    ran = footnote(*args)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("footnote: ")
    assert told in ran.err.lower()
    assert "Traceback" not in ran.err


def test_an_unknown_variable_is_named_with_the_nearest(footnote: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_STROE", "x")
    ran = footnote("articles")
    assert (ran.status, ran.err) == (2, "footnote: There is no variable FOOTNOTE_STROE. Did you mean FOOTNOTE_STORE?\n")


@pytest.mark.parametrize("kind", [IndexError, PanicException])
def test_an_error_that_nobody_foresaw_is_told_without_a_traceback(
    kind: type[BaseException], seeded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(bot: object) -> None:
        raise kind("out of range")

    monkeypatch.setattr("rag.bot.Bot.articles", broken)
    ran = seeded("articles")
    assert ran.status == 1
    assert ran.err == (
        f"footnote: Something went wrong that Footnote did not foresee ({kind.__name__}: out of range). "
        "Run it again with --debug to see where.\n"
    )


def test_ctrl_c_is_told_and_has_its_status(seeded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(bot: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rag.bot.Bot.articles", interrupted)
    ran = seeded("articles")
    assert (ran.status, ran.out) == (130, "")
    assert ran.err.startswith("Stopped.")
