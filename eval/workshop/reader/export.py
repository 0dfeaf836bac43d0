"""Rounds a fitted reader to 8 bits: ``python -m eval.workshop.reader.export --reader runs/reader/last.pt``.

Needs torch (the extra ``train``). The inputs' ranges are those over a part of the pairs that it was fitted on.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor, nn

from rag.answer.reader.weights import SHIPPED
from rag.index.e5 import package as layout
from rag.index.e5.graph import STEPS_ABOVE, Ranges, Rounded, steps_of
from rag.index.e5.tokens import Tokenizer
from rag.index.e5.vocabulary import package_file

from . import model
from .fit import Batch, batches
from .mixture import Sources, measured_titles
from .pairs import Encoded, Pair, encode
from .pairs import Words as PairWords

HEADS = ("tokens", "first", "answers_in", "answers_out", "support_in", "support_out")


def ranges_of(reader: model.Reader, words: model.Words, encoded: Sequence[Encoded]) -> Ranges:
    """The largest input of every channel of the products, by the first of those that share their inputs."""
    peaks: Ranges = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def see(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].detach().abs().amax(dim=(0, 1)).numpy()
            peaks[name] = np.maximum(peaks.get(name, np.zeros_like(largest)), largest)

        return see

    for number, layer in enumerate(reader.layers):
        for name, part in (("q", layer.qkv), ("ao", layer.ao), ("fi", layer.fi)):
            part.register_forward_pre_hook(watch(f"l{number}.{name}"))
    with torch.no_grad():
        for held in batches(encoded, 2048, 0):
            batch = Batch(held)
            # Padding has states of its own, which the product never sees.
            alike = [e for e in held if len(e.ids) == batch.ids.shape[1]]
            if alike:
                batch = Batch(alike)
                reader(words(batch.ids), batch.mask, batch.window)
    return peaks


def rounded(reader: model.Reader, ranges: Ranges) -> dict[str, NDArray[np.generic]]:
    """The file's tensors; see :mod:`rag.answer.reader.weights`."""
    held: dict[str, NDArray[np.generic]] = {}

    def put(name: str, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        made = Rounded.of(weights)
        held[f"{name}.codes"], held[f"{name}.scales"] = made.codes, made.scales.astype(np.float32)
        held[f"{name}.b"] = bias

    def numpy(tensor: Tensor) -> NDArray[np.float32]:
        array: NDArray[np.float32] = tensor.detach().numpy().astype(np.float32)
        return array

    for number, layer in enumerate(reader.layers):
        at = f"l{number}."
        heads = np.split(numpy(layer.qkv.weight), 3)
        for names, matrices, biases in (
            (("q", "k", "v"), heads, np.split(numpy(layer.qkv.bias), 3)),
            (("ao",), [numpy(layer.ao.weight)], [numpy(layer.ao.bias)]),
            (("fi",), [numpy(layer.fi.weight)], [numpy(layer.fi.bias)]),
        ):
            steps = steps_of(ranges, [at + n for n in names], matrices)
            held[f"{at}{names[0]}.steps"] = steps.astype(np.float32)
            for name, matrix, bias in zip(names, matrices, biases):
                put(at + name, matrix * steps, bias)
        put(f"{at}fo", numpy(layer.fo.weight) / STEPS_ABOVE, numpy(layer.fo.bias))
        for name, norm in (("aln", layer.aln), ("oln", layer.oln)):
            held[f"{at}{name}.w"], held[f"{at}{name}.b"] = numpy(norm.weight), numpy(norm.bias)
    held["emb.ln.w"], held["emb.ln.b"] = numpy(reader.norm.weight), numpy(reader.norm.bias)
    for name in HEADS:
        part = getattr(reader, name)
        held[f"{name}.w"] = numpy(part.weight).astype(np.float16 if name.endswith("_in") else np.float32)
        held[f"{name}.b"] = numpy(part.bias)
    return {name: np.ascontiguousarray(values) for name, values in held.items()}


def write_golden(reader: model.Reader, words: model.Words, tokenizer: Tokenizer, file: Path) -> None:
    """What the fitted model, before it is rounded, says of some texts."""
    held = json.loads(file.read_text("utf-8"))
    for one in held:
        made = encode(Pair(one["question"], one["title"], one["text"], ((0, len(one["text"])),)), PairWords(tokenizer))
        assert made is not None
        batch = Batch([made])
        ids, mask, window = (part[:, : len(made.ids)] for part in (batch.ids, batch.mask, batch.window))
        with torch.no_grad():
            tokens, told = reader(words(ids), mask, window)
        one["ids"] = list(made.ids)
        one["tokens"] = [[round(float(v), 3) for v in row] for row in tokens[0]]
        one["window"] = [round(float(v), 3) for v in told[0]]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in held)
    file.write_text(f"[\n{lines}\n]\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True, help="the pairs of a pass, as the fit has kept them")
    parser.add_argument("--pairs", type=int, default=1500, help="how many of these tell the ranges of the inputs")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--golden", type=Path, help="texts of which the outputs are kept, for the tests")
    parser.add_argument("--note", default="", help="how it was fitted, for the card")
    options = parser.parse_args()
    package = layout.read(package_file())
    reader = model.load(options.reader).eval()
    sources = Sources(options.data, measured_titles(options.held))
    encoded: list[Encoded] = pickle.loads(options.prepared.read_bytes())[: options.pairs]
    tensors = rounded(reader, ranges_of(reader, model.Words(package), encoded))
    digest = zlib.crc32(b"".join(tensors[name].tobytes() for name in sorted(tensors)))
    if options.golden:
        write_golden(reader, model.Words(package), Tokenizer(package), options.golden)
    card = {
        "name": f"footnote-reader/{digest:08x}",
        "vocabulary": package.fingerprint,
        "epsilon": str(package.epsilon),
        "fitted": options.note,
        "data": json.dumps(sources.digests()),
    }
    save_file(tensors, options.out, metadata={"card": json.dumps(card)})
    print(f"{options.out}: {options.out.stat().st_size:,} bytes, {card['name']}")


if __name__ == "__main__":
    main()
