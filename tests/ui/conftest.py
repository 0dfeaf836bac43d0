"""Running a command in this process, as the shell would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def footnote(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``footnote("ask", "Who?")``: the command's exit status and what it printed."""

    def run(*args: str | Path) -> Ran:
        from ui.cli import main

        monkeypatch.setattr("sys.argv", ["footnote", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def seeded(footnote: Run, seeds: Path, seed_store: Path) -> Run:
    """The same on the seeds, whose store is made already."""

    def run(*args: str | Path) -> Ran:
        return footnote(*args, "--corpus", seeds, "--store", seed_store)

    return run
