"""Without the reader the first stage answers, and the doctor tells why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Bot
from rag.answer.reader import load, rerank_weights
from rag.doctor import examine
from rag.errors import UsageError
from rag.settings import Settings
from tests.conftest import MakeCorpus

MILL = "The mill in Harwick was built in 1911 by Edith Lorne. It grinds corn.\n"


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    load._own.cache_clear()
    yield
    load._own.cache_clear()


@pytest.mark.parametrize(
    "error", [UsageError("The reader's weights cannot be read.", "Install Footnote again."), RuntimeError("no such operator"), KeyError("l0.q")]
)  # fmt: skip
def test_a_reader_that_cannot_be_had_is_told_and_questions_are_answered(
    error: Exception, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise error

    monkeypatch.setattr("rag.answer.reader.weights.read_weights", broken)
    folder = corpus({"a.txt": MILL})
    answer = Bot.open(folder).ask("When was the mill in Harwick built?")
    assert [c.quote for c in answer.citations] == ["The mill in Harwick was built in 1911 by Edith Lorne."]
    assert "reading" not in answer.timings
    told = {one.name: (one.severity, one.told) for one in examine(Settings.of(corpus=str(folder)))}
    assert told["reader"][0] == "error" and str(error) in told["reader"][1]


def test_off_is_off(corpus: MakeCorpus) -> None:
    answer = Bot.open(corpus({"a.txt": MILL}), settings=Settings.of(reader="off")).ask(
        "When was the mill in Harwick built?"
    )
    assert answer.status == "answered" and "reading" not in answer.timings
    assert not any(sentence.emphasis for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("", "Expecting value"),
        ('{"near": 0.1, "short"', "Expecting ':' delimiter"),
        ('{"home": {}}', "it has no 'sentence'"),
        ("[]", "list"),
        (None, "No such file"),
    ],
)
def test_damaged_weights_are_told(held: str | None, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "rerank.json"
    if held is not None:
        place.write_text(held)
    monkeypatch.setattr(rerank_weights, "SHIPPED", place)
    rerank_weights.load_rerank.cache_clear()
    loaded = load.reader_for("on")
    rerank_weights.load_rerank.cache_clear()
    assert loaded.reader is loaded.weights is None
    assert loaded.reason.startswith(f"The weights in {place} cannot be read: ") and told in loaded.reason
    assert loaded.reason.endswith("Install Footnote again, or set reader = off.")
