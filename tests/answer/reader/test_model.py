"""The reader as it is shipped, against the model that it was made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.answer.reader.model import ReaderModel
from rag.answer.reader.weights import ReaderWeights, read_weights
from rag.answer.reader.windows import Window
from rag.errors import UsageError
from rag.index.e5.vocabulary import installed_vocabulary

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))
TOLERANCE = 0.25
"""Of logits that span some twenty: what rounding to 8 bits may change."""


@pytest.fixture(scope="module")
def weights() -> ReaderWeights:
    return read_weights()


@pytest.fixture(scope="module")
def reader(weights: ReaderWeights) -> ReaderModel:
    return ReaderModel(weights, installed_vocabulary(), threads=2)


def whole(text: str, title: str = "") -> Window:
    return Window(title, text, ((0, len(text)),))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda one: one["question"])
def test_it_says_what_the_fitted_model_says(golden: dict[str, object], reader: ReaderModel) -> None:
    window = whole(str(golden["text"]), str(golden["title"]))
    encoded = reader._encode(str(golden["question"]), window)
    assert encoded.ids == golden["ids"]
    ((tokens, told),) = reader._run([encoded])
    assert np.abs(tokens - np.array(golden["tokens"])).mean() < TOLERANCE
    assert np.abs(told - np.array(golden["window"])).max() < 2 * TOLERANCE


def test_what_a_window_says_does_not_depend_on_what_is_read_beside_it(reader: ReaderModel) -> None:
    windows = [whole(one["text"], one["title"]) for one in GOLDEN]
    question = "Who keeps the lighthouse?"
    together = reader.read(question, windows)
    for window, beside in zip(windows, together):
        (alone,) = reader.read(question, [window])
        assert alone.answers == pytest.approx(beside.answers, abs=1e-4)
        np.testing.assert_allclose(alone.units, beside.units, atol=1e-4)


def test_a_short_answer_is_a_span_of_its_unit(reader: ReaderModel) -> None:
    text = "The lighthouse was lit in 1874. Marta Lind has kept it since. \u200b It burns gas today."
    units = ((0, 31), (32, 61), (62, 63), (64, len(text)))
    (found,) = reader.read("Who keeps the lighthouse?", [Window("The coast", text, units)])
    assert found.units.shape == found.spans.shape == (4,) and found.short.shape == (4, 2)
    assert np.isfinite(found.units).all() and np.isfinite(found.spans).all()
    for (start, end), (first, last) in zip(units, found.short):
        assert start <= first <= last <= end


@pytest.mark.parametrize("text", ["", "\u200b", "word " * 2000, "\U0001f9ea" * 500, "nghiêng " * 900])
def test_whatever_a_window_holds_it_is_read(text: str, reader: ReaderModel) -> None:
    (found,) = reader.read("Who?" * 200, [whole(text, "title " * 100)])
    assert np.isfinite(found.answers) and np.isfinite(found.units).all()


def test_a_claim_is_entailed_contradicted_or_left_open(reader: ReaderModel) -> None:
    (found,) = reader.read(
        "Marta Lind keeps the lighthouse.", [whole("Marta Lind has kept the lighthouse since 1990.")]
    )
    assert found.stands is not None and found.stands.sum() == pytest.approx(1)
    assert int(found.stands.argmax()) == 0


def test_weights_without_a_head_for_claims_tell_nothing_of_them(weights: ReaderWeights) -> None:
    tensors = {name: values for name, values in weights.tensors.items() if not name.startswith("support")}
    reader = ReaderModel(replace(weights, tensors=tensors), installed_vocabulary())
    (found,) = reader.read("Marta Lind keeps the lighthouse.", [whole("Marta Lind keeps it.")])
    assert found.stands is None


def test_nothing_to_read_is_nothing_said(reader: ReaderModel) -> None:
    assert reader.read("Who?", []) == []


def test_weights_for_another_vocabulary_are_refused(weights: ReaderWeights) -> None:
    strange = ReaderWeights(weights.matrices, weights.steps, weights.tensors, {**weights.card, "vocabulary": "another"})
    with pytest.raises(UsageError, match="another version of the embedding model"):
        ReaderModel(strange, installed_vocabulary())


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x08\0\0\0\0\0\0\0{}      ", b"x" * 5000])
def test_weights_that_are_none_are_told(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "reader.safetensors"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match="The reader's weights cannot be read"):
        read_weights(file)
