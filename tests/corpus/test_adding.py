"""What may be added to the folder, and that nothing lands anywhere else."""

from __future__ import annotations

import fcntl
import io
import struct
import tempfile
import threading
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import Settings, readable_endings
from rag.corpus.adding import Drop, Refused, clear_left

SETTINGS = Settings(max_file_mb=0.001, max_drop_mb=0.002)  # 1,000 and 2,000 bytes
TEXT = "Rice was planted in the spring."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles between other folders."""
    for name in ("news", "secret"):
        (tmp_path / name).mkdir()
    return tmp_path / "news"


def files_below(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../x.txt", "'../x.txt' is not a plain file name: it names a folder. Rename it."),
        ("/etc/x.txt", "names a folder"),
        ("a\\x.txt", "names a folder"),
        ("..／x.txt", "names a folder"),  # full-width
        ("..", "begins with a dot"),
        (".hidden.txt", "begins with a dot"),
        (" x.txt", "begins or ends with a space"),
        ("", "begins or ends with a space"),
        ("x.txt\x00", "'x.txt\\x00' holds characters that cannot be seen"),
        ("x\n.txt", "cannot be seen"),
        ("x\u202etxt.md", "'x\\u202etxt.md' holds characters that cannot be seen"),  # shown as xdm.txt
        ("x\u200b.txt", "cannot be seen"),
        ("x\udcff.txt", "cannot be seen"),
        ("nul.txt", "a device on some systems"),
        ("COM1.tar.txt", "a device on some systems"),
        ("é" * 126 + ".txt", "is too long a name"),  # 256 bytes
        ("x.7z", "'x.7z' is an archive. Unpack it, and add the articles in it."),
        ("x.txt.gz", "is an archive"),
        ("x.tar.gz", "is an archive"),
        ("x.exe", f"is of a type that is not read. These are: {', '.join(readable_endings())}."),
        ("txt", "is of a type that is not read"),
    ],
)
def test_a_name_that_is_no_plain_name_is_refused(folder: Path, name: str, told: str) -> None:
    refused = Drop(folder, SETTINGS).accept(name, TEXT)
    assert isinstance(refused, Refused)
    assert told in str(refused)
    assert files_below(folder.parent) == {}


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "A B.MD",
        "Ông Nông Đức Mạnh phát biểu.txt",
        "می‌خواهم.txt",
        "con artists.txt",
        "x..txt",
        "{name}.txt",
        "é" * 125 + "a.txt",
    ],
)
def test_an_ordinary_name_in_any_language_is_accepted(folder: Path, name: str) -> None:
    assert Drop(folder, SETTINGS).accept(name, TEXT) == folder / name
    assert files_below(folder) == {name: TEXT.encode()}


@settings(deadline=None, max_examples=40)
@given(
    st.text(max_size=12) | st.text(alphabet="./\\~:％．／ \x00aé\u202e", max_size=8),
    st.sampled_from(["", *readable_endings()]),
)
def test_whatever_the_name_nothing_lands_outside_the_folder(name: str, ending: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "news")
        folder.mkdir()
        added = Drop(folder, SETTINGS).accept(name + ending, TEXT)
        written = files_below(Path(place))
        if isinstance(added, Refused):
            assert written == {}
        else:
            assert added.resolve().parent == folder.resolve()
            assert written == {f"news/{unicodedata.normalize('NFC', name)}{ending}": TEXT.encode()}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "'a.txt' is empty."),
        ("x" * 1001, "'a.txt' has 0.0 MB, more than the 0.001 MB of the setting max_file_mb."),
        ("é" * 501, "more than the 0.001 MB"),  # bytes count, not letters
    ],
)
@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "file"])
def test_size_is_limited(folder: Path, content: str, told: str, pasted: bool) -> None:
    file = folder.parent / "dropped"
    file.write_text(content, encoding="utf-8")
    refused = Drop(folder, SETTINGS).accept("a.txt", content if pasted else file)
    assert str(refused) == told or told in str(refused)
    assert files_below(folder) == {}


def test_all_files_of_a_drop_together_are_limited(folder: Path) -> None:
    drop = Drop(folder, SETTINGS)
    added = [drop.accept(f"{number}.txt", "x" * 900) for number in range(3)]
    assert added[:2] == [folder / "0.txt", folder / "1.txt"]
    assert str(added[2]).startswith("'2.txt' was left out: all files together have more than the 0.002 MB")
    assert drop.accept("small.txt", "x" * 100) == folder / "small.txt"


def test_a_name_that_exists_is_overwritten_only_when_asked(folder: Path) -> None:
    drop = Drop(folder, SETTINGS)
    drop.accept("a.txt", "old")
    refused = drop.accept("a.txt", "new")
    assert isinstance(refused, Refused)
    assert (str(refused), refused.exists) == ("There is an article 'a.txt' already.", True)
    assert files_below(folder) == {"a.txt": b"old"}
    assert drop.accept("a.txt", "new", overwrite=True) == folder / "a.txt"
    assert files_below(folder) == {"a.txt": b"new"}


def test_an_accent_stored_in_another_way_is_the_same_name(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Mạnh.txt")
    (folder / decomposed).write_text("old")
    drop = Drop(folder, SETTINGS)
    assert isinstance(drop.accept("Mạnh.txt", "new"), Refused)
    assert drop.accept("Mạnh.txt", "new", overwrite=True) == folder / decomposed
    assert files_below(folder) == {decomposed: b"new"}


def test_of_two_people_who_add_a_name_at_once_one_is_told(folder: Path) -> None:
    together = threading.Barrier(8)
    added: list[Path | Refused] = []

    def add(text: str) -> None:
        together.wait()
        added.append(Drop(folder, SETTINGS).accept("a.txt", text))

    people = [threading.Thread(target=add, args=(f"text {number}",)) for number in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sum(isinstance(one, Path) for one in added) == 1
    assert list(files_below(folder)) == ["a.txt"]


def test_links_in_the_folder_are_left_alone(folder: Path) -> None:
    secret = folder.parent / "secret" / "key.txt"
    secret.write_text("secret")
    (folder / "link.txt").symlink_to(secret)
    (folder / "nowhere.txt").symlink_to(folder / "missing")
    (folder / "sub.txt").mkdir()
    for name, told in (("link.txt", "is a link"), ("nowhere.txt", "is a link"), ("sub.txt", "is a folder")):
        assert told in str(Drop(folder, SETTINGS).accept(name, TEXT, overwrite=True))
    assert files_below(folder.parent / "secret") == {"key.txt": b"secret"}


def test_a_dropped_link_or_folder_is_no_file(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to("/etc/hostname")
    for dropped in (link, folder.parent / "secret"):
        assert "is not a regular file" in str(Drop(folder, SETTINGS).accept("a.txt", dropped))


def test_a_failure_leaves_nothing_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    told = str(Drop(folder, SETTINGS).accept("a.txt", TEXT))
    assert told == "'a.txt' could not be written to the folder (No space left on device)."
    assert files_below(folder) == {}


class TestZipBasedDocuments:
    """Readers of .docx and .epub unpack them, so what they would unpack to is looked at first."""

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (lambda: packed({"word/document.xml": b"<w:p/>" * 100}), None),
            (
                lambda: packed({"bomb.xml": b" " * 1_000_001}),
                "'a.docx' would unpack to more than the 1 MB of the setting max_unpacked_mb",
            ),
            (lambda: packed({f"{n}": b" " * 400_000 for n in range(3)}), "would unpack to more than the 1 MB"),
            (lambda: packed({f"{n}": b"" for n in range(10_001)}), "too many parts"),
            (lambda: struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 99, 9999, 0), "'a.docx' is damaged"),
        ],
        ids=["ordinary", "one part", "many parts together", "too many parts", "damaged"],
    )
    def test_one_that_explodes_is_refused_before_it_is_unpacked(
        self, folder: Path, data: object, told: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = folder.parent / "dropped"
        file.write_bytes(data())  # type: ignore[operator]
        monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing is unpacked
        drop = Drop(folder, Settings(max_unpacked_mb=1))
        added = drop.accept("a.docx", file)
        assert told in str(added) if told else added == folder / "a.docx"


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_what_a_killed_process_left_is_removed_and_what_others_add_stays(folder: Path) -> None:
    left, added, article = folder / ".adding-0a", folder / ".adding-1b", folder / "rice.txt"
    for file in (left, added, article):
        file.write_text(TEXT)
    with added.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        clear_left(folder)
    assert set(files_below(folder)) == {".adding-1b", "rice.txt"}


def test_a_file_is_held_while_it_is_added(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(file: int) -> None:
        clear_left(folder)

    monkeypatch.setattr("rag.corpus.adding.os.fsync", meanwhile)
    assert Drop(folder, SETTINGS).accept("rice.txt", TEXT) == folder / "rice.txt"
    assert set(files_below(folder)) == {"rice.txt"}
