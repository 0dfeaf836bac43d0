"""The example in docs/extending.md runs as it stands there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY
from tests.fakes import write


def test_the_encoder_of_the_example_answers(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("example")
    write(folder / "articles", {"fares.txt": "A ticket is 3 crowns. The ferry runs every hour."})
    monkeypatch.chdir(folder)
    (example,) = re.findall(r"```python\n(.*?)```", (REPOSITORY / "docs/extending.md").read_text("utf-8"), re.DOTALL)
    exec(compile(example, "docs/extending.md", "exec"), {})
    assert "A ticket is 3 crowns." in capsys.readouterr().out
