"""``footnote check`` writes a Word file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rag import Checked, UsageError
from ui.shell.check import write

CHECKED = Checked("The mill has 64 workers.", (), (), (), ())


def test_a_checked_draft_is_written_as_a_word_file(tmp_path: Path) -> None:
    write(CHECKED, tmp_path / "checked.docx", "draft.md")
    assert "word/comments.xml" in zipfile.ZipFile(tmp_path / "checked.docx").namelist()


@pytest.mark.parametrize(
    ("name", "said"), [("draft.docx", "take the place of the draft"), ("no/x.docx", "cannot be written")]
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write(CHECKED, tmp_path / name, str(tmp_path / "draft.docx"))
