"""A model's folder as its makers publish it: an ONNX file, ``tokenizer.json`` and what configures them.

Nothing in it is run as code.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILES = (
    "onnx/model_qint8_avx512_vnni.onnx",
    "onnx/model_int8.onnx",
    "onnx/model_quantized.onnx",
    "model_quantized.onnx",
    "onnx/model.onnx",
    "model.onnx",
)
"""Where an ONNX file is looked for, integers first: on a processor they are several times faster."""
CONFIGS = ("tokenizer.json", "tokenizer_config.json", "1_Pooling/config.json", "config_sentence_transformers.json")
_WINDOW = 512
"""Tokens of a window where the model's own files do not say."""


def open_model(folder: Path, what: str, source: str, threads: int | None) -> tuple[Tokenizer, InferenceSession, str]:
    """The tokenizer, the session and the digest of the model in a folder.

    Args:
        what: what the model is, for whoever is told that it is none.
        source: how it was named.

    Raises:
        UsageError: a file is missing, or cannot be loaded.
    """
    model = next((folder / name for name in FILES if (folder / name).is_file()), None)
    if model is None or not (folder / "tokenizer.json").is_file():
        missing = "tokenizer.json" if model else "ONNX file (onnx/model.onnx)"
        raise UsageError(f"The {what} {source!r} has no {missing}.", "Choose a model that has one.")
    try:
        return _tokenizer(folder), _session(model, threads), _digest(model)
    except Exception as error:
        # tokenizers and onnxruntime raise classes of their own that share no base.
        raise UsageError(f"The {what} {source!r} cannot be loaded ({error}).", "Choose another.") from error


def read_config(path: Path) -> dict[str, Any]:
    """A configuration, or nothing where the model has none."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def window_of(folder: Path) -> int:
    """How many tokens the model of a folder reads at once."""
    said = read_config(folder / "tokenizer_config.json").get("model_max_length", _WINDOW)
    return min(int(said), 8192) if said < 1e6 else _WINDOW  # "no limit" is written as a huge number


def _tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


def _session(model: Path, threads: int | None) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _digest(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:12]
