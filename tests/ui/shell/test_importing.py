"""``footnote import`` puts what it found into the folder, indexes it, and tells what it left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.settings import Settings
from ui.shell.importing import bring_in


def test_what_is_imported_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    item = {"type": "article", "title": "Tides", "abstract": "The tides at Melby rise by three metres."}
    (tmp_path / "export.json").write_text(json.dumps([item, {"type": "book", "title": "Mills"}]))
    settings = Settings(corpus="articles", store=str(tmp_path / "store"))
    done = bring_in(["export.json"], settings, replace=False)
    assert done.landed == done.report.added == ("Tides.md",)
    assert done.told == "1 file was brought in.\nMills has no file and no abstract."
    again = bring_in(["export.json"], settings, replace=False)
    assert again.landed == ()
    assert again.left_out[1] == "There is an article 'Tides.md' already."
