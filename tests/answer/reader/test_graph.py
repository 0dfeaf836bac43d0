"""The reader as an ONNX graph."""

from __future__ import annotations

import pytest

from rag.answer.reader.graph import build
from rag.answer.reader.weights import read_weights
from rag.index.e5.runtime import session


@pytest.mark.parametrize("saturates", [True, False])
def test_the_graph_gives_scores_of_tokens_and_of_the_window(saturates: bool) -> None:
    opened = session(build(read_weights(), saturates), 1)
    assert {one.name for one in opened.get_inputs()} == {"embedded", "outside"}
    assert [one.name for one in opened.get_outputs()] == ["tokens", "window"]
