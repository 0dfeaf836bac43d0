"""The reader as an ONNX graph: the encoder's layers over question and window together, and the heads.

Inputs: "embedded" (windows, tokens, 384) and "outside" (windows, tokens), 0 for tokens of the window and -10,000 for
others. Outputs: "tokens" (windows, tokens, 3): how well the answer begins and ends at a token, and how well the token's
unit answers; "window" (windows, 5): how well none of the units answers, whether the window answers, and how well the
window entails, contradicts and leaves open a claim in the question's place; 2 where the weights have no such head.
"""

from __future__ import annotations

import numpy as np

from rag.answer.reader.weights import ReaderWeights
from rag.index.e5.graph import encode, product, scaled_by_token, whole_numbers
from rag.index.e5.onnxfile import FLOAT, Graph, Inputs
from rag.index.e5.package import DIM

OUTSIDE = np.float32(-1e4)


def build(weights: ReaderWeights, saturates: bool) -> bytes:
    """The graph, for a processor whose byte products saturate or do not (see :mod:`rag.index.e5.graph`)."""

    def dense(graph: Graph, inputs: str, names: list[str]) -> list[str]:
        biases = [weights.tensors[f"{name}.b"] for name in names]
        matrices = [weights.matrices[name] for name in names]
        if names[0].endswith("fo"):
            return [scaled_by_token(graph, inputs, matrices[0], biases[0], saturates)]
        stepped = graph.node("Mul", inputs, graph.constant(1 / weights.steps[names[0]]))
        whole = whole_numbers(graph, stepped, 128)
        return [product(graph, whole, 128, matrix, saturates, bias) for matrix, bias in zip(matrices, biases)]

    graph = Graph()
    encode(graph, weights, dense)
    _add_heads(graph, weights)
    inputs: Inputs = {
        "embedded": (FLOAT, ["windows", "tokens", DIM]),
        "outside": (FLOAT, ["windows", "tokens"]),
    }
    return graph.to_bytes(inputs, ["tokens", "window"])


def _add_heads(graph: Graph, weights: ReaderWeights) -> None:
    """From "states" and "outside" to "tokens" and "window"."""

    def linear(inputs: str, name: str, out: str = "") -> str:
        matrix = graph.constant(np.ascontiguousarray(weights.tensors[f"{name}.w"].T))
        return graph.node(
            "Add", graph.node("MatMul", inputs, matrix), graph.constant(weights.tensors[f"{name}.b"]), name=out
        )

    def constant(*values: int) -> str:
        return graph.constant(np.array(values, np.int64))

    linear("states", "tokens", "tokens")
    first = graph.node("Gather", "states", graph.constant(np.array(0, np.int64)), axis=1)
    outside = graph.node("Unsqueeze", "outside", constant(2))
    bounds = graph.node("Slice", "tokens", constant(0), constant(2), constant(2))
    likely = graph.node("Softmax", graph.node("Add", bounds, outside), axis=1)
    expected = []
    for at in (0, 1):
        column = graph.node("Slice", likely, constant(at), constant(at + 1), constant(2))
        weighted = graph.node("Mul", "states", column)
        expected.append(graph.node("ReduceSum", weighted, constant(1), keepdims=0))
    joined = graph.node("Concat", first, *expected, axis=1)
    answers = linear(graph.node("ms.Gelu", linear(joined, "answers_in")), "answers_out")
    told = [linear(first, "first"), answers]
    if "support_out.w" in weights.tensors:
        told.append(linear(graph.node("ms.Gelu", linear(first, "support_in")), "support_out"))
    graph.node("Concat", *told, name="window", axis=1)
