"""Bringing an index to what its folder holds: what is told, what is embedded, and what remains after an accident."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from rag.corpus.article import Sentence, Skipped
from rag.corpus.passages import PassageSpan, split_passages
from rag.corpus.reading import Reader, read_bytes
from rag.index.chroma_store import ChromaStore
from rag.index.reading_cache import ReadingCache
from rag.index.report import SyncReport
from rag.index.word_index import Words
from rag.settings import Settings
from tests.index.conftest import OpenPlace, Place, change, contents

RICE = "Rice was planted in the spring. It was harvested in the autumn."
SCHOOL = "A school was opened in Hanoi. Ninety children came."
ROAD = "The road was mended in May."
BEFORE: dict[str, str | bytes] = {"a.txt": RICE, "b.txt": SCHOOL}

A, B, C, D = "a.txt", "b.txt", "c.txt", "d.txt"
SPOILT = b"\x81\x00"
NOT_UTF8 = Skipped(A, "it is not UTF-8 text, and its encoding cannot be told for certain; save it as UTF-8")
CHANGES: list[tuple[str, Mapping[str, str | bytes | None], SyncReport, list[str]]] = [
    # what, files written (None: deleted), what is reported, the sentences that are embedded
    ("nothing", {}, SyncReport(unchanged=(A, B)), []),
    ("touched", {A: RICE}, SyncReport(unchanged=(A, B)), []),
    ("added", {C: ROAD}, SyncReport(added=(C,), unchanged=(A, B)), [ROAD]),
    ("changed", {A: ROAD}, SyncReport(changed=(A,), unchanged=(B,)), [ROAD]),
    ("deleted", {A: None}, SyncReport(deleted=(A,), unchanged=(B,)), []),
    ("renamed", {A: None, "z/a.txt": RICE}, SyncReport(renamed=((A, "z/a.txt"),), unchanged=(B,)), []),
    ("swapped", {A: SCHOOL, B: RICE}, SyncReport(changed=(A, B)), []),
    ("copied", {C: RICE}, SyncReport(added=(C,), unchanged=(A, B), duplicates=((C, A),)), []),
    ("new twice", {C: ROAD, D: ROAD}, SyncReport(added=(C, D), unchanged=(A, B), duplicates=((D, C),)), [ROAD]),
    ("moved and replaced", {C: RICE, A: ROAD}, SyncReport(added=(C,), changed=(A,), unchanged=(B,)), [ROAD]),
    ("became the other", {A: SCHOOL}, SyncReport(changed=(A,), unchanged=(B,), duplicates=((B, A),)), []),
    ("spoilt", {A: SPOILT}, SyncReport(deleted=(A,), unchanged=(B,), skipped=(NOT_UTF8,)), []),
    ("emptied folder", {A: None, B: None}, SyncReport(deleted=(A, B)), []),
]


@pytest.mark.parametrize("settled_ns", [2_000_000_000, -(10**18)], ids=["just written", "long ago"])
@pytest.mark.parametrize(("files", "report", "embedded"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_change_is_reported_embedded_once_and_seen(
    settled_ns: int,
    monkeypatch: pytest.MonkeyPatch,
    files: Mapping[str, str | bytes | None],
    report: SyncReport,
    embedded: list[str],
    place: Place,
    tmp_path: Path,
    open_place: OpenPlace,
) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", settled_ns)
    place.write(BEFORE)
    place.sync()
    place.encoder.embedded.clear()
    change(place.folder, files)
    assert asdict(place.plan()) == asdict(report)
    assert asdict(place.sync()) == asdict(report)
    assert place.encoder.embedded == embedded
    at_once = open_place(place.folder, tmp_path / "at-once")
    at_once.sync()
    assert contents(place) == contents(at_once)
    # The reader that was open all the time sees it, and so does one that opens now.
    assert place.words.articles == Words(place.root / "words").articles == place.store.articles()
    place.encoder.embedded.clear()
    assert not place.sync().did_something
    assert place.encoder.embedded == []


def test_an_article_renamed_to_another_format_is_cut_anew(place: Place, tmp_path: Path, open_place: OpenPlace) -> None:
    place.write({"a.md": "# Rice\n\n```\nLabels are shown.\n```\n\nRice was planted.", "b.txt": SCHOOL})
    place.sync()
    (place.folder / "a.md").rename(place.folder / "a.txt")
    place.sync()
    at_once = open_place(place.folder, tmp_path / "at-once")
    at_once.sync()
    assert contents(place) == contents(at_once)


def drop_words(root: Path) -> None:
    shutil.rmtree(root / "words")


def age_words(root: Path) -> None:
    """The word index of another time: none of today's articles, one that is no more."""
    shutil.rmtree(root / "words")
    shutil.copytree(root / "old-words", root / "words")


PAGE = (
    "<html><body><article><h1>Boats</h1><p>The boats leave from the old harbour every day of the week.</p>"
    "<ul><li>Sao Mai</li><li>Ke Ga</li></ul><table><tr><th>Boat</th><th>Seats</th></tr><tr><td>Sao Mai</td><td>240</td>"
    "</tr></table><p>Nobody counts them, and nobody ever did before the war.</p></article></body></html>"
)


@pytest.mark.parametrize("spoil", [drop_words, age_words])
def test_the_word_index_is_derived_again_without_embedding(
    spoil: Callable[[Path], None], place: Place, open_place: OpenPlace
) -> None:
    place.write({"old.txt": ROAD})
    place.sync()
    shutil.copytree(place.root / "words", place.root / "old-words")
    (place.folder / "old.txt").unlink()
    place.write({**BEFORE, "c.md": "# Title\n\nA sentence.\n\nRelated News\n", "d.html": PAGE})
    place.sync()
    expected = contents(place)
    spoil(place.root)
    again = open_place(place.folder, place.root)
    again.encoder.embedded.clear()
    again.sync()
    assert contents(again) == expected
    assert again.encoder.embedded == []


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes are read, as they are read."""
    read: list[str] = []

    def noted(name: str, path: Path, settings: Settings) -> bytes | Skipped:
        read.append(name)
        return read_bytes(name, path, settings)

    monkeypatch.setattr("rag.index.inventory.read_bytes", noted)
    return read


def test_a_file_of_which_nothing_tells_a_change_is_not_read(
    place: Place, read_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))  # as if all had been written long ago
    place.write({**BEFORE, "bad.txt": b"\xff"})
    first = place.sync()
    assert read_files == ["a.txt", "b.txt", "bad.txt"]
    read_files.clear()
    assert place.sync() == replace(first, added=(), unchanged=("a.txt", "b.txt"))
    assert read_files == []
    # An edit that keeps the size and puts back the time: the file system's own clock tells it all the same.
    status = (place.folder / "a.txt").stat()
    place.write({"a.txt": RICE.replace("spring", "autumn")})
    os.utime(place.folder / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert place.sync().changed == ("a.txt",)
    assert read_files == ["a.txt"]
    place.sync(thorough=True)
    assert read_files[1:] == ["a.txt", "b.txt", "bad.txt"]


def test_a_folder_of_which_nothing_tells_a_change_is_not_gone_through(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))
    place.write(
        {**BEFORE, "c.txt": RICE, "bad.txt": b"\xff", "drawing.dwg": b"\x89", "latin.txt": "é".encode("cp1252") * 9}
    )
    first = place.sync()
    with monkeypatch.context() as patched:
        patched.setattr(ReadingCache, "content", lambda *args: pytest.fail("a file was looked up"))
        assert place.sync() == first.when_unchanged()
    assert place.sync(max_file_mb=2) == first.when_unchanged()  # other limits: all is looked up again
    place.write({"c.txt": ROAD})
    assert place.sync().changed == ("c.txt",)


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"caf\xe9.jpg", b"caf\xe9/a.txt"])
def test_a_name_that_is_no_text_is_skipped_and_the_rest_is_indexed(
    name: bytes, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))
    place.write(BEFORE)
    file = Path(os.fsdecode(os.fsencode(place.folder) + b"/" + name))
    file.parent.mkdir(exist_ok=True)
    file.write_text(ROAD)
    skipped = Skipped(
        name.decode(errors="backslashreplace").replace("\\x", "\\udc"), "its name is not UTF-8 text; rename it"
    )
    for report in (place.plan(), place.sync()):
        assert (report.added, report.skipped) == (("a.txt", "b.txt"), (skipped,))
    assert place.sync().skipped == (skipped,)


def test_a_file_that_could_not_be_read_is_tried_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))
    place.write(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(
            "rag.index.inventory.read_bytes", lambda name, path, settings: Skipped(name, "it cannot be read")
        )
        assert len(place.sync().skipped) == 2
    assert place.sync().added == ("a.txt", "b.txt")


def test_a_file_that_was_written_a_moment_ago_is_read_again(place: Place, read_files: list[str]) -> None:
    place.write(BEFORE)
    place.sync()
    read_files.clear()
    assert not place.sync().did_something
    assert read_files == ["a.txt", "b.txt"]


def test_other_limits_are_asked_of_files_that_have_not_changed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))
    place.write({"a.txt": RICE * 100})
    place.sync()
    (skipped,) = place.sync(max_file_mb=0.001).skipped
    assert "max_file_mb" in skipped.reason


def test_a_store_that_the_word_index_knows_is_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write(BEFORE)
    place.sync()
    monkeypatch.setattr(ChromaStore, "articles", lambda self: pytest.fail("it was read"))
    assert place.sync().unchanged == ("a.txt", "b.txt")
    place.write({"c.txt": ROAD})
    assert place.sync().added == ("c.txt",)


def test_a_lost_store_is_made_again_and_no_passage_is_doubled(
    place: Place, tmp_path: Path, open_place: OpenPlace
) -> None:
    place.write(BEFORE)
    place.sync()
    expected = contents(place)
    shutil.copytree(place.root / "words", tmp_path / "elsewhere" / "words")
    again = open_place(place.folder, tmp_path / "elsewhere")
    again.sync()
    assert contents(again) == expected


def test_a_file_that_changes_during_the_run_is_read_as_it_is_in_its_turn(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write(BEFORE)

    def meanwhile(sentences: Sequence[Sentence]) -> list[PassageSpan]:
        place.write({"b.txt": ROAD})
        return split_passages(sentences)

    monkeypatch.setattr("rag.index.inventory.split_passages", meanwhile)
    assert place.sync().added == ("a.txt", "b.txt")
    assert {place.store.texts([digest])[digest] for digest in place.words.articles} == {RICE, ROAD}
    assert not place.sync().did_something


def test_progress_counts_articles_up_to_all(place: Place) -> None:
    place.write({**BEFORE, "c.txt": ROAD})
    told: list[tuple[int, int, str]] = []
    place.sync(lambda *args: told.append(args))
    assert told == [(1, 3, "a.txt"), (2, 3, "b.txt"), (3, 3, "c.txt")]


def test_rows_of_a_table_are_articles_of_their_own(place: Place) -> None:
    place.write({"a.csv": f"title,text\nRice,{RICE}\nSchool,{SCHOOL}\n"})
    assert place.sync().added == ("a.csv#2", "a.csv#3")
    place.encoder.embedded.clear()
    place.write({"a.csv": f"title,text\nRoad,{ROAD}\nRice,{RICE}\nSchool,{SCHOOL}\n"})
    report = place.sync()
    assert (report.added, report.changed) == (("a.csv#4",), ("a.csv#2", "a.csv#3"))
    assert place.encoder.embedded == [ROAD]


class TestWhatWasRead:
    """A file is read again only when it has changed."""

    FILES: ClassVar[dict[str, str | bytes]] = {**BEFORE, "c.csv": f"text\n{ROAD}\n\nLatest\n", "d.txt": SPOILT}

    @pytest.fixture
    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The names of the files that are read."""
        names: list[str] = []
        original = Reader.read

        def noted(reader: Reader, name: str, data: bytes) -> Any:
            names.append(name)
            return original(reader, name, data)

        monkeypatch.setattr(Reader, "read", noted)
        return names

    def test_is_kept(self, place: Place, read: list[str]) -> None:
        place.write(self.FILES)
        first = place.sync()
        assert read == ["a.txt", "b.txt", "c.csv", "d.txt"]
        read.clear()
        (place.folder / "c.csv").rename(place.folder / "e.csv")
        again = place.sync()
        assert read == []
        assert again.renamed == (("c.csv#2", "e.csv#2"),)
        assert {one.reason for one in again.skipped} == {one.reason for one in first.skipped}
        assert {one.path for one in again.skipped} == {"e.csv#4", "d.txt"}

    @pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"no database" * 1000)])
    def test_may_be_lost(self, damage: Callable[[Path], Any], place: Place, read: list[str]) -> None:
        place.write(self.FILES)
        first = place.sync()
        damage(place.root / "readings.sqlite")
        read.clear()
        place.encoder.embedded.clear()
        again = place.sync()
        assert (read, place.encoder.embedded) == (["a.txt", "b.txt", "c.csv", "d.txt"], [])
        assert (again.unchanged, again.skipped) == (first.added, first.skipped)

    def test_is_forgotten_with_the_file(self, place: Place) -> None:
        place.write(self.FILES)
        place.sync()
        (place.folder / "a.txt").unlink()
        place.sync()
        with sqlite3.connect(place.root / "readings.sqlite") as database:
            assert database.execute("SELECT count(*) FROM readings").fetchone() == (3,)


def test_it_is_told_which_files_are_not_in_utf_8(place: Place) -> None:
    place.write({"a.txt": RICE, "b.txt": SCHOOL.encode("utf-16")})
    assert place.sync().encodings == (("b.txt", "utf-16"),)
    again = place.sync()
    assert (again.unchanged, again.encodings) == (("a.txt", "b.txt"), (("b.txt", "utf-16"),))


def test_an_article_is_told_as_its_first_place_tells_it(place: Place) -> None:
    place.write({"b.csv": f"title,text,date\n,{RICE},2020-01-01\n", "a.txt": SCHOOL})
    place.sync()
    place.write({"a.csv": f"title,text,date\n,{RICE},2021-01-01\n"})
    assert place.sync().duplicates == (("b.csv#2", "a.csv#2"),)
    told = {one.paths: one.date and one.date.year for one in place.words.articles.values()}
    assert told == {("a.txt",): None, ("a.csv#2", "b.csv#2"): 2021}
    (place.folder / "a.csv").unlink()
    place.sync()
    assert {one.path: one.date and one.date.year for one in place.store.articles().values()} == {
        "a.txt": None,
        "b.csv#2": 2020,
    }


def test_a_sentence_is_embedded_and_found_by_its_own_words_alone(place: Place) -> None:
    place.write({"a.txt": "Ingrid Solheim, the mayor, spoke. She was pleased.\n\n" + "The harbour is full. " * 60})
    place.sync()
    assert place.encoder.embedded[:2] == ["Ingrid Solheim, the mayor, spoke.", "She was pleased."]
    assert [passage.text[:14] for passage, _ in place.words.search("solheim", 5)] == ["Ingrid Solheim"]
