"""``footnote check`` writes a Word file, and one report on several drafts."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from rag import Checked, CheckedClaim, UsageError
from ui.shell.check import sarif, write

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


def test_several_drafts_are_one_run_of_a_report() -> None:
    wrong = CheckedClaim("The mill has 46 workers.", 0, 24, "contradicted", 0.9)
    one, other = Checked(wrong.text, (wrong,), ()), Checked(f"\n{wrong.text}", (replace(wrong, start=1, end=25),), ())
    (run,) = sarif({"a.md": one, "b.md": other})["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places] == [
        ("a.md", 1),
        ("b.md", 2),
    ]
