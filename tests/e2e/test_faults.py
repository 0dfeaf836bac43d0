"""What goes wrong outside of Footnote: each gets a clear sentence with the next step, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rag import Bot, StoreError
from rag.index.chroma import forget_clients, open_client
from rag.index.lock import writing
from rag.llama_index.embedding import FootnoteEmbedding
from tests.commands import Ran, Run, assert_told
from tests.conftest import MakeCorpus
from tests.e2e.conftest import ARTICLES, STOPPED
from tests.fakes import FakeEncoder, write
from tests.index.conftest import word_documents

QUESTION = "Where was a school opened in 2019?"


def assert_works(ran: Ran, paths: set[str]) -> None:
    assert ran.status in (0, 3), ran.err
    assert {passage["path"] for passage in ran.json["passages"]} == paths


def in_store(*names: str) -> Path:
    (place,) = Path(".footnote").iterdir()
    return place.joinpath(*names)


def cut(file: Path) -> None:
    replace(file, file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    replace(file, b"This is no database and no index. " * 1000)


def lose(file: Path) -> None:
    file.unlink()


def replace(file: Path, content: bytes) -> None:
    """Puts another file there: the old one may still be mapped into this process's memory."""
    file.unlink()
    file.write_bytes(content)


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


def test_a_process_that_holds_the_store_is_waited_for_and_then_told(corpus: MakeCorpus, footnote: Run) -> None:
    folder = corpus(dict(ARTICLES))
    code = (
        "import sys\nfrom pathlib import Path\nfrom rag.index.index import local_place, writing\n"
        "place = local_place(Path(sys.argv[1]), '.footnote')\nplace.mkdir(parents=True)\n"
        "with writing(place, 0):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        ran = footnote("ask", QUESTION, "--corpus", folder, FOOTNOTE_LOCK_TIMEOUT_S="0.1")
        holder = f"Another process ({process.pid} on {platform.node()}, since 20"
        assert_told(ran, 1, holder, "is writing the store in ", "Try again when it has finished.")
        process.kill()  # a lock dies with the process that held it
    assert_works(footnote("ask", QUESTION, "--corpus", folder, "--json"), set(ARTICLES))


def test_two_processes_may_start_on_a_new_store_at_once(corpus: MakeCorpus) -> None:
    folder = corpus(dict(ARTICLES))
    command = [sys.executable, "-m", "ui.cli", "index", "--json", "--corpus", str(folder)]
    patient = {**os.environ, "FOOTNOTE_LOCK_TIMEOUT_S": "300"}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=patient)
        for _ in range(2)
    ]
    ended = [(*process.communicate(), process.returncode) for process in both]
    assert [(status, err) for _, err, status in ended] == [(0, ""), (0, "")], ended
    reports = [json.loads(out) for out, _, _ in ended]
    assert sorted(len(report["added"]) for report in reports) == [0, 3]
    # Three passages and the list of articles: the one that waited saw what the other had written.
    assert word_documents(in_store("words")).total() == 4


def test_folders_are_followed_whatever_happens_in_them(corpus: MakeCorpus, tmp_path: Path) -> None:
    folder, mail = corpus({"rice.txt": ARTICLES["rice.txt"]}), write(tmp_path / "mail", {"a.txt": "The post came."})
    command = [sys.executable, "-m", "ui.cli", "index", "--watch", "--json", str(folder), str(mail)]
    impatient = {**os.environ, "FOOTNOTE_LOCK_TIMEOUT_S": "0"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=impatient) as process:
        assert process.stdout is not None
        assert process.stderr is not None

        def told() -> dict[str, Any]:
            assert process.stdout is not None
            report: dict[str, Any] = json.loads(process.stdout.readline())
            return {what: report[what] for what in ("added", "changed", "deleted", "skipped") if report[what]}

        assert told() == {"added": ["mail/a.txt", "news/rice.txt"]}
        assert process.stderr.readline().startswith("Together the folders are '.footnote/mail+news-")
        assert process.stderr.readline() == f"Watching {folder}, {mail} (Ctrl-C stops it).\n"
        corpus({"road.txt": "The road was mended in May."})
        assert told() == {"added": ["news/road.txt"]}
        (mail / "a.txt").write_text("The post came at noon.")
        assert told() == {"changed": ["mail/a.txt"]}
        bad = {"path": "news/bad.txt", "reason": "it is empty"}
        corpus({"bad.txt": b"", ".hidden.txt": "Nobody reads it."})
        assert told() == {"skipped": [bad]}
        (words,) = Path(".footnote").glob("*/words")
        with writing(words.parent, timeout_s=60):
            (folder / "road.txt").unlink()
            assert process.stderr.readline().startswith(f"footnote: Another process ({os.getpid()} on ")
        assert told() == {"deleted": ["news/road.txt"], "skipped": [bad]}
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == STOPPED
        assert process.wait() == 130


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
def test_a_full_disk_is_told_and_loses_nothing(size_kb: int, corpus: MakeCorpus, footnote: Run) -> None:
    # A Chroma store of nothing takes some 200 kB, so the disk is full in the first, a middle and a late step.
    folder = corpus(
        {**ARTICLES, "long.md": "Rice grew.\n\n```\n" + "Code is stored and not embedded.\n" * 40_000 + "```\n"}
    )
    with small_disk(Path("disk"), f"size={size_kb}k"):
        ran = footnote("index", "--corpus", folder, "--store", "disk/store")
        assert_told(ran, 1, "full", "Free some space")
        subprocess.run(["mount", "-o", "remount,size=64m", "disk"], check=True)
        ran = footnote("index", "--corpus", folder, "--store", "disk/store", "--json")
        assert ran.status == 0, ran.err
        listed = footnote("articles", "--corpus", folder, "--store", "disk/store", "--json")
        assert len(listed.json) == 4


def test_a_disk_that_is_full_in_the_middle_of_chromas_own_work_is_told(tmp_path: Path, corpus: MakeCorpus) -> None:
    # Chroma puts its log in order after every thousand records or so, and tells of a full disk there only that it failed.
    words = [f"{first}{second}" for first in "bdfghjklmnprst" for second in ("ala", "emo", "inu", "oru", "usa")]
    lines = [
        f"The {' '.join(words[(at * step) % len(words)] for step in (1, 3, 7, 11, 13, 17))} {at}." for at in range(2400)
    ]
    folder = corpus({f"{part}.txt": " ".join(lines[part::12]) for part in range(12)})
    model = FootnoteEmbedding(FakeEncoder())
    with small_disk(Path("disk"), "size=2000k"):
        with pytest.raises(StoreError, match=r"The disk is full.* Free some space, then run: footnote index"):
            Bot.open(folder, store="disk/store", embed_model=model)
        subprocess.run(["mount", "-o", "remount,size=64m", "disk"], check=True)
        forget_clients()
        assert len(Bot.open(folder, store="disk/store", embed_model=model).articles()) == 12


def test_a_store_that_may_not_be_written_is_told(corpus: MakeCorpus, footnote: Run, process: Run) -> None:
    folder = corpus(dict(ARTICLES))
    with small_disk(Path("disk"), "size=16m"):
        assert process("index", "--corpus", folder, "--store", "disk/store").status == 0
        subprocess.run(["mount", "-o", "remount,ro", "disk"], check=True)
        assert_told(
            footnote("ask", QUESTION, "--corpus", folder, "--store", "disk/other"),
            1,
            "cannot be made (Read-only file system)",
            "--store",
        )
        assert_told(footnote("ask", QUESTION, "--corpus", folder, "--store", "disk/store"), 1, "permissions")


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_of_files_that_cannot_be_read_is_told(corpus: MakeCorpus, footnote: Run) -> None:
    folder = corpus({"a.txt": "Rice was planted.", "b.txt": "It grew."})
    for file in folder.iterdir():
        file.chmod(0)
    told = "a.txt was skipped because it cannot be read (Permission denied) (1 more were skipped too)"
    assert_told(footnote("ask", QUESTION, "--corpus", folder), 2, told, "Put articles")


@pytest.mark.usefixtures("unprivileged")
def test_a_store_without_permissions_is_told(corpus: MakeCorpus, footnote: Run) -> None:
    folder = corpus(dict(ARTICLES))
    Path("closed").mkdir(mode=0o500)
    ran = footnote("ask", QUESTION, "--corpus", folder, "--store", "closed/store")
    assert_told(ran, 1, "cannot be made (Permission denied)", "--store")


def lose_words() -> None:
    shutil.rmtree(in_store("words"))


def age() -> None:
    collection = articles_in_store()
    collection.modify(metadata={**collection.metadata, "schema": "0"})


def cut_off() -> None:
    articles_in_store().delete(ids=["~revision"])


def lose_an_article() -> None:
    records = articles_in_store().get()["ids"]
    articles_in_store().delete(ids=[next(key for key in records if not key.startswith("~"))])


def articles_in_store() -> Any:
    forget_clients()
    client = open_client(str(in_store("chroma")))
    return next(one for one in client.list_collections() if one.name.endswith(".articles"))


REBUILD = "Run: footnote index --rebuild"


@pytest.mark.parametrize(
    ("damage", "severity", "told", "mend"),
    [
        (lambda: garble(in_store("chroma", "chroma.sqlite3")), "error", "The store cannot be opened", REBUILD),
        (lambda: garble(in_store("words", "meta.json")), "error", "The word index in ", REBUILD),
        (lose_words, "note", "The last run was not finished", "Run: footnote index"),
        (age, "error", "The store was made with another version of Footnote (0, now ", REBUILD),
        (cut_off, "note", "The last run was not finished", "Run: footnote index"),
        (lose_an_article, "error", "The store has lost articles.", REBUILD),
    ],
    ids=["Chroma damaged", "words damaged", "words lost", "older version", "cut off", "article lost"],
)
def test_the_doctor_names_the_command_that_mends(
    damage: Callable[[], None], severity: str, told: str, mend: str, corpus: MakeCorpus, footnote: Run
) -> None:
    folder = corpus(dict(ARTICLES))

    def store_finding() -> dict[str, str]:
        found: list[dict[str, str]] = footnote("doctor", "--corpus", folder, "--json").json
        return next(finding for finding in found if finding["name"] == "store")

    assert footnote("index", "--corpus", folder).status == 0
    assert store_finding()["severity"] == "ok"
    forget_clients()
    damage()
    found = store_finding()
    assert (found["severity"], found["told"][: len(told)]) == (severity, told)
    assert found["mend"] == f"{mend} {folder}"
    ran = footnote(*found["mend"].removeprefix("Run: footnote ").split())
    assert ran.status == 0, ran.err
    assert store_finding()["severity"] == "ok"
    assert_works(footnote("ask", QUESTION, "--corpus", folder, "--json"), set(ARTICLES))
