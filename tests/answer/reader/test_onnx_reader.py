"""Readers of others, in ONNX: tiny ones, made here, whose scores can be told by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from rag import Bot, Settings, UsageError
from rag.answer.reader.load import reader_for
from rag.answer.reader.rerank_weights import SHIPPED
from rag.answer.reader.scorer import UNREAD, WindowScores
from rag.answer.reader.windows import Window
from rag.index.e5.onnxfile import Graph
from tests.conftest import MakeCorpus

WORDS = ["[UNK]", "[CLS]", "[SEP]", "1911", "corn", "mill"]
WORTH = np.array([0, 1, 0, 5, 2, 0], np.float32)
"""What each word's token is worth as an answer; [CLS], "no answer", is worth 1."""
INT64 = 7
TEXT = "The mill opened in 1911. It grinds corn. Nobody swims."
UNITS = ((0, 24), (25, 40), (41, 54))
WINDOW = Window("Harwick", TEXT, UNITS)


def make_reader(folder: Path, kind: str) -> Path:
    """A reader whose scores are the worth of the words: of each token ("spans"), or of all together."""
    folder.mkdir(parents=True)
    graph = Graph()
    words = graph.constant(WORTH if kind != "classes" else np.stack([WORTH] * 3, axis=1))
    inputs = {"input_ids": (INT64, ["texts", "tokens"])}
    outputs = ["start_logits", "end_logits"] if kind == "spans" else ["logits"]
    if kind == "spans":
        for name in outputs:
            graph.node("Gather", words, "input_ids", name=name)
    else:
        worth = graph.node("Gather", words, "input_ids")
        graph.node("ReduceSum", worth, graph.constant(np.array([1])), name="logits", keepdims=int(kind == "scores"))
    (folder / "model.onnx").write_bytes(graph.to_bytes(inputs, outputs))
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def read(folder: Path, question: str = "When?") -> WindowScores:
    loaded = reader_for(f"onnx:{folder}").reader
    assert loaded is not None
    (scores,) = loaded.read(question, [WINDOW])
    return scores


def test_a_reader_that_marks_spans_scores_each_sentence_by_its_best_span(tmp_path: Path) -> None:
    scores = read(make_reader(tmp_path / "squad", "spans"))
    # A span is worth its first and its last word, and "no answer" twice [CLS]; that of one word counts it twice.
    assert scores.units.tolist() == [5 + 5 - 2, 2 + 2 - 2, 0 + 0 - 2]
    assert [TEXT[a:b] for a, b in scores.short][:2] == ["1911", "corn"]
    assert scores.answers == 8


def test_a_cross_encoder_scores_the_window_and_each_sentence(tmp_path: Path) -> None:
    scores = read(make_reader(tmp_path / "cross", "scores"))
    assert scores.answers == 1 + 5 + 2  # [CLS], 1911, corn
    assert scores.units.tolist() == [1 + 5, 1 + 2, 1]
    assert (scores.short[:, 0] == scores.short[:, 1]).all()  # no short answer is marked


def test_what_is_cut_off_is_not_read(tmp_path: Path) -> None:
    folder = make_reader(tmp_path / "short", "spans")
    (folder / "tokenizer_config.json").write_text('{"model_max_length": 12}')
    assert read(folder).units.tolist() == [8, UNREAD, UNREAD]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (shutil.rmtree, "There is no folder"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "has no tokenizer.json"),
        (lambda folder: (folder / "model.onnx").write_bytes(b"none"), "cannot be loaded"),
    ],
)
def test_what_is_no_reader_is_told(spoil: object, told: str, tmp_path: Path) -> None:
    folder = make_reader(tmp_path / "spoilt", "spans")
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(UsageError, match=told):
        reader_for(f"onnx:{folder}")


def test_a_model_that_gives_something_else_is_no_reader(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gives logits, which is no score of a text"):
        reader_for(f"onnx:{make_reader(tmp_path / 'classes', 'classes')}")


def test_a_bot_reads_with_it(tmp_path: Path, corpus: MakeCorpus) -> None:
    settings = Settings.of(reader=f"onnx:{make_reader(tmp_path / 'squad', 'spans')}")
    answer = Bot.open(corpus({"a.txt": TEXT}), settings=settings).ask("When did the mill open?")
    assert answer.citations[0].quote == "The mill opened in 1911."
    assert "reading" in answer.timings


def test_what_was_fitted_for_a_reader_lies_beside_it(tmp_path: Path) -> None:
    folder = make_reader(tmp_path / "fitted", "spans")
    fitted = {**json.loads(SHIPPED.read_text("utf-8")), "near": 0.5}
    (folder / "rerank.json").write_text(json.dumps(fitted))
    assert reader_for(f"onnx:{folder}").weights.near == 0.5


class Longest:
    """A reader of another package: the longest sentence answers."""

    name = "longest"

    def __init__(self, source: str, threads: int | None) -> None:
        self.source = source

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        lengths = [np.array([float(b - a) for a, b in w.units]) for w in windows]
        return [WindowScores(n.max(), n, n, np.zeros((len(n), 2), np.intp)) for n in lengths]


def test_another_package_may_register_one(monkeypatch: pytest.MonkeyPatch) -> None:
    there = EntryPoints([EntryPoint("longest", f"{__name__}:Longest", "footnote.scorers")])
    monkeypatch.setattr("rag.plugins.entry_points", lambda **asked: there.select(**asked))
    loaded = reader_for("longest:any").reader
    assert isinstance(loaded, Longest) and loaded.source == "any"
    with pytest.raises(UsageError, match="There is no reader shortest:any"):
        reader_for("shortest:any")
