"""How graphs are run: onnxruntime's sessions, and texts of one length together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from . import graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@lru_cache(maxsize=1)
def products_saturate() -> bool:
    """Whether this processor's integer products cut large sums: asked of onnxruntime itself."""
    probe, feed, expected = graph.saturation_probe()
    return bool((session(probe, 1).run(None, feed)[0] != expected).any())


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices in batches of one length, longest first, each of at most `budget` tokens.

    >>> list(batches([3, 9, 3, 4], budget=6))
    [[1], [3], [0, 2]]
    """
    ordered = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    for length, same in groupby(ordered, key=lambda index: lengths[index]):
        indices, size = list(same), max(1, budget // length)
        yield from (indices[at : at + size] for at in range(0, len(indices), size))


def session(model: bytes, threads: int) -> InferenceSession:
    import onnxruntime  # 0.1 s, and a reason to fall back when it is missing

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait by spinning take the processor from whatever else answers a question.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The graph is as it should be: the library's fusion of add and layer norm makes it slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
