"""The examples in docs/extending.md run as they stand there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY
from tests.fakes import write

EXAMPLES = re.findall(r"```python\n(.*?)```", (REPOSITORY / "docs/extending.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["encoder", "store"])
def test_an_example_answers(
    example: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("example")
    write(folder / "articles", {"fares.txt": "A ticket is 3 crowns. The ferry runs every hour."})
    monkeypatch.chdir(folder)
    exec(compile(example, "docs/extending.md", "exec"), {})
    assert "A ticket is 3 crowns." in capsys.readouterr().out
