"""Several folders as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.corpus.reading import article_paths, check_folder
from rag.corpus.together import parts, together
from rag.errors import UsageError
from tests.fakes import write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {"a/notes/1.txt": "One.", "b/notes/2.txt": "Two.", "b/notes/.hidden.txt": "No.", "mail/3/4.txt": "Four."},
    )
    return tmp_path / "store"


def folders(place: Path, *names: str) -> list[Path]:
    return [place.parent / name for name in names]


def test_the_files_of_each_are_below_its_name_and_namesakes_are_told_apart(place: Path) -> None:
    made = together(folders(place, "mail", "b/notes", "a/notes"), place)
    assert sorted(article_paths(made)) == ["a-notes/1.txt", "b-notes/2.txt", "mail/3/4.txt"]
    assert {name: folder.relative_to(place.parent).as_posix() for name, folder in parts(made).items()} == {
        "mail": "mail",
        "a-notes": "a/notes",
        "b-notes": "b/notes",
    }


def test_in_another_order_it_is_the_same_folder_and_another_takes_what_is_added(place: Path) -> None:
    made = together(folders(place, "mail", "a/notes"), place)
    assert next(iter(parts(made))) == "mail"
    assert together(folders(place, "a/notes", "mail", "mail"), place) == made
    assert next(iter(parts(made))) == "notes"


def test_the_links_are_moved_with_what_they_lead_to(place: Path) -> None:
    made = together(folders(place, "mail", "a/notes"), place)
    shutil.copytree(place.parent, moved := place.parent.with_name("moved"), symlinks=True)
    shutil.rmtree(place.parent)
    assert "mail/3/4.txt" in article_paths(moved / made.relative_to(place.parent))


def test_a_folder_of_several_that_is_gone_is_told_and_not_taken_for_empty(place: Path) -> None:
    made = together(folders(place, "mail", "a/notes"), place)
    shutil.rmtree(place.parent / "mail")
    with pytest.raises(UsageError, match="There is no folder"):
        check_folder(made)


def test_a_folder_within_another_is_refused(place: Path) -> None:
    with pytest.raises(UsageError, match="lies in"):
        together(folders(place, "mail", "mail/3"), place)
    assert not place.exists()


def test_a_folder_of_articles_has_no_parts(place: Path) -> None:
    assert parts(place.parent / "mail") == {}
