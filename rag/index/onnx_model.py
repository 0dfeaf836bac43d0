"""Any sentence-embedding model in ONNX, from a folder or by its name on the hub.

A model's folder is what its makers publish for sentence-transformers: ``tokenizer.json``, an
``.onnx`` file, and where there are any ``1_Pooling/config.json`` and
``config_sentence_transformers.json``. Nothing in it is run as code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import UsageError
from rag.index.vectors import Vectors, unit

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_FILES = (
    "onnx/model_qint8_avx512_vnni.onnx",
    "onnx/model_int8.onnx",
    "onnx/model_quantized.onnx",
    "model_quantized.onnx",
    "onnx/model.onnx",
    "model.onnx",
)
"""Where an ONNX file is looked for, integers first: on a processor they are several times faster."""
_CONFIGS = ("tokenizer.json", "tokenizer_config.json", "1_Pooling/config.json", "config_sentence_transformers.json")
_BATCH_TOKENS = 2048
_WINDOW = 512
"""Tokens of a window where the model's own files do not say."""


class OnnxModel:
    """An embedding model on onnxruntime; longer texts are windowed, never cut.

    Args:
        source: a folder, or a name on the hub such as ``intfloat/multilingual-e5-base``.
        threads: for the arithmetic; all cores if None.

    Raises:
        UsageError: there is no such folder, a file is missing in it, or it cannot be read or fetched.
    """

    def __init__(self, source: str, threads: int | None = None) -> None:
        folder = _folder(source)
        model = next((folder / name for name in _FILES if (folder / name).is_file()), None)
        if model is None or not (folder / "tokenizer.json").is_file():
            missing = "tokenizer.json" if model else "ONNX file (onnx/model.onnx)"
            raise UsageError(f"The embedding model {source!r} has no {missing}.", "Choose a model that has one.")
        try:
            self._tokenizer = _tokenizer(folder)
            self._session = _session(model, threads)
        except Exception as error:
            # tokenizers and onnxruntime raise classes of their own that share no base.
            raise UsageError(
                f"The embedding model {source!r} cannot be loaded ({error}).", "Choose another."
            ) from error
        self._takes = {one.name for one in self._session.get_inputs()}
        self._of_first = bool(_read(folder / "1_Pooling/config.json").get("pooling_mode_cls_token"))
        self._prefixes = _prefixes(folder, source)
        self.name = f"onnx:{Path(source).name}/{_digest(model)}"
        self.dim = self._embed(["dimension"], "").shape[1]

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dim) of n texts to be found."""
        return self._embed(texts, self._prefixes["passage"])

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dim) of n questions."""
        return self._embed(texts, self._prefixes["query"])

    def _embed(self, texts: Sequence[str], prefix: str) -> Vectors:
        """The mean of a text's windows by their tokens, of length 1."""
        windows = [(owner, ids) for owner, text in enumerate(texts) for ids in self._windows(prefix + text)]
        found: NDArray[np.float32] | None = None
        for batch in _batches(windows):
            vectors = self._run([ids for _, ids in batch])
            if found is None:
                found = np.zeros((len(texts), vectors.shape[1]), np.float32)
            lengths = np.array([len(ids) for _, ids in batch], np.float32)
            np.add.at(found, [owner for owner, _ in batch], vectors * lengths[:, None])
        return np.zeros((0, self.dim), np.float32) if found is None else unit(found)

    def _windows(self, text: str) -> Iterator[list[int]]:
        encoding = self._tokenizer.encode(text)
        for one in (encoding, *encoding.overflowing):
            yield one.ids

    def _run(self, windows: list[list[int]]) -> NDArray[np.float32]:
        """(n, dim) for n windows of one length."""
        ids = np.array(windows, np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: given[name] for name in self._takes})[0]
        pooled: NDArray[np.float32] = states if states.ndim == 2 else states[:, 0] if self._of_first else states.mean(1)
        return unit(pooled)


def _folder(source: str) -> Path:
    """The model's folder; a name on the hub is fetched once and kept by its own library."""
    if Path(source).is_dir():
        return Path(source)
    if source.count("/") != 1 or source.startswith((".", "/", "~")):
        raise UsageError(
            f"There is no folder {source!r} with an embedding model.", "Check the path, or name a model of the hub."
        )
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(source, allow_patterns=[*_CONFIGS, *_first_on_hub(source)]))
    except Exception as error:
        # Not found, not allowed, not reached: the library has a class for each and tells it in its text.
        reason = " ".join(str(error).split())[:300]
        raise UsageError(
            f"The embedding model {source!r} cannot be fetched from the hub ({reason}).",
            "Check its name and your connection, or name a folder.",
        ) from error


def _first_on_hub(source: str) -> list[str]:
    """The ONNX file to fetch, with the weights that may lie beside it."""
    from huggingface_hub import list_repo_files

    there = set(list_repo_files(source))
    return [each for name in _FILES if name in there for each in (name, name + "_data")][:2]


def _tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer, giving windows of the model's length."""
    from tokenizers import Tokenizer

    said = _read(folder / "tokenizer_config.json").get("model_max_length", _WINDOW)
    window = min(int(said), 8192) if said < 1e6 else _WINDOW  # "no limit" is written as a huge number
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(window)  # what does not fit comes as further windows
    return tokenizer


def _session(model: Path, threads: int | None) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _prefixes(folder: Path, source: str) -> dict[str, str]:
    """What the model was trained to see before a question and before a passage.

    Published as prompts; E5 models, which are older than that, have theirs in their paper (arXiv:2212.03533).
    """
    prompts = _read(folder / "config_sentence_transformers.json").get("prompts") or {}
    usual = ("query: ", "passage: ") if "e5" in Path(source).name.lower() else ("", "")
    query = prompts.get("query", usual[0])
    return {"query": query, "passage": prompts.get("passage", prompts.get("document", usual[1]))}


def _read(path: Path) -> dict[str, Any]:
    """A configuration, or nothing where the model has none."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def _digest(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:12]


def _batches(windows: Sequence[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Windows of one length together, so that none is padded and a vector does not depend on its batch."""
    ordered = sorted(windows, key=lambda one: len(one[1]))
    for length, same in groupby(ordered, key=lambda one: len(one[1])):
        alike, size = list(same), max(1, _BATCH_TOKENS // max(1, length))
        yield from (alike[at : at + size] for at in range(0, len(alike), size))
