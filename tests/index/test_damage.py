"""Changed bytes in a store: what they touch is told as damaged, and nothing else is ever given for what was stored."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rag.bot import Bot
from rag.errors import StoreError
from rag.index.checksums import FileChecks, is_intact
from rag.index.chroma import forget_clients
from rag.index.word_index import Words
from rag.llama_index.embedding import FootnoteEmbedding
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder
from tests.index.conftest import Place

TEXTS: dict[str, str | bytes] = {
    f"{n}.txt": f"Rice grew on field {n}. A school was opened in {1900 + n}. It was big." for n in range(12)
}
PLACES = 5
"""Bytes that are changed in each file, one at a time."""


@pytest.fixture
def folder(place: Place) -> Path:
    """A word index of two commits, with something deleted."""
    place.write(TEXTS)
    place.sync()
    place.write({"0.txt": "Rice was cooked."})
    place.sync()
    return place.root / "words"


def told(words: Words) -> Any:
    """All that an index tells."""
    found = [
        (passage.key, passage.text, passage.sentences, passage.vectors.tolist(), score)
        for passage, score in words.search("rice school cooked", 99)
    ]
    by_key = [words.passage(key) for key, *_ in found]
    counts = [words.passage_frequency(term) for term in ("rice", "school", "zebra")]
    held = [words.holds(one) for one in words.articles.values()]
    return list(words.articles), found, [one and one.text for one in by_key], counts, held


def flips(folder: Path, to: Path) -> Any:
    """Copies of an index, each with one byte changed in one of its files."""
    for file in sorted(file for file in folder.iterdir() if file.suffix != ".lock"):
        data = file.read_bytes()
        for at in range(0, len(data), max(1, len(data) // PLACES)):
            copy = Path(shutil.copytree(folder, to / f"{file.name}-{at}"))
            (copy / file.name).write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
            yield file, copy


def test_a_changed_byte_in_a_word_index_is_told_or_does_nothing(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    expected = told(Words(folder))
    for file, copy in flips(folder, tmp_path / "copies"):
        try:
            assert told(Words(copy)) == expected
            assert file.suffix == ".json", copy
        except StoreError as error:
            assert error.problem.startswith(f"The word index in {str(copy)!r} cannot be ")  # noqa: PT017
            assert error.next_step == "Run: footnote index --rebuild"  # noqa: PT017
    assert "panicked" not in capfd.readouterr().err


def test_what_is_too_large_to_be_looked_at_is_told_when_it_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(Words(folder))
    monkeypatch.setattr("rag.index.checksums._LARGE_BYTES", 0)
    found = 0
    for file, copy in flips(folder, tmp_path / "copies"):
        if file.suffix == ".store":
            try:
                assert told(Words(copy)) == expected, copy
            except StoreError as error:  # also where tantivy panics
                assert error.next_step == "Run: footnote index --rebuild"  # noqa: PT017
                found += 1
            with pytest.raises(ValueError, match="is damaged"):
                FileChecks(copy).check(thorough=True)
    assert found


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"", False),
        (b"short", False),
        (b'body{"crc":0}' + (9).to_bytes(4, "little") + (1337).to_bytes(4, "little"), False),
        (b'{"crc":0}' + (9).to_bytes(4, "little") + (1337).to_bytes(4, "little"), True),  # of nothing it is 0
        (b'{"crc":0}' + (9).to_bytes(4, "little") + (1338).to_bytes(4, "little"), False),
        (b"[no json]" + (9).to_bytes(4, "little") + (1337).to_bytes(4, "little"), False),
        (b'{"crc":0}' + (99).to_bytes(4, "little") + (1337).to_bytes(4, "little"), False),
    ],
)
def test_a_file_is_intact_when_it_has_its_checksum(content: bytes, whole: bool, tmp_path: Path) -> None:
    (tmp_path / "a.idx").write_bytes(content)
    assert is_intact(tmp_path / "a.idx") is whole


def test_the_mending_of_an_index_beside_a_server_is_another(folder: Path) -> None:
    (folder / "meta.json").write_text("{")
    with pytest.raises(StoreError) as error:
        Words(folder, "Remove the folder.")
    assert error.value.next_step == "Remove the folder."


@pytest.mark.parametrize(
    "asked",
    [lambda bot: bot.search("bridge"), lambda bot: bot.ask("When was it opened?"), lambda bot: bot.article("a.txt")],
)
def test_a_changed_text_in_the_store_is_not_quoted(asked: Callable[[Bot], object], corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "The bridge was opened in 1934. It is long.", "b.txt": "Rice grew."})

    def opened(*, rebuild: bool = False) -> Bot:
        forget_clients()
        return Bot.open(folder, embed_model=FootnoteEmbedding(FakeEncoder()), rebuild=rebuild)

    opened()
    (database,) = Path(".footnote").glob("*/chroma/chroma.sqlite3")
    data = database.read_bytes()
    assert b"opened in 1934" in data
    forget_clients()
    database.unlink()
    database.write_bytes(data.replace(b"opened in 1934", b"opened in 1943"))
    with pytest.raises(StoreError) as error:
        asked(opened())
    assert error.value.problem == "The store is damaged: the text of an article is not as it was indexed."
    assert error.value.next_step == "Run: footnote index --rebuild"
    again = opened(rebuild=True).article("a.txt")
    assert again is not None
    assert "1934" in again.text
