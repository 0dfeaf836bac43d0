"""Embedding models by name: a folder with a tokenizer and an ONNX file, run by onnxruntime itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from rag import Bot, Settings, StoreError, UsageError
from rag.index.e5.onnxfile import Graph
from rag.index.embedding import encoder_for
from rag.index.onnx_model import OnnxModel

WORDS = ["[UNK]", "[CLS]", "[SEP]", "query", "passage", ":", "rice", "river", "tax", "road"]
INT64 = 7


def make_model(folder: Path, *, prompts: dict[str, str] | None = None, window: int = 8, seed: int = 0) -> Path:
    """A model whose token states are the rows of a table: small, and its vectors can be told by hand."""
    (folder / "onnx").mkdir(parents=True)
    table = np.random.default_rng(seed).normal(size=(len(WORDS), 6)).astype(np.float32)
    graph = Graph()
    graph.node("Gather", graph.constant(table), "input_ids", name="last_hidden_state")
    inputs = {"input_ids": (INT64, ["texts", "tokens"])}
    (folder / "onnx/model.onnx").write_bytes(graph.to_bytes(inputs, ["last_hidden_state"]))
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": window}))
    if prompts:
        (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    return folder


def test_vectors_are_the_mean_of_the_states_and_do_not_depend_on_the_batch(tmp_path: Path) -> None:
    model = OnnxModel(str(make_model(tmp_path / "model")))
    table = np.random.default_rng(0).normal(size=(len(WORDS), 6)).astype(np.float32)
    expected = table[[1, 6, 7, 2]].mean(axis=0)  # [CLS] rice river [SEP]
    together = model.passages(["rice river", "tax", "road tax rice"])
    assert np.allclose(together[0], expected / np.linalg.norm(expected), atol=1e-6)
    assert np.array_equal(together[0], model.passages(["rice river"])[0])
    assert model.dim == 6 and model.passages([]).shape == (0, 6)


def test_what_is_over_the_window_counts_too(tmp_path: Path) -> None:
    model = OnnxModel(str(make_model(tmp_path / "model", window=8)))
    long = " ".join(["rice"] * 6 + ["tax"] * 6)  # two windows of 8 with [CLS] and [SEP]
    assert not np.allclose(model.passages([long]), model.passages([" ".join(["rice"] * 6)]), atol=1e-3)


@pytest.mark.parametrize(
    ("name", "prompts", "prefixes"),
    [
        ("plain", None, ("", "")),
        ("e5-tiny", None, ("query: ", "passage: ")),
        ("told", {"query": "query : ", "document": "passage : "}, ("query : ", "passage : ")),
    ],
)
def test_questions_and_passages_have_the_prefixes_of_their_model(
    tmp_path: Path, name: str, prompts: dict[str, str] | None, prefixes: tuple[str, str]
) -> None:
    model = OnnxModel(str(make_model(tmp_path / name, prompts=prompts)))
    plain = OnnxModel(str(make_model(tmp_path / "reference")))
    assert np.allclose(model.queries(["rice"]), plain.passages([prefixes[0] + "rice"]))
    assert np.allclose(model.passages(["rice"]), plain.passages([prefixes[1] + "rice"]))


def test_a_bot_answers_with_it_and_refuses_to_mix_vectors(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    (folder / "rice.txt").write_text("The rice harvest along the river was good in 2023. Nobody paid the tax.")
    model = f"onnx:{make_model(tmp_path / 'model')}"
    bot = Bot.open(folder, store=store, settings=Settings.of(embed_model=model))
    assert bot.encoder.name.startswith("onnx:model/")
    assert bot.search("rice river")[0].article.path == "rice.txt"
    other = f"onnx:{make_model(tmp_path / 'other', seed=1)}"
    with pytest.raises(StoreError, match="rebuild"):
        Bot.open(folder, store=store, embed_model=other)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("e5-base", "There is no embedding model 'e5-base'"),
        ("onnx:", "There is no embedding model 'onnx:'"),
        ("onnx:./nowhere", "There is no folder './nowhere' with an embedding model"),
    ],
)
def test_a_model_that_is_not_there_is_told(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        encoder_for(name)


@pytest.mark.parametrize(
    ("damage", "told"), [("onnx/model.onnx", "cannot be loaded"), ("tokenizer.json", "cannot be loaded")]
)
def test_a_damaged_model_is_told(tmp_path: Path, damage: str, told: str) -> None:
    folder = make_model(tmp_path / "model")
    (folder / damage).write_bytes(b"{damaged")
    with pytest.raises(UsageError, match=told):
        OnnxModel(str(folder))


@pytest.mark.parametrize(
    ("missing", "told"), [("onnx/model.onnx", "no ONNX file"), ("tokenizer.json", "no tokenizer.json")]
)
def test_a_model_without_a_file_is_told(tmp_path: Path, missing: str, told: str) -> None:
    folder = make_model(tmp_path / "model")
    (folder / missing).unlink()
    with pytest.raises(UsageError, match=told):
        OnnxModel(str(folder))


def test_the_hub_out_of_reach_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_: str) -> list[str]:
        raise ConnectionError("no route to the hub")

    monkeypatch.setattr("huggingface_hub.list_repo_files", unreachable)
    with pytest.raises(UsageError, match=r"'intfloat/multilingual-e5-small' cannot be fetched from the hub"):
        OnnxModel("intfloat/multilingual-e5-small")
