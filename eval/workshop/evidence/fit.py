"""Fits the evidence model's weights: ``python -m eval.workshop.evidence.fit --squad FILE … --out FILE``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.workshop.evidence.cases import Case, prepare
from eval.workshop.evidence.crossing import measure_crossing
from eval.workshop.evidence.held_out import Held, at_threshold, fit_halves, held_out
from eval.workshop.evidence.regimes import MIX, fit_relation, take_over
from eval.workshop.memory import Embedder, KeptVectors
from eval.workshop.situations import Situation, paragraph_corpus, situations, small_corpora
from eval.workshop.texts import QuestionSet, digest, read_squad
from rag.answer.evidence.features import Crossing
from rag.answer.evidence.weights import Regime

CAUTION = {"low": 0.15, "normal": 0.3, "high": 0.5, "highest": 0.7}
"""Thresholds by name. With a calibrated confidence, t is best where a wrong answer costs t / (1 - t) of a missed one."""
ABOUT = (
    "Weights of Footnote's evidence model, written by eval/workshop/evidence/fit.py and read by rag/answer/evidence/weights.py; change them by "
    "fitting, not by hand. score = intercept + sum of weight * (value - mean) / deviation. home: question and passage "
    "in one language, foreign: in two; with tokens: where the store has token states."
)


def to_file(fitted: dict[str, Regime], crossing: Crossing, held: Sequence[Held], made: dict[str, Any]) -> str:
    """The weights file's text."""
    parts = {
        name: {part: getattr(regime, part).to_dict() for part in ("passage", "sentence", "confidence")}
        for name, regime in fitted.items()
    }
    decline = {
        "about": "Measured on titles not fitted on (two-fold). risk: share of answers without a right sentence, over the mix of situations.",
        "mix": {k: round(v, 3) for k, v in MIX.items()},
        "threshold": CAUTION["normal"],
        "caution": {name: at_threshold(held, t) for name, t in CAUTION.items()},
        "curve": [at_threshold(held, round(t, 2)) for t in np.arange(0.05, 1, 0.05)],
    }
    lines = {
        "about": "Similarity across languages to similarity within one: slope, offset.",
        "cosine": list(crossing.cosine),
        "tokens": list(crossing.tokens),
    }
    text = json.dumps(
        {"about": ABOUT, "made": made, "crossing": lines, **parts, "decline": decline}, indent=1, ensure_ascii=False
    )
    return one_line_leaves(text) + "\n"


def one_line_leaves(text: str) -> str:
    """Puts JSON objects without inner objects on one line each, so that a feature is a line.

    >>> one_line_leaves('{\\n "a": {\\n  "b": 1\\n }\\n}')
    '{\\n "a": {"b": 1}\\n}'
    """
    import re

    return re.sub(r"\{\s+([^{}]*?)\s+\}", lambda m: "{" + re.sub(r"\s*\n\s*", " ", m.group(1)) + "}", text)


def foreign_situations(data: QuestionSet, embedder: Embedder, seed: int) -> list[Situation]:
    """As :func:`situations`, for questions in another language than the paragraphs."""
    return [*paragraph_corpus(data, embedder), *small_corpora(data, embedder, seed)]


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the evidence model's weights on SQuAD-format files.")
    parser.add_argument("--squad", nargs="+", type=Path, required=True, help="files to fit on, of one language each")
    parser.add_argument(
        "--pair",
        nargs=2,
        type=Path,
        required=True,
        help="a parallel pair: questions of the first file over the second one's paragraphs, for two languages",
    )
    parser.add_argument("--out", type=Path, required=True, help="the weights file to write")
    parser.add_argument("--date", required=True, help="written into the file: the same command gives the same file")
    parser.add_argument("--seed", type=int, default=1, help="for drawing the small corpora")
    parser.add_argument("--vectors", type=Path, default=Path(".vectors"), help="folder in which embeddings are kept")
    options = parser.parse_args(arguments)
    embedder = embedder or open_embedder(options.vectors)
    questions, paragraphs = options.pair
    files = [{"file": p.name, "sha256": digest(p)} for p in (*options.squad, *options.pair)]
    own = read_squad(paragraphs)
    crossed = own.asked_in(read_squad(questions))
    crossing = measure_crossing(own, crossed, embedder)
    home: list[Case] = []
    held: list[Held] = []
    for path in options.squad:
        data = read_squad(path)
        prepared = prepare(situations(data, embedder, options.seed), crossing)
        held += held_out(prepared, fit_halves(prepared, data))
        home += prepared
    foreign = prepare(foreign_situations(crossed, embedder, options.seed), crossing)
    names = " ".join(p.name for p in options.squad)
    command = f"python -m eval.workshop.evidence.fit --squad {names} --pair {questions.name} {paragraphs.name} --out weights.json"
    made = {"by": f"{command} --date {options.date} --seed {options.seed}", "date": options.date, "data": files}
    fitted = fit_relation(home, "home")
    fitted |= take_over(fit_relation(foreign, "foreign"), fitted)
    options.out.write_text(to_file(fitted, crossing, held, made), "utf-8")


def open_embedder(folder: Path) -> KeptVectors:
    """The bot's own embedding engine, its vectors kept in a folder."""
    from rag.index.e5 import load

    return KeptVectors(folder, load().engine)


if __name__ == "__main__":
    main()
