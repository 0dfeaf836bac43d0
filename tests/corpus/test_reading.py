"""Reading a folder: what becomes an article, and the reason for what does not."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.corpus.article import Article, Sentence, Skipped
from rag.corpus.blocks import Block, Form
from rag.corpus.formats import readable_endings
from rag.corpus.reading import Reader, article_paths, check_folder, read_bytes
from rag.corpus.sentences import split_sentences
from rag.errors import UsageError
from rag.settings import Settings
from tests.conftest import MakeCorpus

UNCERTAIN = "it is not UTF-8 text, and its encoding cannot be told for certain; save it as UTF-8"
SENTENCE = "The committee met in Hanoi on Monday."


def read(folder: Path, max_file_mb: float = 1) -> dict[str, Article | str]:
    """Every file of a folder by name: the article, or the reason why it is none."""
    settings = Settings.of(max_file_mb=max_file_mb)
    found: dict[str, Article | str] = {}
    for name in article_paths(folder):
        data = read_bytes(name, folder / name, settings)
        for result in [data] if isinstance(data, Skipped) else Reader(settings).read(name, data):
            if isinstance(result, Skipped):
                found[result.path] = result.reason
            else:
                found[result[0].path] = result[0]
    return found


ENDINGS = ", ".join(readable_endings())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.exe", b"MZ", f"its type (.exe) is not one that is read; these are: {ENDINGS}"),
        ("README", b"Some text.", f"its type (no ending) is not one that is read; these are: {ENDINGS}"),
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\t\r\n", "it is empty"),
        ("a.txt", "\ufeff\n".encode(), "it holds no sentence that could be quoted"),
        ("a.txt", b"Caf\xe9 at noon.", UNCERTAIN),
        ("a.txt", b"\xff", UNCERTAIN),
        (
            "a.txt",
            "Sağol günaydın".encode("windows-1254"),
            UNCERTAIN.replace(";", "; it may be windows-1254 or windows-1258;"),
        ),
        ("a.txt", b"Some\x00text.", "it holds NUL bytes, so it is not text"),
        ("a.txt", b"Related News\n\nLatest\n", "it holds no sentence that could be quoted"),
        ("a.txt", b"x" * 2_000_001, "it has 2 MB, more than the 1 MB of the setting max_file_mb"),
    ],
)
def test_a_file_that_is_no_article_is_skipped_with_the_reason(
    name: str, content: bytes, reason: str, corpus: MakeCorpus
) -> None:
    assert read(corpus({name: content})) == {name: reason}


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md", "a.markdown", "Tin tức số 1.txt", "deep/er/a.txt"])
@pytest.mark.parametrize("text", [SENTENCE, "\ufeff" + SENTENCE + "\r\n", SENTENCE + "\rIt ended.\x0c"])
def test_an_article_has_the_files_text_untouched(name: str, text: str, corpus: MakeCorpus) -> None:
    article = read(corpus({name: text}))[name]
    assert isinstance(article, Article)
    assert (article.path, article.text) == (name, text)
    assert article.digest == hashlib.sha256(text.encode()).hexdigest()


def test_hidden_files_and_folders_are_left_out(corpus: MakeCorpus) -> None:
    folder = corpus({".a.txt": SENTENCE, ".git/a.txt": SENTENCE, "b/.c/a.txt": SENTENCE, "b/a.txt": SENTENCE})
    assert list(read(folder)) == ["b/a.txt"]


def test_files_come_in_a_fixed_order(corpus: MakeCorpus) -> None:
    assert list(read(corpus(dict.fromkeys(["b.txt", "a.txt", "c/a.txt", "B.txt"], SENTENCE)))) == [
        "B.txt",
        "a.txt",
        "b.txt",
        "c/a.txt",
    ]


def test_links_that_go_round_or_nowhere_are_no_trap(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": SENTENCE})
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "round").symlink_to(".")
    found = read(folder)
    assert isinstance(found.pop("a.txt"), Article)
    assert found == {
        "gone.txt": "it cannot be read (No such file or directory)",
        "loop.txt": "it cannot be read (Too many levels of symbolic links)",
    }


def test_what_is_no_regular_file_is_skipped_and_not_waited_for(
    corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = corpus({})
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was opened, which never ends"))
    assert read(folder) == dict.fromkeys(["pipe.txt", "zero.txt"], "it is not a regular file")


def test_a_name_that_is_no_text_is_told_and_harms_nobody(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": SENTENCE})
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(SENTENCE)
    skipped = [read_bytes(name, folder / name, Settings.of()) for name in article_paths(folder)][1]
    assert skipped == Skipped("caf\\udce9.txt", "its name is not UTF-8 text; rename it")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RecursionError(), "it is damaged, or no text file (RecursionError)"),
        (MemoryError(), "reading it takes more memory than there is"),
        (type("PanicException", (BaseException,), {})(), "it is damaged, or no text file (PanicException)"),
        (ZeroDivisionError(), "it is damaged, or no text file (ZeroDivisionError)"),
    ],
)
def test_whatever_a_file_does_to_its_reader_it_is_skipped(
    error: BaseException, reason: str, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(data: bytes) -> tuple[str, str]:
        if data.startswith(b"!"):
            raise error
        return data.decode(), ""

    monkeypatch.setattr("rag.corpus.readers.plain.decode", decode)
    found = read(corpus({"a.txt": "!", "b.txt": SENTENCE}))
    assert found.pop("a.txt") == reason
    assert isinstance(found["b.txt"], Article)


def test_whatever_a_text_does_when_it_is_cut_it_is_skipped(corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(text: str, language: str, form: Form, blocks: Sequence[Block]) -> list[Sentence]:
        if text.startswith("!"):
            raise RecursionError
        return split_sentences(text, language, form, blocks)

    monkeypatch.setattr("rag.corpus.reading.split_sentences", cut)
    found = read(corpus({"a.csv": f"text\n! Nothing.\n{SENTENCE}\n"}))
    assert found.pop("a.csv#2") == "its text cannot be taken apart (RecursionError)"
    assert isinstance(found["a.csv#3"], Article)


def test_ctrl_c_is_no_fault_of_a_file(corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(data: bytes) -> tuple[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("rag.corpus.readers.plain.decode", stop)
    with pytest.raises(KeyboardInterrupt):
        read(corpus({"a.txt": SENTENCE}))


@pytest.mark.usefixtures("unprivileged")
class TestUnreadable:
    def test_a_file(self, corpus: MakeCorpus) -> None:
        folder = corpus({"a.txt": SENTENCE})
        (folder / "a.txt").chmod(0)
        assert read(folder) == {"a.txt": "it cannot be read (Permission denied)"}

    def test_the_folder(self, corpus: MakeCorpus) -> None:
        folder = corpus({})
        folder.chmod(0)
        with pytest.raises(UsageError, match=r"cannot be read \(Permission denied\)\. Check its permissions\."):
            check_folder(folder)

    def test_a_folder_inside_is_not_passed_over_in_silence(self, corpus: MakeCorpus) -> None:
        folder = corpus({"a.txt": SENTENCE, "closed/b.txt": SENTENCE})
        (folder / "closed").chmod(0)
        found = read(folder)
        (folder / "closed").chmod(0o755)
        assert isinstance(found.pop("a.txt"), Article)
        assert found == {"closed": "the folder cannot be read; check its permissions"}


@pytest.mark.parametrize(
    ("path", "problem"),
    [("nowhere", "There is no folder 'nowhere'."), ("file.txt", "'file.txt' is a file, not a folder.")],
)
def test_a_folder_that_is_none(path: str, problem: str) -> None:
    Path("file.txt").write_text(SENTENCE)
    with pytest.raises(UsageError) as error:
        check_folder(Path(path))
    assert error.value.problem == problem


@pytest.mark.parametrize("filler", [b" " * 300_000, b"\n" * 300_000, b". " * 150_000, b"_" * 300_000, b"#\n" * 150_000])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_much_of_nothing_takes_no_time(name: str, filler: bytes, corpus: MakeCorpus) -> None:
    # Of what grows with the square of the length, each of these would take a minute.
    found = read(corpus({name: b"It rained" + filler + b"in Hanoi."}))
    assert isinstance(found[name], Article)
