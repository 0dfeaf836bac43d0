"""The site of docs/ is built without a fault and without a network, and the tutorial's commands do what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Ran, Run
from tests.conftest import REPOSITORY

TUTORIAL = (REPOSITORY / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_site_is_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "In ten minutes" in page
    assert not re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1)[^"]*\.(?:js|css|woff2?)', page)
    assert "rag.Bot.ask" in (tmp_path / "site" / "reference" / "index.html").read_text(encoding="utf-8")


def commands() -> list[str]:
    """The lines of the tutorial's shell blocks."""
    return [line for block in re.findall(r"```sh\n(.*?)```", TUTORIAL, re.DOTALL) for line in block.splitlines()]


@pytest.mark.slow
def test_the_tutorial_word_for_word(footnote: Run) -> None:
    Path("my.csv").write_text(re.findall(r"```csv\n(.*?)```", TUTORIAL, re.DOTALL)[0])
    ran: dict[str, Ran] = {}
    for line in commands():
        if not line.startswith("footnote"):
            subprocess.run(["bash", "-c", line], check=True)
        elif not line.startswith("footnote chat"):  # which stays
            command, _, file = line.partition(" > ")
            ran[line] = footnote(*shlex.split(command)[1:])
            if file:
                Path(file).write_text(ran[line].out)
    statuses = [one.status for line, one in ran.items() if line.startswith("footnote ask")]
    assert statuses[:2] == [0, 0] and statuses[2] in (3, 5) and statuses[3] == 0
    assert {one.status for line, one in ran.items() if not line.startswith("footnote ask")} == {0}
    Path("harbour/ferry.txt").write_text("The ferry to Holm was sold.")
    assert footnote("verify", "--corpus", "harbour", "answer.json").status == 1
