"""Kept answers: what is put in comes out, and whatever else lies there is not there."""

from __future__ import annotations

import json
import pickle
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from rag.answer.written.cache import Cache, Kept

KEPT: Kept = ("It rained. [1]", 12, None)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "written")


def test_what_is_kept_is_found_also_by_the_next(cache: Cache, tmp_path: Path) -> None:
    assert cache.get("a") is None
    cache.put("a", ("It snowed.", None, 3))
    cache.put("a", KEPT)
    assert (cache.get("a"), Cache(tmp_path / "written").get("a"), cache.get("b")) == (KEPT, KEPT, None)


def test_the_oldest_go_when_there_are_too_many(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.answer.written.cache.MOST", 2)
    for key in "abac":
        cache.put(key, KEPT)
    assert [cache.get(key) for key in "abc"] == [KEPT, None, KEPT]


class Trap:
    """Makes a file when it is unpickled."""

    def __reduce__(self) -> Any:
        return Path.touch, (Path("sprung"),)


@pytest.mark.parametrize(
    "told",
    [
        pickle.dumps(Trap()),
        json.dumps(KEPT).encode(),
        "no JSON",
        "[" * 100_000,
        '["It rained."]',
        "[1, 2, 3]",
        '["It rained.", "1", null]',
        '{"text": "It rained."}',
        None,
        7,
    ],
)
def test_a_row_that_is_no_kept_answer_is_not_there(told: object, cache: Cache, tmp_path: Path) -> None:
    cache.put("a", KEPT)
    with sqlite3.connect(tmp_path / "written" / "answers.sqlite") as database:
        database.execute("UPDATE written SET told = ?", (told,))
    assert cache.get("a") is None
    assert not Path("sprung").exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "written").write_text("a file")
    cache = Cache(tmp_path / "written")
    cache.put("a", KEPT)
    assert cache.get("a") is None


def test_a_cache_that_another_library_unpickles_is_not_opened(cache: Cache, tmp_path: Path) -> None:
    """What diskcache once kept here (CVE-2025-69872): rows of its pickle mode ran what they held."""
    (tmp_path / "written").mkdir()
    with sqlite3.connect(tmp_path / "written" / "cache.db") as database:
        database.execute("CREATE TABLE Cache (rowid INTEGER PRIMARY KEY, key BLOB, mode INTEGER, value BLOB)")
        database.execute("INSERT INTO Cache VALUES (1, 'a', 4, ?)", (pickle.dumps(Trap()),))
    assert cache.get("a") is None
    assert not Path("sprung").exists()
