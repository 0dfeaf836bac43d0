"""Files that are added, pasted, removed and indexed again, told one by one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Bot, StoreBusyError
from rag.llama_index.embedding import FootnoteEmbedding
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder
from tests.ui.page.test_message import Collected
from ui.page.adding import Shelf, Shown
from ui.text import Speech

RICE = "Rice was planted in the spring. It was harvested in the autumn."
MOON = "The moon was visited in 1969. Nobody has lived there."


@pytest.fixture
def bot(corpus: MakeCorpus) -> Bot:
    return Bot.open(corpus({"rice.txt": RICE}), store="store", embed_model=FootnoteEmbedding(FakeEncoder()))


@pytest.fixture
def shelf(bot: Bot) -> Shelf:
    return Shelf(bot, Speech())


def last(steps: Iterator[Shown]) -> Shown:
    return list(steps)[-1]


def lines(shown: Shown) -> list[str]:
    """What is told of each file."""
    return [Collected(row).text.strip() for row in re.findall(r"<li.*?</li>", shown.html)]


def uploaded(tmp_path: Path, name: str, content: bytes) -> dict[str, Path]:
    (tmp_path / "uploads").mkdir(exist_ok=True)
    (tmp_path / "uploads" / name).write_bytes(content)
    return {name: tmp_path / "uploads" / name}


def test_each_file_has_its_result(bot: Bot, shelf: Shelf, tmp_path: Path) -> None:
    given = {
        **uploaded(tmp_path, "moon.txt", MOON.encode()),
        **uploaded(tmp_path, "twin.txt", RICE.encode()),
        **uploaded(tmp_path, "drawing.dwg", b"png"),
        **uploaded(tmp_path, "marks.md", b"# * _"),
    }
    steps = list(shelf.add(given))
    told = "\n".join(lines(steps[-1]))
    assert "moon.txt was added." in told
    assert "twin.txt has the same text as rice.txt." in told
    assert "drawing.dwg' is of a type that is not read." in told
    assert "marks.md is in the folder, but is no article: it holds no sentence" in told
    assert str(bot.corpus) in steps[-1].html
    assert "<progress" in steps[0].html
    assert {path for one in bot.articles() for path in one.paths} == {"moon.txt", "rice.txt", "twin.txt"}
    assert list((tmp_path / "uploads").iterdir()) == []  # no copies stay


def test_a_name_that_exists_waits_for_a_decision(bot: Bot, shelf: Shelf, tmp_path: Path) -> None:
    shown = last(shelf.add(uploaded(tmp_path, "rice.txt", MOON.encode())))
    assert (bot.corpus / "rice.txt").read_text() == RICE
    assert "There is an article 'rice.txt' already." in lines(shown)[0]
    assert 'data-does="replace" data-path="rice.txt"' in shown.html
    assert lines(last(shelf.add(shown.waiting, replace=True))) == ["rice.txt was indexed again."]
    assert (bot.corpus / "rice.txt").read_text() == MOON


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("On the moon", "On the moon.txt"),
        ("", "The moon was visited in 1969. Nobody has lived there.txt"),
        ("a.md", "a.md"),
    ],
)
def test_a_pasted_text_is_named_by_its_title_or_its_first_words(name: str, file: str, bot: Bot, shelf: Shelf) -> None:
    assert lines(last(shelf.paste(name, MOON))) == [f"{file} was added."]
    assert (bot.corpus / file).read_text() == MOON


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../moon", "moon.txt"),
        ("/etc/moon", "etc-moon.txt"),
        (".hidden/x", "hidden-x.txt"),
        ("Moon 1/2", "Moon 1-2.txt"),
        ("a\\b", "a-b.txt"),
        ("Full／width", "Full-width.txt"),
    ],
)
def test_a_slash_in_a_title_neither_leaves_the_folder_nor_loses_the_text(
    name: str, file: str, bot: Bot, shelf: Shelf
) -> None:
    assert lines(last(shelf.paste(name, MOON))) == [f"{file} was added."]
    assert sorted(path.name for path in bot.corpus.iterdir()) == sorted([file, "rice.txt"])


def test_an_article_is_removed_and_nothing_else(bot: Bot, shelf: Shelf) -> None:
    last(shelf.paste("moon", MOON))
    assert lines(last(shelf.remove("moon.txt"))) == ["moon.txt was removed. Undo"]
    assert not (bot.corpus / "moon.txt").exists()
    (bot.corpus.parent / "outside.txt").write_text("Outside.")
    assert "is not here any more" in last(shelf.remove("../outside.txt")).html
    assert (bot.corpus.parent / "outside.txt").exists()


def test_a_removed_file_is_had_back(bot: Bot, shelf: Shelf) -> None:
    last(shelf.remove("rice.txt"))
    assert bot.articles() == []
    assert lines(last(shelf.restore("rice.txt"))) == ["rice.txt was added."]
    assert lines(last(shelf.restore("rice.txt"))) == []
    assert (bot.corpus / "rice.txt").read_text() == RICE


def test_a_store_that_was_removed_is_made_again_by_a_click(bot: Bot, shelf: Shelf) -> None:
    shutil.rmtree("store")
    html = last(shelf.sync()).html
    assert "was removed while it was open" in html and 'data-does="rebuild"' in html
    assert lines(last(shelf.rebuild())) == ["rice.txt was added."]


def test_a_row_of_a_table_is_not_removed_and_neither_is_the_table(bot: Bot, shelf: Shelf) -> None:
    (bot.corpus / "n.csv").write_text(f"text\n{MOON}\nA new thing was found.\n")
    last(shelf.sync())
    told = last(shelf.remove("n.csv#2")).html
    assert "n.csv#2 is a part of n.csv, and cannot be removed by itself." in told
    assert (bot.corpus / "n.csv").exists()
    assert bot.article("n.csv#2") is not None
    assert lines(last(shelf.remove("rice.txt"))) == ["rice.txt was removed. Undo"]


def test_indexing_again_tells_what_changed_in_the_folder(bot: Bot, shelf: Shelf) -> None:
    assert lines(last(shelf.sync())) == []
    (bot.corpus / "rice.txt").write_text(MOON)
    (bot.corpus / "new.txt").write_text("A new thing was found.")
    assert (bot.states(["rice.txt"]), bot.waiting()) == ({"rice.txt": "changed"}, ["new.txt"])
    assert lines(last(shelf.sync())) == ["new.txt was added.", "rice.txt was indexed again."]
    assert (bot.states(["rice.txt"]), bot.waiting()) == ({"rice.txt": "indexed"}, [])
    (bot.corpus / "rice.txt").unlink()
    assert bot.states(["rice.txt"]) == {"rice.txt": "gone"}


def test_an_index_that_is_being_written_by_another_is_told(
    bot: Bot, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(progress: object) -> None:
        raise StoreBusyError("Another process is writing the store.", "Try again when it has finished.")

    monkeypatch.setattr(bot, "sync", busy)
    assert "Try again when it has finished." in last(shelf.sync()).html
