"""Fits the reader: ``python -m eval.workshop.reader.fit --data ../train --held squad2.json --out runs/reader``.

Needs torch (the extra ``train``). The run may be stopped at any time and goes on from its last checkpoint. The learning
rate stays level until ``--decay-from`` and falls to nothing at ``--steps``: a level checkpoint can be gone on from.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional

from rag.answer.reader.weights import read_weights
from rag.index.e5 import package as layout
from rag.index.e5.tokens import Tokenizer
from rag.index.e5.vocabulary import package_file

from . import model, pairs
from .mixture import Sources, measured_titles, one_pass
from .pairs import NOTHING, Encoded

ROUND = 16
"""Windows are padded to a multiple of this, so that there are few shapes."""


class Batch:
    """Encoded pairs of about one length as arrays."""

    def __init__(self, held: Sequence[Encoded]) -> None:
        tokens = -(-max(len(e.ids) for e in held) // ROUND) * ROUND
        self.held = held
        self.ids = np.full((len(held), tokens), 1, np.int64)
        self.mask = torch.zeros(len(held), tokens, dtype=torch.bool)
        self.window = torch.zeros(len(held), tokens, dtype=torch.bool)
        for row, e in enumerate(held):
            self.ids[row, : len(e.ids)] = e.ids
            self.mask[row, : len(e.ids)] = True
            self.window[row, e.first : len(e.ids) - 1] = True


def unit_scores(tokens: Tensor, window: Tensor, row: int, units: Sequence[tuple[int, int]]) -> Tensor:
    """(1 + units,): the score of none of the units, then of each: the mean over its tokens."""
    scores = [tokens[row, a:b, 2].mean() for a, b in units]
    return torch.stack([window[row, 0], *scores])


def loss_of(tokens: Tensor, window: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Summed losses over a batch by head: the span (null is the first token), the window, the units, the support."""
    losses: dict[str, list[Tensor]] = {"span": [], "answers": [], "unit": [], "support": []}
    inside = torch.where(batch.window, 0.0, -1e4)
    inside[:, 0] = 0.0
    starts, ends = (functional.log_softmax(tokens[..., i] + inside, -1) for i in (0, 1))
    for row, e in enumerate(batch.held):
        if e.start != NOTHING:
            losses["span"].append(-(starts[row, e.start] + ends[row, e.end]) / 2)
        if e.answers != NOTHING:
            target = torch.tensor(float(e.answers))
            losses["answers"].append(functional.binary_cross_entropy_with_logits(window[row, 1], target))
            scores = functional.log_softmax(unit_scores(tokens, window, row, e.units), -1)
            right = [1 + i for i in e.right] or [0]
            losses["unit"].append(-torch.logsumexp(scores[right], -1))
        if e.label != NOTHING:
            losses["support"].append(functional.cross_entropy(window[row, 2:5], torch.tensor(e.label)))
    return {name: torch.stack(held).sum() for name, held in losses.items() if held}


WEIGHTS = {"span": 1.0, "answers": 0.8, "unit": 0.5, "support": 0.7}


def batches(encoded: Sequence[Encoded], budget: int, seed: int) -> list[list[Encoded]]:
    """Batches of pairs of like length, each of at most ``budget`` padded tokens, in a random order."""
    order = np.random.default_rng(seed)
    ordered = sorted(order.permutation(len(encoded)), key=lambda i: -(-len(encoded[i].ids) // ROUND))
    found: list[list[Encoded]] = []
    for at in ordered:
        size = -(-len(encoded[at].ids) // ROUND) * ROUND
        if not found or (len(found[-1]) + 1) * size > budget:
            found.append([])
        found[-1].append(encoded[at])
    return [found[i] for i in order.permutation(len(found))]


def schedule(step: int, warmup: int, decay_from: int, steps: int) -> float:
    if step < warmup:
        return (step + 1) / warmup
    return 1.0 if step < decay_from else max(0.02, (steps - step) / max(1, steps - decay_from))


def prepare(sources: Sources, seed: int, kept: Path) -> list[Encoded]:
    """The encoded pairs of a pass, made once."""
    file = kept / f"pass-{seed}.pickle"
    if not file.exists():
        tokenizer = Tokenizer(layout.read(package_file()))
        pairs.with_prefixes_of(tokenizer)
        words = pairs.Words(tokenizer)
        made = [e for p in one_pass(sources, seed) if (e := pairs.encode(p, words))]
        file.write_bytes(pickle.dumps(made))
    found: list[Encoded] = pickle.loads(file.read_bytes())
    return found


def sets_of(reader: model.Reader, rate: float) -> list[dict[str, object]]:
    """The heads learn three times as fast as the layers; norms and biases are not held small."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        is_layer = name.startswith(("layers.", "norm."))
        groups.setdefault((is_layer, parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": held,
            "lr": rate * (1 if is_layer else 3),
            "base": rate * (1 if is_layer else 3),
            "weight_decay": 0.01 * is_matrix,
        }
        for (is_layer, is_matrix), held in groups.items()
    ]


def stream(encoded: Sequence[Encoded], budget: int, seed: int, rank: int, world: int) -> Iterator[list[Encoded]]:
    """Batches for one of several processes, pass after pass."""
    passed = 0
    while True:
        made = batches(encoded, budget, seed + passed)
        yield from made[rank : len(made) // world * world : world]
        passed += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with qa/, sentences/ and nli/")
    parser.add_argument("--held", type=Path, required=True, help="SQuAD-format file whose titles are left out")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the public sets a pass has")
    parser.add_argument("--whole", nargs="*", default=(), help="written files of which a pass has all; none means all")
    parser.add_argument("--others", type=float, default=1.0, help="how much of the other written files a pass has")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--decay-from", type=int, default=3000)
    parser.add_argument("--warmup", type=int, default=100)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--tokens", type=int, default=2048, help="of a batch of one process")
    parser.add_argument("--weights", type=Path, help="weights in 8 bits to begin with instead of the package's layers")
    parser.add_argument(
        "--after", type=Path, help="a checkpoint whose weights and optimiser the first step begins with"
    )
    parser.add_argument(
        "--bf16", action="store_true", help="products in bfloat16, twice as quick where the processor has it"
    )
    options = parser.parse_args()
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        dist.init_process_group("gloo")
    torch.manual_seed(options.seed * 1000 + rank)
    torch.set_num_threads(max(1, (os.cpu_count() or 1) // world))
    options.out.mkdir(parents=True, exist_ok=True)
    sources = Sources(
        options.data, measured_titles(options.held), options.share, frozenset(options.whole), options.others
    )
    if rank == 0:
        prepare(sources, options.seed, options.out)
    if world > 1:
        dist.barrier()
    encoded = prepare(sources, options.seed, options.out)
    fit(options, encoded, rank, world)


def fit(options: argparse.Namespace, encoded: Sequence[Encoded], rank: int, world: int) -> None:
    package = layout.read(package_file())
    words = model.Words(package)
    reader = model.from_weights(read_weights(options.weights)) if options.weights else model.from_package(package)
    optimiser = torch.optim.AdamW(sets_of(reader, options.rate), betas=(0.9, 0.98), eps=1e-6)
    kept, done = options.out / "last.pt", 0
    if begun := kept if kept.exists() else options.after:
        held = torch.load(begun, map_location="cpu", weights_only=True)
        reader.load_state_dict(held["reader"])
        optimiser.load_state_dict(held["optimiser"])
        done = held["step"] if begun == kept else 0
    reader.train()
    source = stream(encoded, options.tokens, options.seed, rank, world)
    for _ in range(done):
        next(source)
    log: dict[str, tuple[float, int]] = {}
    since = time.time()
    parameters = list(reader.parameters())
    seen = 0
    for step in range(done, options.steps):
        rate = schedule(step, options.warmup, options.decay_from, options.steps)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * rate
        # Cut off or not, a run drops the same states.
        torch.manual_seed((options.seed * 1000 + rank) * 1_000_003 + step)
        batch = Batch(next(source))
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            tokens, window = reader(words(batch.ids), batch.mask, batch.window)
        losses = loss_of(tokens.float(), window.float(), batch)
        loss = sum(WEIGHTS[name] * value for name, value in losses.items()) / len(batch.held)
        optimiser.zero_grad()
        loss.backward()
        if world > 1:
            share(parameters, world)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        seen += batch.ids.size
        for name, value in losses.items():
            total, count = log.get(name, (0.0, 0))
            held_in = sum(1 for e in batch.held if counts_for(e, name))
            log[name] = (total + float(value), count + held_in)
        if rank == 0 and (step + 1) % 25 == 0:
            told = {n: round(t / max(1, c), 4) for n, (t, c) in log.items()}
            print(
                json.dumps(
                    {
                        "step": step + 1,
                        "rate": round(rate, 3),
                        **told,
                        "tokens_s": int(world * seen / (time.time() - since)),
                    }
                ),
                flush=True,
            )
            log, since, seen = {}, time.time(), 0
        if rank == 0 and ((step + 1) % 100 == 0 or step + 1 == options.steps):
            keep(kept, reader, optimiser, step + 1)
        if rank == 0 and (step + 1) % 500 == 0:
            torch.save({"reader": reader.state_dict(), "step": step + 1}, options.out / f"step-{step + 1}.pt")


def counts_for(e: Encoded, head: str) -> bool:
    return {
        "span": e.start != NOTHING,
        "answers": e.answers != NOTHING,
        "unit": e.answers != NOTHING,
        "support": e.label != NOTHING,
    }[head]


def share(parameters: Sequence[Tensor], world: int) -> None:
    """The mean of the processes' gradients; a head that one of them did not use counts as nothing there."""
    grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([g.reshape(-1) for g in grads])
    dist.all_reduce(flat)
    flat /= world
    at = 0
    for parameter, grad in zip(parameters, grads):
        parameter.grad = flat[at : at + grad.numel()].view_as(grad)
        at += grad.numel()


def keep(file: Path, reader: model.Reader, optimiser: torch.optim.Optimizer, step: int) -> None:
    """A checkpoint, written whole or not at all."""
    part = file.with_suffix(".part")
    torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, part)
    part.replace(file)


if __name__ == "__main__":
    main()
