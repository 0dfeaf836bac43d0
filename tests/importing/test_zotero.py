"""A Zotero library is read, and only read: its files, the abstracts of items without one, what cannot be had."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from rag import UsageError
from rag.importing import zotero
from rag.importing.gathering import gather
from rag.settings import Settings

SCHEMA = """
    CREATE TABLE items(itemID INTEGER PRIMARY KEY, key TEXT); CREATE TABLE deletedItems(itemID);
    CREATE TABLE itemAttachments(itemID, parentItemID, contentType, path); CREATE TABLE fields(fieldID, fieldName);
    CREATE TABLE itemDataValues(valueID, value); CREATE TABLE itemData(itemID, fieldID, valueID);
    CREATE TABLE creators(creatorID, firstName, lastName); CREATE TABLE itemCreators(itemID, creatorID, orderIndex);
    INSERT INTO fields VALUES (1, 'title'), (2, 'date'), (3, 'abstractNote');
    INSERT INTO creators VALUES (1, 'Ana', 'Ruiz'), (2, '', 'Melby Trust');
    INSERT INTO items VALUES (1, 'AAAAAAAA'), (2, 'BBBBBBBB'), (3, 'CCCCCCCC'), (4, 'DDDDDDDD'), (5, 'EEEEEEEE'),
                             (6, 'FFFFFFFF'), (7, 'GGGGGGGG');
    INSERT INTO itemAttachments VALUES (2, 1, 'text/plain', 'storage:paper.txt'), (7, 4, 'text/plain', 'storage:x.txt');
    INSERT INTO itemDataValues VALUES (1, 'Mills: a history/survey'), (2, '2021-03-00 March 2021'), (3, 'Tides'),
                                      (4, 'They rise twice a day.'), (5, 'Gone'), (6, 'Nothing of it');
    INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (1, 3, 4), (3, 1, 3), (3, 3, 4), (3, 2, 2), (4, 1, 5), (5, 1, 6);
    INSERT INTO itemCreators VALUES (1, 1, 0), (3, 2, 1), (3, 1, 0);
    INSERT INTO deletedItems VALUES (4);
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for key, name in (("BBBBBBBB", "paper.txt"), ("GGGGGGGG", "x.txt")):
        (tmp_path / "storage" / key).mkdir(parents=True)
        (tmp_path / "storage" / key / name).write_text("The mill was built in 1911.")
    with sqlite3.connect(tmp_path / "zotero.sqlite") as made:
        made.executescript(SCHEMA)
    made.close()
    return tmp_path


def test_files_and_abstracts_of_a_library(folder: Path) -> None:
    before = (folder / "zotero.sqlite").read_bytes()
    gathered = gather(str(folder), folder, Settings())
    assert set(gathered.contents) == {"2021-03 Ruiz Mills a history survey.txt", "2021-03 Ruiz Tides.md"}
    assert gathered.contents["2021-03 Ruiz Mills a history survey.txt"] == folder / "storage/BBBBBBBB/paper.txt"
    assert gathered.contents["2021-03 Ruiz Tides.md"] == (
        "---\ntitle: Tides\nauthor: Ana Ruiz, Melby Trust\ndate: 2021-03\n---\n\nThey rise twice a day.\n"
    )
    assert gathered.left_out == ["Nothing of it has no file and no abstract."]
    assert (folder / "zotero.sqlite").read_bytes() == before


def test_a_library_that_is_being_written_is_told_as_that(folder: Path) -> None:
    writing = sqlite3.connect(folder / "zotero.sqlite", isolation_level=None)
    writing.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UsageError, match=r"cannot be read \(database is locked\)\. Close Zotero"):
        zotero.library(folder)
    writing.close()


@pytest.mark.parametrize(
    ("content", "told"), [(None, "is no Zotero library"), (b"not a database" * 99, "cannot be read")]
)
def test_what_is_no_library(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content:
        (tmp_path / "zotero.sqlite").write_bytes(content)
    with pytest.raises(UsageError, match=told):
        zotero.library(tmp_path)


def test_an_export_as_csl_json(tmp_path: Path) -> None:
    items: list[dict[str, Any]] = [
        {
            "type": "article", "title": "Tides", "abstract": "They rise twice a day.", "URL": "https://example.org/t",
            "author": [{"family": "Ruiz", "given": "Ana"}, {"literal": "Melby Trust"}], "issued": {"date-parts": [[2021, 3, 4]]},
        },
        {"type": "book", "title": "Mills"},
    ]  # fmt: skip
    (tmp_path / "export.json").write_text(json.dumps(items))
    gathered = gather(str(tmp_path / "export.json"), tmp_path, Settings())
    assert gathered.contents == {
        "2021-03-04 Ruiz Tides.md": "---\ntitle: Tides\nauthor: Ana Ruiz, Melby Trust\ndate: '2021-03-04'\n"
        "url: https://example.org/t\n---\n\nThey rise twice a day.\n"
    }
    assert gathered.left_out == ["Mills has no file and no abstract."]


@pytest.mark.parametrize("content", ["{", '{"a": 1}', '[{"title": "Mills"}]'])
def test_what_is_no_export(tmp_path: Path, content: str) -> None:
    (tmp_path / "export.json").write_text(content)
    with pytest.raises(UsageError, match=r"CSL JSON\.$"):
        zotero.exported(tmp_path / "export.json")
