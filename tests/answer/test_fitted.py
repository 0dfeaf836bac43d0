"""Files of fitted weights, read whole or told in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.fitted import fitted
from rag.errors import UsageError


def test_what_a_file_holds_is_given(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text('{"near": 0.1}')
    with fitted(file) as data:
        assert data == {"near": 0.1}


@pytest.mark.parametrize(("held", "told"), [(None, "No such file"), ("{", "Expecting"), ("{}", "it has no 'near'")])
def test_what_is_wrong_with_a_file_is_told_with_what_to_do(held: str | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    if held is not None:
        file.write_text(held)
    with pytest.raises(UsageError, match=told) as raised, fitted(file, "Set reader = off.") as data:
        _ = data["near"]
    assert raised.value.next_step == "Set reader = off."
