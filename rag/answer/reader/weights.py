"""The reader's weights: one file beside this module, in 8 bits, that tells where it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from rag.errors import UsageError
from rag.index.e5.graph import Rounded

SHIPPED = Path(__file__).with_name("reader.safetensors")


@dataclass(frozen=True, eq=False)
class ReaderWeights:
    """The layers' matrices in 8 bits by name ("l0.q"), everything else in float32, and the card.

    ``steps`` are what a step of each input channel is worth, (384,), by the first product that has the inputs.
    """

    matrices: Mapping[str, Rounded]
    steps: Mapping[str, NDArray[np.float32]]
    tensors: Mapping[str, NDArray[np.float32]]
    card: Mapping[str, str]

    @property
    def epsilon(self) -> float:
        return float(self.card["epsilon"])

    @property
    def name(self) -> str:
        return self.card["name"]


def read_weights(path: Path = SHIPPED) -> ReaderWeights:
    """The weights in a file that ``eval.workshop.reader`` wrote.

    Raises:
        UsageError: there is no such file, or it is damaged.
    """
    try:
        with safe_open(path, "numpy") as file:
            held = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no mapping
            card = json.loads(file.metadata()["card"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"The reader's weights cannot be read ({path}: {error}).", "Install Footnote again, or set reader = off."
        ) from error
    matrices = {
        name.removesuffix(".codes"): Rounded(held[name], held[name.removesuffix("codes") + "scales"])
        for name in held
        if name.endswith(".codes")
    }
    steps = {name.removesuffix(".steps"): values for name, values in held.items() if name.endswith(".steps")}
    tensors = {
        name: values.astype(np.float32)
        for name, values in held.items()
        if not name.endswith((".codes", ".scales", ".steps"))
    }
    return ReaderWeights(matrices, steps, tensors, card)
