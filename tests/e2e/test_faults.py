"""What goes wrong outside of Footnote: each gets a clear sentence with the next step, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag import Bot, StoreError, UsageError
from rag.answer.llama import FootnoteEmbedding
from rag.index.store import forget_clients
from tests.conftest import MakeCorpus
from tests.e2e.conftest import ARTICLES, Footnote
from tests.fakes import FakeEncoder

QUESTION = "Where was a school opened in 2019?"


def assert_told(ran: subprocess.CompletedProcess[str], status: int, *told: str) -> None:
    """One clear sentence with the next step, and no traceback."""
    assert (ran.returncode, ran.stdout) == (status, ""), ran.stderr
    assert ran.stderr.startswith("footnote: ")
    assert ran.stderr.count("\n") == 1
    assert "did not foresee" not in ran.stderr
    for piece in told:
        assert piece in ran.stderr


def assert_works(ran: subprocess.CompletedProcess[str], paths: set[str]) -> None:
    assert ran.returncode in (0, 3), ran.stderr
    assert {passage["path"] for passage in json.loads(ran.stdout)["passages"]} == paths


def in_store(*names: str) -> Path:
    (place,) = Path(".footnote").iterdir()
    return place.joinpath(*names)


@pytest.fixture
def indexed(corpus: MakeCorpus, footnote: Footnote) -> Path:
    """A folder with its store."""
    folder = corpus(dict(ARTICLES))
    assert footnote("index", "--corpus", folder).returncode == 0
    return folder


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def garble(file: Path) -> None:
    file.write_bytes(b"This is no database and no index. " * 1000)


def lose(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("spoil", [cut, garble, lose])
@pytest.mark.parametrize(
    "which", ["chroma/chroma.sqlite3", "words/meta.json", "words/*.store", "words/*.idx", "chroma/*/data_level0.bin"]
)
def test_a_damaged_store_is_told_or_mended_and_can_be_rebuilt(
    spoil: Callable[[Path], None], which: str, corpus: MakeCorpus, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(dict(ARTICLES))

    def opened(*, rebuild: bool = False) -> set[str]:
        bot = Bot.open(folder, embed_model=FootnoteEmbedding(FakeEncoder()), rebuild=rebuild)
        return {passage.article.path for passage in bot.search("rice", k=9)}

    assert opened() == set(ARTICLES)
    forget_clients()
    for file in in_store().glob(which):
        spoil(file)
    try:
        assert opened() == set(ARTICLES)
    except StoreError as error:
        assert "footnote index" in error.next_step  # noqa: PT017 - either is right
        assert opened(rebuild=True) == set(ARTICLES)
    assert "panicked" not in capfd.readouterr().err


def test_a_process_that_holds_the_store_is_waited_for_and_then_told(corpus: MakeCorpus, footnote: Footnote) -> None:
    folder = corpus(dict(ARTICLES))
    code = (
        "import sys\nfrom pathlib import Path\nfrom filelock import FileLock\nfrom rag.index.index import local_place\n"
        "place = local_place(Path(sys.argv[1]), '.footnote')\nplace.mkdir(parents=True)\n"
        "with FileLock(place / 'writer.lock'):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = footnote("ask", QUESTION, "--corpus", folder, FOOTNOTE_LOCK_TIMEOUT_S="0.1")
        assert_told(ran, 1, "Another process is writing the store", "Try again when it has finished.")
        holder.kill()  # a lock dies with the process that held it
    assert_works(footnote("ask", QUESTION, "--corpus", folder, "--json"), set(ARTICLES))


def test_two_processes_may_start_on_a_new_store_at_once(corpus: MakeCorpus) -> None:
    folder = corpus(dict(ARTICLES))
    command = [sys.executable, "-m", "ui.cli", "index", "--json", "--corpus", str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(*process.communicate(), process.returncode) for process in both]
    assert [(status, err) for _, err, status in ended] == [(0, ""), (0, "")], ended
    reports = [json.loads(out) for out, _, _ in ended]
    assert sorted(len(report["added"]) for report in reports) == [0, 3]


@contextlib.contextmanager
def small_disk(at: Path, options: str) -> Iterator[None]:
    """A file system in memory, where this process may mount one."""
    at.mkdir(exist_ok=True)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "footnote-test", str(at)], capture_output=True, check=False
    ).returncode:
        pytest.skip("this process may not mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


@pytest.mark.parametrize("size_kb", [64, 400, 1200])
def test_a_full_disk_is_told_and_loses_nothing(size_kb: int, corpus: MakeCorpus, footnote: Footnote) -> None:
    # A Chroma store of nothing takes some 200 kB, so the disk is full in the first, a middle and a late step.
    folder = corpus(
        {**ARTICLES, "long.md": "Rice grew.\n\n```\n" + "Code is stored and not embedded.\n" * 40_000 + "```\n"}
    )
    with small_disk(Path("disk"), f"size={size_kb}k"):
        ran = footnote("index", "--corpus", folder, "--store", "disk/store")
        assert_told(ran, 1, "full", "Free some space")
        subprocess.run(["mount", "-o", "remount,size=64m", "disk"], check=True)
        ran = footnote("index", "--corpus", folder, "--store", "disk/store", "--json")
        assert ran.returncode == 0, ran.stderr
        listed = footnote("articles", "--corpus", folder, "--store", "disk/store", "--json")
        assert len(json.loads(listed.stdout)) == 4


def test_a_store_that_may_not_be_written_is_told(corpus: MakeCorpus, footnote: Footnote) -> None:
    folder = corpus(dict(ARTICLES))
    with small_disk(Path("disk"), "size=16m"):
        assert footnote("index", "--corpus", folder, "--store", "disk/store").returncode == 0
        subprocess.run(["mount", "-o", "remount,ro", "disk"], check=True)
        assert_told(
            footnote("ask", QUESTION, "--corpus", folder, "--store", "disk/other"),
            1,
            "cannot be made (Read-only file system)",
            "--store",
        )
        assert_told(footnote("ask", QUESTION, "--corpus", folder, "--store", "disk/store"), 1, "permissions")


def test_ctrl_c_while_indexing_keeps_what_was_done(corpus: MakeCorpus, footnote: Footnote) -> None:
    folder = corpus({**ARTICLES, **{f"{n}.txt": f"Rice grew on field {n}." for n in range(12)}})
    code = (
        "import os, signal\nimport rag.index.sync as sync\nfrom rag.index.store import Store\nfrom ui.cli import main\n"
        "sync._BATCH_SENTENCES = 2\nadd, done = Store.add, []\n"
        "def add_and_interrupt(store, batch):\n"
        "    add(store, batch)\n    done.append(batch)\n    len(done) == 3 and os.kill(os.getpid(), signal.SIGINT)\n"
        "Store.add = add_and_interrupt\nmain()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "index", "--corpus", str(folder)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr == "Stopped. What was indexed is kept, and the same command goes on from there.\n"
    again = footnote("index", "--corpus", folder, "--json")
    report = json.loads(again.stdout)
    assert (again.returncode, len(report["unchanged"]), len(report["added"])) == (0, 6, 9)  # 3 batches of 2 articles


def test_a_folder_of_files_that_cannot_be_read_is_told(corpus: MakeCorpus, request: pytest.FixtureRequest) -> None:
    folder = corpus({"a.txt": "Rice was planted.", "b.txt": "It grew."})
    embedding = FootnoteEmbedding(FakeEncoder())
    Bot.open(corpus(dict(ARTICLES), "other"), embed_model=embedding)  # loads what a user without rights may not load
    for file in folder.iterdir():
        file.chmod(0)
    request.getfixturevalue("unprivileged")
    with pytest.raises(
        UsageError,
        match=r"a\.txt was skipped because it cannot be read \(Permission denied\) \(1 more were skipped too\)",
    ):
        Bot.open(folder, embed_model=embedding)


def test_a_chroma_server_from_end_to_end(
    chroma_server: tuple[str, Callable[[], None]], corpus: MakeCorpus, footnote: Footnote
) -> None:
    address, stop = chroma_server
    folder = corpus(dict(ARTICLES))
    ran = footnote("index", "--corpus", folder, "--store", address, "--json")
    assert (ran.returncode, json.loads(ran.stdout)["added"]) == (0, sorted(ARTICLES)), ran.stderr
    assert not list(Path(".footnote").glob("*/chroma"))
    assert_works(footnote("ask", QUESTION, "--corpus", folder, "--store", address, "--json"), set(ARTICLES))
    ran = footnote("index", "--rebuild", "--corpus", folder, "--store", address, "--json")
    assert json.loads(ran.stdout)["added"] == sorted(ARTICLES)
    stop()
    ran = footnote("ask", QUESTION, "--corpus", folder, "--store", address)
    assert_told(ran, 1, f"The Chroma server at {address} does not answer", "Check the address")


def test_a_chroma_server_that_goes_down_under_an_open_bot(
    chroma_server: tuple[str, Callable[[], None]], corpus: MakeCorpus
) -> None:
    address, stop = chroma_server
    bot = Bot.open(corpus(dict(ARTICLES)), store=address)
    assert bot.ask(QUESTION).passages
    stop()
    with pytest.raises(StoreError, match=r"The Chroma server does not answer .* Check that it runs"):
        bot.ask("Who was in Hanoi?")


def test_a_signal_that_ends_a_process_leaves_no_lock(indexed: Path, footnote: Footnote) -> None:
    code = (
        "import os, signal\nfrom rag.index.store import Store\nfrom ui.cli import main\n"
        "Store.articles = lambda store: os.kill(os.getpid(), signal.SIGKILL)\nmain()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "index", "--corpus", str(indexed)], capture_output=True, check=False
    )
    assert ran.returncode == -signal.SIGKILL
    assert footnote("index", "--corpus", indexed, FOOTNOTE_LOCK_TIMEOUT_S="0").returncode == 0
