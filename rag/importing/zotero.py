"""A Zotero library: its data folder, which is only read, or what it exports as CSL-JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from rag.errors import UsageError
from rag.importing.gathered import Gathered

_ITEMS = """
    SELECT items.itemID AS id, items.key AS key, attachment.parentItemID AS parent, attachment.path AS path,
           attachment.itemID IS NOT NULL AS is_attachment
    FROM items LEFT JOIN itemAttachments AS attachment USING (itemID)
    WHERE items.itemID NOT IN (SELECT itemID FROM deletedItems)
"""
_FIELDS = """
    SELECT itemData.itemID, fields.fieldName, itemDataValues.value
    FROM itemData JOIN fields USING (fieldID) JOIN itemDataValues USING (valueID)
    WHERE fields.fieldName IN ('title', 'date', 'abstractNote', 'url')
"""
_CREATORS = """
    SELECT itemCreators.itemID, creators.firstName, creators.lastName
    FROM itemCreators JOIN creators USING (creatorID) ORDER BY itemCreators.itemID, itemCreators.orderIndex
"""


def library(folder: Path) -> Gathered:
    """The attached files of a library's items, and the abstracts of those that have none.

    Raises:
        UsageError: there is no library in the folder, or Zotero is writing it.
    """
    database = folder / "zotero.sqlite"
    if not database.is_file():
        raise UsageError(
            f"{str(folder)!r} is no Zotero library: it has no zotero.sqlite.",
            "Zotero names its data folder in Settings, Advanced, Files and Folders. A folder of files: footnote chat",
        )
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as opened:
            opened.row_factory = sqlite3.Row
            return _gathered(
                folder / "storage", *(opened.execute(query).fetchall() for query in (_ITEMS, _FIELDS, _CREATORS))
            )
    except sqlite3.Error as error:
        step = "Close Zotero, then try again." if "locked" in str(error) else "Export it from Zotero as CSL JSON."
        raise UsageError(f"The Zotero library {str(database)!r} cannot be read ({error}).", step) from error


def exported(file: Path) -> Gathered:
    """The abstracts of the items in a CSL-JSON file.

    Raises:
        UsageError: it is no such file.
    """
    try:
        items = json.loads(file.read_bytes())
    except (ValueError, OSError) as error:
        raise UsageError(f"{str(file)!r} cannot be read as JSON ({error}).", "Export it anew, as CSL JSON.") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) and "type" in item for item in items):
        raise UsageError(f"{str(file)!r} holds no items in CSL-JSON.", "Export them from Zotero as CSL JSON.")
    gathered = Gathered()
    for item in items:
        parts = (item.get("issued") or {}).get("date-parts") or [[]]
        date = "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
        names = [
            _name(author.get("given"), author.get("family") or author.get("literal"))
            for author in item.get("author") or ()
        ]
        _put_abstract(gathered, item.get("title", ""), names, date, item.get("abstract", ""), item.get("URL", ""))
    return gathered


def _gathered(
    storage: Path, items: Sequence[sqlite3.Row], fields: Iterable[Sequence[Any]], creators: Iterable[Sequence[Any]]
) -> Gathered:
    about: dict[int, dict[str, str]] = {}
    for item, name, value in fields:
        about.setdefault(item, {})[name] = str(value)
    names: dict[int, list[str]] = {}
    for item, first, last in creators:
        names.setdefault(item, []).append(_name(first, last))
    gathered, with_file = Gathered(), set()
    known = {item["id"] for item in items}
    for item in items:
        parent = item["parent"] if item["parent"] in known else item["id"]
        if not item["is_attachment"] or (item["parent"] and item["parent"] not in known):
            continue
        file = _attached(storage, item["key"], item["path"] or "")
        if file:
            gathered.put(_called(about.get(parent, {}), names.get(parent, [])) or file.stem, file.suffix, file)
            with_file.add(parent)
    for item in items:
        told: Mapping[str, str] = about.get(item["id"], {})
        if not item["is_attachment"] and item["id"] not in with_file and told.get("title"):
            _put_abstract(
                gathered, told["title"], names.get(item["id"], []), _day(told.get("date", "")),
                told.get("abstractNote", ""), told.get("url", ""),
            )  # fmt: skip
    return gathered


def _attached(storage: Path, key: str, path: str) -> Path | None:
    """The file of an attachment: in the library's storage, or linked from where it lies."""
    kind, _, name = path.partition(":")
    file = storage / key / Path(name).name if kind == "storage" else Path(path)
    return file if path and file.is_file() else None


def _put_abstract(gathered: Gathered, title: str, names: list[str], date: str, abstract: str, url: str) -> None:
    if not abstract.strip():
        gathered.left_out.append(f"{title or 'An item without a title'} has no file and no abstract.")
        return
    head = {"title": title, "author": ", ".join(names), "date": date, "url": url}
    matter = yaml.safe_dump({name: said for name, said in head.items() if said}, allow_unicode=True, sort_keys=False)
    about = {"title": title, "date": date}
    gathered.put(_called(about, names), ".md", f"---\n{matter}---\n\n{abstract.strip()}\n")


def _called(about: Mapping[str, str], names: Sequence[str]) -> str:
    """What a file of an item is called: its day, its first author, its title."""
    first = names[0].split()[-1] if names and names[0] else ""
    return " ".join(part for part in (_day(about.get("date", "")), first, about.get("title", "")) if part)


def _day(date: str) -> str:
    """The day, month or year of a date as Zotero keeps it: "2021-03-00 March 2021".

    >>> _day("2021-03-00 March 2021"), _day("2021-03-04")
    ('2021-03', '2021-03-04')
    """
    return date.split(" ")[0].replace("-00", "")


def _name(first: str | None, last: str | None) -> str:
    return " ".join(part for part in (first, last) if part)
