"""A store in one file and back: the same answers after it, whatever was killed, and nothing else taken for a backup."""

from __future__ import annotations

import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Bot, Settings, StoreBusyError, UsageError, back_up, restore
from rag.index.chroma import forget_clients
from rag.index.index import local_place
from rag.index.lock import writing
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder

TEXTS: dict[str, str | bytes] = {
    f"{n}.txt": f"Rice grew on field {n}. A school was opened in {1900 + n}." for n in range(5)
}


@pytest.fixture
def folder(corpus: MakeCorpus) -> Path:
    return corpus(TEXTS)


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Of a folder that is indexed."""
    made = Settings.of(corpus=str(folder), lock_timeout_s=0)
    opened(made)
    return made


def opened(settings: Settings) -> Bot:
    forget_clients()
    return Bot.open(settings=settings, encoder=FakeEncoder())


def found(bot: Bot) -> list[tuple[str, float]]:
    return [(passage.text, passage.score) for passage in bot.search("school rice", 9)]


def test_what_is_restored_answers_the_same_and_has_nothing_to_be_embedded(folder: Path, settings: Settings) -> None:
    bot = opened(settings)
    before = found(bot)
    back_up(folder, settings, Path("kept.zip"))
    assert found(bot) == before  # it was served all the time
    (folder / "0.txt").write_text("Rice was cooked.")
    bot.sync()
    made = restore(Path("kept.zip"), folder, settings, replace=True)
    assert made.name == local_place(folder, settings.store).name
    (folder / "0.txt").write_bytes(str(TEXTS["0.txt"]).encode())
    again = opened(settings)
    assert again.report and sorted(again.report.unchanged) == sorted(TEXTS)
    assert found(again) == before
    assert sorted(path.name for path in Path.cwd().iterdir()) == [".footnote", "kept.zip"]
    assert [path.name for path in Path(".footnote").iterdir()] == [made.name]


def test_what_belongs_to_a_moment_is_left_out(folder: Path, settings: Settings) -> None:
    back_up(folder, settings, Path("kept.zip"))
    with zipfile.ZipFile("kept.zip") as packed:
        names = packed.namelist()
    assert {"backup.json", "chroma/chroma.sqlite3", "words/meta.json", "readings.sqlite"} <= set(names)
    assert not [name for name in names if name.endswith(("-wal", "-shm", ".lock", "writer.json"))]


def test_nobody_writes_while_it_is_made(folder: Path, settings: Settings) -> None:
    with writing(local_place(folder, settings.store), 0), pytest.raises(StoreBusyError):
        back_up(folder, settings, Path("kept.zip"))
    assert not list(Path.cwd().glob("kept*"))


@pytest.mark.parametrize(("what", "call"), [("zipfile.ZipFile.write", 3), ("os.replace", 1)])
def test_a_killed_backup_leaves_the_one_before(what: str, call: int, folder: Path, settings: Settings) -> None:
    back_up(folder, settings, Path("kept.zip"))
    kept = Path("kept.zip").read_bytes()
    killed(what, call, f"back_up({str(folder)!r}, settings, 'kept.zip')", folder)
    assert Path("kept.zip").read_bytes() == kept
    back_up(folder, settings, Path("kept.zip"))
    assert not list(Path.cwd().glob("*.part"))


@pytest.mark.parametrize("call", [1, 2])
def test_a_killed_restoring_leaves_a_whole_store_or_none(call: int, folder: Path, settings: Settings) -> None:
    before = found(opened(settings))
    back_up(folder, settings, Path("kept.zip"))
    killed("os.rename", call, f"restore('kept.zip', {str(folder)!r}, settings, replace=True)", folder)
    assert found(opened(settings)) == before


def killed(what: str, call: int, command: str, folder: Path) -> None:
    """Runs a command in a process that is killed at a call of something."""
    module, _, name = what.rpartition(".")
    code = f"""
import itertools, os, pathlib, signal, zipfile
from rag import Settings, back_up, restore
count, real = itertools.count(1), {what}
def ended(*args, **more):
    if next(count) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)
{module}.{name} = ended
settings = Settings.of(corpus={str(folder)!r})
{command.replace("'kept.zip'", "pathlib.Path('kept.zip')").replace(repr(str(folder)), f"pathlib.Path({str(folder)!r})")}
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-500])


def changed(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "Rice.")


@pytest.mark.parametrize("damage", [truncated, changed, foreign])
def test_what_is_no_whole_backup_is_refused(damage: Callable[[Path], None], folder: Path, settings: Settings) -> None:
    back_up(folder, settings, Path("kept.zip"))
    damage(Path("kept.zip"))
    with pytest.raises(UsageError, match=r"^'kept.zip' is no backup, or is damaged\. Name a file"):
        restore(Path("kept.zip"), folder, settings, replace=True)
    assert found(opened(settings))


def test_a_backup_goes_where_it_belongs(
    folder: Path, settings: Settings, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(folder, settings, Path("kept.zip"))
    with pytest.raises(UsageError, match=r"There is a store in .* already\. To replace it, add --replace\."):
        restore(Path("kept.zip"), folder, settings)
    with pytest.raises(UsageError, match=r"is a backup of news-.*, and the store of these articles is other-"):
        restore(Path("kept.zip"), corpus(TEXTS, "other"), settings)
    monkeypatch.setattr("rag.index.backup.SCHEMA", "99")
    with pytest.raises(UsageError, match=r"made by another version of Footnote \(schema \d+, here 99\)"):
        restore(Path("kept.zip"), folder, settings, replace=True)
    with pytest.raises(UsageError, match=r"'gone.zip' cannot be read \(No such file"):
        restore(Path("gone.zip"), folder, settings)


def test_there_has_to_be_a_store_on_this_machine(corpus: MakeCorpus) -> None:
    folder = corpus(TEXTS)
    with pytest.raises(UsageError, match=r"There is no store of .* Run: footnote index"):
        back_up(folder, Settings.of(), Path("kept.zip"))
    with pytest.raises(UsageError, match=r"The store is on a Chroma server\."):
        back_up(folder, Settings.of(store="http://127.0.0.1:9"), Path("kept.zip"))
