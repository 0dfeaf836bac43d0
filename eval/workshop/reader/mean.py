"""The mean of a fitted reader and the weights that its fitting began with (Wortsman et al., CVPR 2022).

``python -m eval.workshop.reader.mean --reader runs/reader/last.pt --weights reader.safetensors --share 0.35 --out mean.pt``.
Needs torch (the extra ``train``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from rag.answer.reader.weights import read_weights

from . import model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="the weights in 8 bits that it was fitted from")
    parser.add_argument("--share", type=float, required=True, help="of the fitted reader, from 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    fitted = model.load(options.reader)
    weights = read_weights(options.weights)
    before = model.from_weights(weights).state_dict()
    # A head that the file has not is fresh there: a mean with it would only blur what was fitted.
    fresh = () if "support_out.w" in weights.tensors else ("support_in", "support_out")
    mean = {
        name: value if name.startswith(fresh) else torch.lerp(before[name], value, options.share)
        for name, value in fitted.state_dict().items()
    }
    torch.save({"reader": mean}, options.out)


if __name__ == "__main__":
    main()
