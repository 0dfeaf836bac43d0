"""The reader in torch: the twelve layers of multilingual-e5-small over question and window together, and its heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from rag.answer.reader.weights import ReaderWeights
from rag.index.e5 import package as layout
from rag.index.e5.graph import STEPS_ABOVE
from rag.index.e5.package import DIM, HEADS, INNER, LAYERS, Package


class Layer(nn.Module):
    """A BERT layer, post-norm; attention by plain products, whose way back is quicker than the fused one on processors."""

    def __init__(self, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.fi, self.fo = nn.Linear(DIM, INNER), nn.Linear(INNER, DIM)
        self.aln, self.oln = nn.LayerNorm(DIM, epsilon), nn.LayerNorm(DIM, epsilon)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        texts, tokens, _ = states.shape
        split = self.qkv(states).view(texts, tokens, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = split[0] * (DIM // HEADS) ** -0.5, split[1], split[2]
        weights = torch.softmax(query @ key.transpose(-1, -2) + mask, -1)
        context = (weights @ value).transpose(1, 2).reshape(texts, tokens, DIM)
        states = self.aln(states + self._drop(self.ao(context)))
        return self.oln(states + self._drop(self.fo(functional.gelu(self.fi(states)))))

    def _drop(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training)


class Reader(nn.Module):
    """From embedded tokens (n, t, 384) to what the heads say.

    ``tokens`` (n, t, 3): start and end of the answer, and how well the token's unit answers; ``window`` (n, 5): the unit
    score of "none of them", whether the window answers, and entailment, contradiction, neutral.
    """

    def __init__(self, epsilon: float = 1e-12, dropout: float = 0.1) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(DIM, epsilon)
        self.layers = nn.ModuleList(Layer(epsilon, dropout) for _ in range(LAYERS))
        self.tokens = nn.Linear(DIM, 3)
        self.first = nn.Linear(DIM, 1)
        self.answers_in, self.answers_out = nn.Linear(3 * DIM, DIM), nn.Linear(DIM, 1)
        self.support_in, self.support_out = nn.Linear(DIM, DIM), nn.Linear(DIM, 3)

    def forward(self, embedded: Tensor, mask: Tensor, window: Tensor) -> tuple[Tensor, Tensor]:
        """``mask`` (n, t) is true for tokens, ``window`` (n, t) for those of the window."""
        states = self.norm(embedded)
        hidden = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, hidden)
        return self.heads(states, window)

    def heads(self, states: Tensor, window: Tensor) -> tuple[Tensor, Tensor]:
        tokens, first = self.tokens(states), states[:, 0]
        outside = torch.where(window, 0.0, -1e4)
        expected = [torch.softmax(tokens[..., i] + outside, -1)[:, None] @ states for i in (0, 1)]
        joined = torch.cat([first, expected[0][:, 0], expected[1][:, 0]], -1)
        answers = self.answers_out(functional.gelu(self.answers_in(joined)))
        support = self.support_out(functional.gelu(self.support_in(first)))
        return tokens, torch.cat([self.first(first), answers, support], -1)


class Words:
    """The embeddings of the package, which are not fitted: word, place and type, before their norm."""

    def __init__(self, package: Package) -> None:
        self._blocks = package.blocks["emb.word"].reshape(-1, DIM // 32)
        places = package.tensors["emb.pos"].reshape(-1, DIM) + package.tensors["emb.type"][:DIM]
        self._places = torch.from_numpy(places.copy())

    def __call__(self, ids: np.ndarray) -> Tensor:
        """(n, t) -> (n, t, 384)."""
        words = layout.unpack(self._blocks[ids].ravel()).reshape(*ids.shape, DIM)
        return torch.from_numpy(words) + self._places[: ids.shape[1]]


def from_package(package: Package, dropout: float = 0.1) -> Reader:
    """The reader with the package's layers and fresh heads."""
    reader = Reader(package.epsilon, dropout)
    tensors = package.tensors

    def put(linear: nn.Linear, *names: str) -> None:
        weights = np.concatenate([package.matrix(f"{name}.w") for name in names])
        linear.weight.data.copy_(torch.from_numpy(weights))
        linear.bias.data.copy_(torch.from_numpy(np.concatenate([tensors[f"{name}.b"] for name in names])))

    def put_norm(norm: nn.LayerNorm, name: str) -> None:
        norm.weight.data.copy_(torch.from_numpy(tensors[f"{name}.w"].copy()))
        norm.bias.data.copy_(torch.from_numpy(tensors[f"{name}.b"].copy()))

    put_norm(reader.norm, "emb.ln")
    for number, layer in enumerate(reader.layers):
        assert isinstance(layer, Layer)
        at = f"l{number}."
        put(layer.qkv, at + "q", at + "k", at + "v")
        put(layer.ao, at + "ao")
        put(layer.fi, at + "fi")
        put(layer.fo, at + "fo")
        put_norm(layer.aln, at + "aln")
        put_norm(layer.oln, at + "oln")
    for head in (reader.tokens, reader.first, reader.answers_out, reader.support_out):
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    return reader


def from_weights(weights: ReaderWeights, dropout: float = 0.1) -> Reader:
    """The reader of a file in 8 bits, as near as these are; heads that the file has not are fresh."""
    reader = Reader(weights.epsilon, dropout)

    def matrix(name: str, steps: NDArray[np.float32] | np.float32) -> NDArray[np.float32]:
        held = weights.matrices[name]
        return (held.codes.astype(np.float32) * held.scales.reshape(-1, 1)) / steps

    def put(part: nn.Linear | nn.LayerNorm, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        part.weight.data.copy_(torch.from_numpy(matrix))
        part.bias.data.copy_(torch.from_numpy(bias))

    def put_held(part: nn.Linear | nn.LayerNorm, name: str) -> None:
        put(part, weights.tensors[f"{name}.w"], weights.tensors[f"{name}.b"])

    for number, layer in enumerate(reader.layers):
        assert isinstance(layer, Layer)
        at = f"l{number}."
        for names, part in (("qkv", layer.qkv), (("ao",), layer.ao), (("fi",), layer.fi)):
            steps = weights.steps[at + names[0]]
            matrices = [matrix(at + name, steps) for name in names]
            put(part, np.concatenate(matrices), np.concatenate([weights.tensors[f"{at}{n}.b"] for n in names]))
        put(layer.fo, matrix(f"{at}fo", 1 / STEPS_ABOVE), weights.tensors[f"{at}fo.b"])
        put_held(layer.aln, f"{at}aln")
        put_held(layer.oln, f"{at}oln")
    put_held(reader.norm, "emb.ln")
    for name in ("tokens", "first", "answers_in", "answers_out", "support_in", "support_out"):
        if f"{name}.w" in weights.tensors:
            put_held(getattr(reader, name), name)
    return reader


def load(file: Path, dropout: float = 0.0) -> Reader:
    """The reader that ``fit`` kept."""
    reader = Reader(dropout=dropout)
    reader.load_state_dict(torch.load(file, map_location="cpu", weights_only=True)["reader"])
    return reader
