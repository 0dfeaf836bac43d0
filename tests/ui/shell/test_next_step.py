"""The next step of a failure names the folder and the store that the command was given."""

from __future__ import annotations

import pytest

from rag import Settings
from ui.shell.next_step import NamedStore

REBUILD = "Run: footnote index --rebuild"


@pytest.mark.parametrize(
    ("given", "folders", "step", "told"),
    [
        ({}, (), REBUILD, REBUILD),
        ({"corpus": "notes"}, (), REBUILD, f"{REBUILD} notes"),
        ({"corpus": "my notes", "store": "kept"}, (), REBUILD, f"{REBUILD} 'my notes' --store kept"),
        ({"corpus": "a"}, ("a", "b"), "Free some space, then run: footnote index", None),
        ({"corpus": "notes"}, (), "Run it again with --debug to see where.", "Run it again with --debug to see where."),
        ({"corpus": "notes"}, (), "Restore it, or run: footnote index.", "Restore it, or run: footnote index notes."),
    ],
)
def test_a_command_that_mends_names_what_was_opened(
    given: dict[str, str], folders: tuple[str, ...], step: str, told: str | None
) -> None:
    named = NamedStore()
    named.open(Settings.of(**given), folders)
    assert named.in_full(step) == (told or f"{step} a b")
