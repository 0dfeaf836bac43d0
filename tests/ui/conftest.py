"""Commands on the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Ran, Run


@pytest.fixture
def seeded(footnote: Run, seeds: Path, seed_store: Path) -> Run:
    """A command on the seeds, whose store is made already."""

    def run(*args: str | Path) -> Ran:
        return footnote(*args, "--corpus", seeds, "--store", seed_store)

    return run
