"""Any sentence-embedding model in ONNX, from a folder or by its name on the hub.

A model's folder is what its makers publish for sentence-transformers: ``tokenizer.json``, an
``.onnx`` file, and where there are any ``1_Pooling/config.json`` and
``config_sentence_transformers.json``. Nothing in it is run as code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import UsageError
from rag.index.onnx_folder import CONFIGS, FILES, open_model, read_config, window_of
from rag.index.vectors import Vectors, unit

_BATCH_TOKENS = 2048


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
        self._tokenizer, self._session, digest = open_model(folder, "embedding model", source, threads)
        self._tokenizer.enable_truncation(window_of(folder))  # what does not fit comes as further windows
        self._takes = {tensor.name for tensor in self._session.get_inputs()}
        self._of_first = bool(read_config(folder / "1_Pooling/config.json").get("pooling_mode_cls_token"))
        self._prefixes = _prefixes(folder, source)
        self.name = f"onnx:{Path(source).name}/{digest}"
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
        for piece in (encoding, *encoding.overflowing):
            yield piece.ids

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
        return Path(snapshot_download(source, allow_patterns=[*CONFIGS, *_first_on_hub(source)]))
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
    return [each for name in FILES if name in there for each in (name, name + "_data")][:2]


def _prefixes(folder: Path, source: str) -> dict[str, str]:
    """What the model was trained to see before a question and before a passage.

    Published as prompts; E5 models, which are older than that, have theirs in their paper (arXiv:2212.03533).
    """
    prompts = read_config(folder / "config_sentence_transformers.json").get("prompts") or {}
    usual = ("query: ", "passage: ") if "e5" in Path(source).name.lower() else ("", "")
    query = prompts.get("query", usual[0])
    return {"query": query, "passage": prompts.get("passage", prompts.get("document", usual[1]))}


def _batches(windows: Sequence[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Windows of one length together, so that none is padded and a vector does not depend on its batch."""
    ordered = sorted(windows, key=lambda window: len(window[1]))
    for length, same in groupby(ordered, key=lambda window: len(window[1])):
        alike, size = list(same), max(1, _BATCH_TOKENS // max(1, length))
        yield from (alike[at : at + size] for at in range(0, len(alike), size))
