"""``footnote bench scale``: what grows, and how, from a thousand sentences to a million.

The articles are the seeds' real sentences over and over, each with words swapped and a number of its own. Vectors and
token states are those of the sentence it was made from, a little noise added: embedding is what is not measured here
(``footnote bench`` does that). Every size is indexed and asked in a process of its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from eval.questions import load
from rag import Bot

QUESTIONS = Path(__file__).parents[1] / "questions" / "seeds.jsonl"
SENTENCES_OF_AN_ARTICLE = 10
_MADE_FROM = re.compile(r"\(case (\d+)/\d+\)")
_NOISE = 0.35
_ASKED = 100


def write_corpus(folder: Path, sentences: int, of_an_article: int = SENTENCES_OF_AN_ARTICLE) -> None:
    """Writes so many sentences in articles, in folders of a thousand."""
    base = _base()
    words = [word for text in base for word in text.split()]
    rng = random.Random(sentences)
    for article in range(sentences // of_an_article):
        place = folder / f"{article // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        lines = [_edited(base, number, rng, words) for number in range(of_an_article)]
        (place / f"{article:06}.txt").write_text("\n\n".join([f"January {1 + article % 28}, 2025", *lines]) + "\n")


def _edited(base: Sequence[str], number: int, rng: random.Random, words: Sequence[str]) -> str:
    made_from = rng.randrange(len(base))
    swapped = [rng.choice(words) if rng.random() < 0.15 else word for word in base[made_from].rstrip(".").split()]
    return " ".join(swapped) + f" (case {made_from}/{rng.randrange(10**7)})."


def _base() -> list[str]:
    with tempfile.TemporaryDirectory() as store:
        found = [text for text in Bot.open("seeds", store=store).sentences() if "\n" not in text]
    return sorted(set(found))


class Prepared:
    """An embedding that knows the sentences that articles are made from, and embeds only questions."""

    def __init__(self) -> None:
        from rag.index.embedding import TokenEncoder, encoder_for

        real = encoder_for()
        assert isinstance(real, TokenEncoder)
        self._real, self.name, self.dim = real, real.name, real.dim
        self._vectors, self._codes = real.passages_with_codes(_base())

    def passages(self, texts: Sequence[str]) -> Any:
        return self.passages_with_codes(texts)[0]

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[Any, list[Any]]:
        made_from = [int(found[1]) if (found := _MADE_FROM.search(text)) else 0 for text in texts]
        seed = int.from_bytes(hashlib.sha256(texts[0].encode()).digest()[:4], "little")
        noise = np.random.default_rng(seed).standard_normal((len(texts), self.dim), dtype=np.float32)
        rows = self._vectors[made_from] + noise * (_NOISE / self.dim**0.5)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True), [self._codes[i] for i in made_from]

    def queries(self, texts: Sequence[str]) -> Any:
        return self._real.queries(texts)

    def query_with_states(self, text: str) -> Any:
        return self._real.query_with_states(text)


def run(sizes: Sequence[int], keep: Path | None = None) -> list[dict[str, float]]:
    """The figures of each size; ``keep`` is where the corpora and stores are left, and taken up again."""
    with tempfile.TemporaryDirectory() as scratch:
        places = [(keep or Path(scratch)) / str(sentences) for sentences in sizes]
        for sentences, place in zip(sizes, places):
            if not (place / "indexed.json").exists():
                shutil.rmtree(place, ignore_errors=True)
                write_corpus(place / "news", sentences)
                (place / "indexed.json").write_text(json.dumps(_in_its_own_process("index", place)))
        indexed = [json.loads((place / "indexed.json").read_text()) for place in places]
        _in_its_own_process("ask", *places)  # so that what the questions read is in the system's cache
        asked = _in_its_own_process("ask", *places)
    rows = [{**of_index, **of_asking} for of_index, of_asking in zip(indexed, asked)]
    return [{name: round(value, 4) for name, value in row.items()} for row in rows]


def _in_its_own_process(what: str, *places: Path) -> Any:
    command = [sys.executable, "-m", "eval.workshop.scale", what, *map(str, places)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def index(place: Path, server: str | None = None) -> dict[str, float]:
    """Seconds, and how much memory of its own grew beyond what a bot of one article has.

    With a Chroma ``server`` the vectors are not in this process, and what is left is what reading and writing take.
    """
    (place / "one").mkdir()
    (place / "one" / "a.txt").write_text("January 5, 2025\n\nOne article, so that all is loaded when the clock starts.")
    Bot.open(place / "one", store=place / "warm")
    before = most = _own_memory()

    def look(*_: object) -> None:
        nonlocal most
        most = max(most, _own_memory())

    start, processor = time.perf_counter(), time.process_time()
    bot = Bot.open(place / "news", store=server or place / "store", progress=look)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    time.sleep(2.1)  # a file that was written a moment ago is not trusted to be unchanged
    bot.sync()
    local = place / "store" if server is None else Path(".footnote")
    disk = {name: _megabytes(local, name) for name in ("chroma", "words", "readings.sqlite")}
    return {
        "sentences": sum(1 for _ in bot.sentences()),
        "articles": len(bot.articles()),
        "indexing_s": seconds,
        "indexing_processor_s": processor,
        "indexing_memory_mb": (most - before) / 1e6,
        **{f"{name.split('.')[0]}_mb": mb for name, mb in disk.items()},
    }


def ask(*places: Path) -> list[dict[str, float]]:
    """Seconds to open each, and milliseconds of a question, asked of all of them in turn.

    What is imported is imported and the model is loaded when the clock starts.
    """
    questions = [row.turns[0].q for row in load(QUESTIONS)[:_ASKED]]
    found = [_open(place, questions[0]) for place in places]
    times: list[list[float]] = [[] for _ in places]
    for question in questions:
        for (bot, _), taken in zip(found, times):
            taken.append(_seconds(lambda bot=bot, question=question: bot.ask(question)))  # type: ignore[misc]
    return [
        {
            **figures,
            "question_p50_ms": 1e3 * statistics.median(taken),
            "question_p95_ms": 1e3 * float(np.percentile(taken, 95)),
        }
        for (_, figures), taken in zip(found, times)
    ]


def _open(place: Path, question: str) -> tuple[Bot, dict[str, float]]:
    before = _own_memory()
    bots: list[Bot] = []
    opening = _seconds(lambda: bots.append(Bot.open(place / "news", store=place / "store")))
    first = _seconds(lambda: bots[0].ask(question))
    unchanged = _seconds(bots[0].sync)
    memory = (_own_memory() - before) / 1e6
    figures = {"open_s": opening, "first_question_s": first, "unchanged_folder_s": unchanged}
    return bots[0], {**figures, "asking_memory_mb": memory}


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plot(rows: Sequence[Mapping[str, float]]) -> str:
    """The figures over the number of sentences, as SVG."""
    from matplotlib.figure import Figure

    sentences = [row["sentences"] for row in rows]
    lines: dict[str, dict[str, list[float]]] = {
        "question, ms": {name: [row[f"question_{name}_ms"] for row in rows] for name in ("p50", "p95")},
        "seconds": {
            "to open, folder unchanged": [row["open_s"] for row in rows],
            "first question": [row["first_question_s"] for row in rows],
        },
        "megabytes": {
            "disk, Chroma": [row["chroma_mb"] for row in rows],
            "disk, words": [row["words_mb"] for row in rows],
            "memory, asking": [row["asking_memory_mb"] for row in rows],
        },
        "indexing, ms of processor a sentence": {
            "without embedding": [1e3 * row["indexing_processor_s"] / row["sentences"] for row in rows]
        },
    }
    figure = Figure(figsize=(9, 6), layout="constrained")
    for axes, (unit, drawn) in zip(figure.subplots(2, 2).flat, lines.items()):
        for name, values in drawn.items():
            axes.plot(sentences, values, marker="o", label=name)
        axes.set(xscale="log", xlabel="sentences", ylabel=unit, ylim=(0, None))
        if unit == "megabytes":
            axes.set(yscale="log", ylim=None)
        axes.legend(frameon=False)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _own_memory() -> int:
    """Bytes that this process takes from others: files that are mapped for reading can be dropped at any time."""
    info = psutil.Process().memory_info()
    return int(info.rss - getattr(info, "shared", 0))


def _megabytes(store: Path, part: str) -> float:
    return sum(file.stat().st_size for place in store.iterdir() for file in _files(place / part)) / 1e6


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


def main(what: str, *places: str) -> None:
    """``python -m eval.workshop.scale index PLACE [SERVER]`` or ``ask PLACE ...``: figures as JSON."""
    from rag.index import index as opening

    prepared = Prepared()
    vars(opening)["encoder_for"] = lambda *named: prepared
    if what == "index":
        print(json.dumps(index(Path(places[0]), *places[1:])))
    else:
        Bot.open(Path(places[0]) / "one", store=Path(places[0]) / "warm").ask("What is loaded before the clock starts?")
        print(json.dumps(ask(*map(Path, places))))


if __name__ == "__main__":
    main(*sys.argv[1:])
