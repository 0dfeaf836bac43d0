"""The encoder of multilingual-e5-small as an ONNX graph, from the package's weights.

Twelve BERT layers (Devlin et al., NAACL 2019; post-norm, exact GELU). `exact` keeps the four-bit
weights as they are; `quick` runs on integers of 8 bits:

- Weights: one scale per output. Inputs of the attention and of the first inner layer are first
  divided by a factor per channel that the weights take over, SmoothQuant (Xiao et al., ICML 2023):
  |input|^a / |weight|^(1-a). These and the attention's result have fixed scales, from `calibrate`.
- The GELU's results differ too much between tokens for that and get a scale per token.

No scale depends on another token, and there is no mask: a batch holds texts of one length.
So a text's vector does not depend on what it is batched with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from . import package as layout
from .onnxfile import BYTE, FLOAT, INT32, Graph, Inputs
from .package import DIM, HEADS, LAYERS, Package

Ranges = dict[str, NDArray[np.float32]]
# graph, name of the input, prefixes of the matrices that share it -> names of the outputs
Dense = Callable[[Graph, str, list[str]], list[str]]


class Norms(Protocol):
    """The layers' norms: "w" and "b" by name, and the epsilon of all."""

    @property
    def epsilon(self) -> float: ...

    @property
    def tensors(self) -> Mapping[str, NDArray[np.float32]]: ...


_INPUTS: Inputs = {"embedded": (FLOAT, ["texts", "tokens", DIM])}
REDUCED = 128  # directions that token states are kept in
_SMOOTHING = {"q": 0.7, "fi": 0.6}  # chosen by how near the states stay to those of the four-bit weights
_GELU_LEAST = 0.17  # the GELU is never below -0.17
_GELU_ZERO = 16  # of 255 steps, those left for what is below zero
STEPS_ABOVE = np.float32(255 - _GELU_ZERO)


def exact(package: Package) -> bytes:
    """The graph on the four-bit weights and float32 inputs; the inputs `quick` needs are outputs."""

    def dense(graph: Graph, inputs: str, names: list[str]) -> list[str]:
        outputs = []
        for name in names:
            blocks, bias = package.blocks[f"{name}.w"], package.tensors[f"{name}.b"]
            columns = 32 * len(blocks) // len(bias)
            nibbles = layout.codes(blocks).reshape(len(bias), columns // 32, 32)
            outputs.append(
                graph.node(
                    "ms.MatMulNBits",
                    inputs,
                    graph.constant(nibbles[..., 0::2] | nibbles[..., 1::2] << 4),
                    graph.constant(blocks["scale"].astype(np.float32)),
                    "",
                    "",
                    graph.constant(bias),
                    K=columns,
                    N=len(bias),
                    bits=4,
                    block_size=32,
                )
            )
        return outputs

    graph = Graph()
    encode(graph, package, dense)
    return graph.to_bytes(_INPUTS, ["states", *tapped()])


def quick(package: Package, ranges: Ranges, basis: NDArray[np.float32], saturates: bool) -> bytes:
    """The graph on 8-bit integers, for a processor whose byte products saturate or do not.

    Processors without VNNI add signed products in 16 bits and cut what does not fit; there the
    weights are stored unsigned, which takes a slower way to the very same sums.

    Beside "states" it has the output "reduced": the states along `basis` (see `main_directions`).
    """

    def dense(graph: Graph, inputs: str, names: list[str]) -> list[str]:
        weights = [package.matrix(f"{name}.w") for name in names]
        biases = [package.tensors[f"{name}.b"] for name in names]
        if names[0].endswith("fo"):
            return [scaled_by_token(graph, inputs, Rounded.of(weights[0] / STEPS_ABOVE), biases[0], saturates)]
        steps = steps_of(ranges, names, weights)
        whole = whole_numbers(graph, graph.node("Mul", inputs, graph.constant(1 / steps)), 128)
        return [
            product(graph, whole, 128, Rounded.of(weight * steps), saturates, bias)
            for weight, bias in zip(weights, biases)
        ]

    graph = Graph()
    encode(graph, package, dense)
    centred = graph.node("Sub", "states", graph.constant(basis[0]))
    graph.node("MatMul", centred, graph.constant(basis[1:].T.copy()), name="reduced")
    return graph.to_bytes(_INPUTS, ["states", "reduced"])


def tapped() -> list[str]:
    """Names of the products' inputs whose ranges `quick` needs."""
    return [f"l{layer}.{kind}" for layer in range(LAYERS) for kind in ("q", "ao", "fi")]


def main_directions(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """Principal components of n states (n, 384): their mean, then 128 directions, heaviest first.

    Each points to where its largest component is positive, so that every machine finds the same.
    """
    mean = states.mean(axis=0, dtype=np.float64)
    _, vectors = np.linalg.eigh((states - mean).T @ (states - mean))
    main = vectors.T[::-1][:REDUCED]
    largest = np.abs(main).argmax(axis=1)
    main = main * np.sign(main[range(REDUCED), largest])[:, None]
    return np.vstack([mean, main]).astype(np.float32)


def encode(graph: Graph, norms: Norms, dense: Dense) -> None:
    """Add the encoder to `graph`: from "embedded" (texts, tokens, 384) to "states" of that shape."""

    def normalise(inputs: str, name: str, out: str) -> str:
        scale, shift = norms.tensors[f"{name}.w"], norms.tensors[f"{name}.b"]
        return graph.node(
            "LayerNormalization",
            inputs,
            graph.constant(scale),
            graph.constant(shift),
            name=out,
            axis=-1,
            epsilon=norms.epsilon,
        )

    states = normalise("embedded", "emb.ln", "l0.q")
    for layer in range(LAYERS):
        at = f"l{layer}."
        heads = dense(graph, states, [at + "q", at + "k", at + "v"])
        context = graph.node("ms.MultiHeadAttention", *heads, name=at + "ao", num_heads=HEADS)
        added = graph.node("Add", *dense(graph, context, [at + "ao"]), states)
        states = normalise(added, at + "aln", at + "fi")
        inner = graph.node("ms.Gelu", *dense(graph, states, [at + "fi"]))
        added = graph.node("Add", *dense(graph, inner, [at + "fo"]), states)
        states = normalise(added, at + "oln", f"l{layer + 1}.q" if layer + 1 < LAYERS else "states")


def steps_of(ranges: Ranges, names: Sequence[str], weights: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """What a step of each input channel (384,) of some products that share their inputs is worth."""
    strength = _SMOOTHING.get(names[0].partition(".")[2])
    steps: NDArray[np.float32] = _reach(ranges[names[0]], np.concatenate(weights), strength) / np.float32(127)
    return steps


def _reach(largest: NDArray[np.float32], weights: NDArray[np.float32], strength: float | None) -> NDArray[np.float32]:
    """What each input channel is divided by to lie in -1 to 1: one for all, or smoothed."""
    if strength is None:
        return np.full(DIM, largest.max(), np.float32)
    factors = largest**strength / np.abs(weights).max(axis=0) ** (1 - strength)
    reach: NDArray[np.float32] = factors * (largest / factors).max()
    return reach


def whole_numbers(graph: Graph, inputs: str, zero: int) -> str:
    """Inputs rounded to bytes, `zero` standing for 0."""
    scale = graph.constant(np.float32(1))
    return graph.node("QuantizeLinear", inputs, scale, graph.constant(np.uint8(zero)))


@dataclass(frozen=True, eq=False)
class Rounded:
    """Weights in 8 bits, (outputs, inputs), with a scale per output."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, weights: NDArray[np.float32]) -> Rounded:
        scales = np.abs(weights).max(axis=1) / 127
        return cls(np.rint(weights / scales[:, None]).astype(np.int8), scales)


def product(
    graph: Graph, whole: str, zero: int, weights: Rounded, saturates: bool, bias: NDArray[np.float32] | None = None
) -> str:
    """Product of bytes with weights rounded to bytes."""
    kind, centre = (np.uint8, 128) if saturates else (np.int8, 0)
    rounded = np.ascontiguousarray(weights.codes.T.astype(np.int16) + centre).astype(kind)
    return graph.node(
        "ms.MatMulIntegerToFloat",
        whole,
        graph.constant(rounded),
        graph.constant(np.float32(1)),
        graph.constant(weights.scales),
        graph.constant(np.uint8(zero)),
        graph.constant(kind(centre)),
        *([] if bias is None else [graph.constant(bias)]),
    )


def scaled_by_token(graph: Graph, inputs: str, weights: Rounded, bias: NDArray[np.float32], saturates: bool) -> str:
    """Product with each token's inputs brought to 0 .. 255 by its own largest; `weights` are divided by STEPS_ABOVE."""
    largest = graph.node("ReduceMax", inputs, graph.constant(np.array([-1])), keepdims=1)
    # Not so fine that -0.17 would fall below step 0.
    least = graph.constant(np.float32(_GELU_LEAST * STEPS_ABOVE / _GELU_ZERO))
    reach = graph.node("Max", largest, least)
    steps = graph.node("Div", graph.constant(STEPS_ABOVE), reach)
    whole = whole_numbers(graph, graph.node("Mul", inputs, steps), _GELU_ZERO)
    out = product(graph, whole, _GELU_ZERO, weights, saturates)
    return graph.node("Add", graph.node("Mul", out, reach), graph.constant(bias))


def saturation_probe() -> tuple[bytes, dict[str, Any], int]:
    """A graph of one integer product, its input, and the sum that a sound processor gives."""
    graph, size = Graph(), 64
    weights = graph.constant(np.full((size, 16), 127, np.int8))
    graph.node("MatMulInteger", "bytes", weights, name="sums")
    feed = {"bytes": np.full((4, size), 255, np.uint8)}
    return graph.to_bytes({"bytes": (BYTE, [4, size])}, ["sums"], INT32), feed, 255 * 127 * size
