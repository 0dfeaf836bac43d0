"""Measures the evidence model: ``python -m eval.workshop.bench_answers --squad FILE --fresh FILE … --pair FILE FILE``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from eval.metrics.selective import coverage_at_risk
from eval.workshop.evidence.cases import prepare
from eval.workshop.evidence.fit import foreign_situations, open_embedder
from eval.workshop.evidence.held_out import fit_halves
from eval.workshop.evidence.regimes import MIX, take_over
from eval.workshop.memory import Embedder
from eval.workshop.situations import Shape, Situation, situations, small_corpora, title_corpora
from eval.workshop.texts import QuestionSet, read_squad
from rag.answer.evidence.ranking import QUOTED, Ranking, rank
from rag.answer.evidence.weights import RankingWeights, load_weights
from rag.language.words import fold


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a situation. ``first`` and ``quoted``: the first, one of the quoted sentences contains a gold answer.

    ``marked``: one of the quoted sentences is where an answer was marked. ``place``: the rank of the right article.
    """

    kind: str
    shape: str
    title: str
    first: bool
    quoted: bool
    marked: bool
    place: int
    confidence: float
    seconds: float


def judge(situation: Situation, weights: RankingWeights) -> Outcome:
    """Ranks a situation's candidates and compares with its answers."""
    candidates = situation.candidates()
    begun = time.perf_counter()
    ranking = rank(situation.asked, candidates, situation.corpus.statistics, weights, situation.states)
    return outcome_of(situation, ranking, time.perf_counter() - begun)


def outcome_of(situation: Situation, ranking: Ranking, seconds: float) -> Outcome:
    """What a ranking comes to."""
    quoted = ranking.evidence[:QUOTED]
    hits = [situation.kind == "answerable" and contains(e.text, situation.question.answers) for e in quoted]
    marked = [
        e.candidate.path == situation.path and any(a < e.end and e.start < b for a, b in situation.spans)
        for e in quoted
    ]
    s = situation
    return Outcome(
        s.kind,
        s.shape,
        s.question.title,
        any(hits[:1]),
        any(hits),
        any(marked),
        place_of(s.path, ranking),
        ranking.confidence,
        seconds,
    )


def contains(sentence: str, answers: Iterable[str]) -> bool:
    """Whether a sentence contains one of the answers, accents and cases aside."""
    folded = " ".join(fold(sentence).split())
    return any(" ".join(fold(a).split()) in folded for a in answers)


def place_of(path: str, ranking: Ranking) -> int:
    """The rank of an article among the articles of the passages, from 1; a million when it is not there."""
    order = list(dict.fromkeys(candidate.path for candidate in ranking.passages))
    return order.index(path) + 1 if path in order else 1_000_000


def area(good: Sequence[float], bad: Sequence[float]) -> float:
    """The probability that a good one scores above a bad one (AUC), ties counting half."""
    values = np.r_[np.array(good), np.array(bad)]
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = len(good), len(bad)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


def calibration_error(
    confidence: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    importance: npt.NDArray[np.float64],
    bins: int = 10,
) -> float:
    """Expected calibration error (Guo et al. 2017), bins of equal width, rows weighted."""
    importance = importance / importance.sum()
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    gap = np.bincount(index, importance * (confidence - right), bins)
    return float(np.abs(gap).sum())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    name: str
    outcomes: list[Outcome]

    def figures(self) -> dict[str, float]:
        asked = [o for o in self.outcomes if o.kind == "answerable"]
        found = {
            "recall@1": mean([o.place <= 1 for o in asked]),
            "recall@5": mean([o.place <= 5 for o in asked]),
            "top-1": mean([o.first for o in asked]),
            "top-3": mean([o.quoted for o in asked]),
        }
        for kind in ("elsewhere", "taken out", "adversarial"):
            found[f"AUC {kind}"] = area(
                [o.confidence for o in asked], [o.confidence for o in self.outcomes if o.kind == kind]
            )
        for risk in (0.05, 0.1, 0.2):
            found[f"answered at {risk:.0%} risk"] = self.coverage(risk)
        seconds = np.array([o.seconds for o in self.outcomes])
        return found | {
            "ECE": self.calibration(),
            "rank ms p50": 1e3 * float(np.median(seconds)),
            "p95": 1e3 * float(np.percentile(seconds, 95)),
        }

    def calibration(self) -> float:
        """Expected calibration error over the kinds that are there, in the shares of the mix fitted for."""
        kinds = np.array([o.kind for o in self.outcomes])
        importance = np.array([MIX[k] / (kinds == k).sum() for k in kinds])
        return calibration_error(
            np.array([o.confidence for o in self.outcomes]), np.array([o.marked for o in self.outcomes]), importance
        )

    def coverage(self, risk: float) -> float:
        """The share of questions answered where at most so many of the answers may be wrong; as many adversarial as
        answerable ones are asked (Geifman and El-Yaniv 2017)."""
        asked, hard = ([o for o in self.outcomes if o.kind == k] for k in ("answerable", "adversarial"))
        n = min(len(asked), len(hard))
        both = [group[round(i * len(group) / n)] for group in (asked, hard) for i in range(n)]
        return (
            coverage_at_risk([o.confidence for o in both], [float(not o.first) for o in both], risk)
            if n
            else float("nan")
        )

    def declined(self, threshold: float) -> dict[str, float]:
        """The share declined of each kind, and of the questions whose quoted sentences would have been right."""
        found = {k: mean([o.confidence < threshold for o in self.outcomes if o.kind == k]) for k in MIX}
        return found | {"right ones": mean([o.confidence < threshold for o in self.outcomes if o.marked])}


def mean(values: Sequence[bool | float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def paragraph_rows(
    data: QuestionSet,
    others: QuestionSet | None,
    embedder: Embedder,
    judges: Sequence[tuple[RankingWeights, Sequence[str]]],
) -> list[Outcome]:
    """Every paragraph an article, each judge's weights on its own titles' questions; ``others`` are about something else."""
    shape = Shape.of("paragraphs", data.paragraphs, 1, embedder)
    outcomes = []
    for place, (weights, titles) in enumerate(judges):
        asked = data.of_titles(titles).questions
        outcomes += [judge(s, weights) for s in shape.beside(asked, embedder, taken_out=True)]
        if others:
            share = others.answerable[place :: len(judges)]
            outcomes += [judge(s, weights) for s in shape.elsewhere(share, embedder)]
    return outcomes


def shape_rows(
    data: QuestionSet, embedder: Embedder, judges: Sequence[tuple[RankingWeights, Sequence[str]]]
) -> list[Outcome]:
    """Corpora of three to ten articles and of whole titles, of each judge's titles only."""
    outcomes = []
    for weights, titles in judges:
        part = data.of_titles(titles)
        outcomes += [
            judge(s, weights) for s in (*small_corpora(part, embedder, seed=7), *title_corpora(part, embedder))
        ]
    return outcomes


def two_fold(
    data: QuestionSet, embedder: Embedder, seed: int, relation: str = "home"
) -> list[tuple[RankingWeights, Sequence[str]]]:
    """Weights fitted on half of the titles, each with the other half's titles; as ``eval.workshop.evidence.fit`` holds titles out."""
    shipped = load_weights()
    found = (situations if relation == "home" else foreign_situations)(data, embedder, seed)
    folds = fit_halves(prepare(found, shipped.crossing), data, relation)
    if relation == "foreign":
        folds = [(take_over(regimes, shipped.regimes), titles) for regimes, titles in folds]
    return [(replace(shipped, regimes={**shipped.regimes, **regimes}), titles) for regimes, titles in folds]


def as_markdown(rows: Sequence[Row]) -> str:
    """The table, a line for each row; figures that a row has not are left empty."""
    names = list(rows[0].figures())
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for row in rows:
        cells = [
            "" if np.isnan(v) else f"{v:.1f}" if n in ("rank ms p50", "p95") else f"{v:.3f}"
            for n, v in row.figures().items()
        ]
        lines.append(f"| {row.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def declined_table(rows: Sequence[Row], thresholds: Sequence[float]) -> str:
    names = list(rows[0].declined(0.5))
    lines = ["| declined at | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for row in rows:
        for t in thresholds:
            cells = ["" if np.isnan(v) else f"{v:.3f}" for v in row.declined(t).values()]
            lines.append(f"| {row.name}, {t:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None, embedder: Embedder | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the evidence model on SQuAD-format files.")
    parser.add_argument(
        "--squad",
        type=Path,
        required=True,
        help="the file that the weights are fitted on: measured in two folds by title",
    )
    parser.add_argument(
        "--fresh", nargs="*", type=Path, default=[], help="files never fitted on, measured with the shipped weights"
    )
    parser.add_argument(
        "--pair",
        nargs=2,
        action="append",
        type=Path,
        default=[],
        help="questions of the first file over the second one's paragraphs: measured in two folds by title",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--vectors", type=Path, default=Path(".vectors"), help="folder in which embeddings are kept")
    options = parser.parse_args(arguments)
    embedder = embedder or open_embedder(options.vectors)
    data, fresh = read_squad(options.squad), [read_squad(p) for p in options.fresh]
    judges = two_fold(data, embedder, options.seed)
    others = next(
        (
            f.of_titles(set(f.titles) - set(data.titles))
            for f in fresh
            if f.paragraphs[0].language == data.paragraphs[0].language
        ),
        None,
    )
    shapes = shape_rows(data, embedder, judges)
    rows = [
        Row(f"{data.name}, two-fold", paragraph_rows(data, others, embedder, judges)),
        *(
            Row(f"{data.name}, {name}", [o for o in shapes if o.shape == shape])
            for name, shape in (("1-10 articles", "few"), ("whole titles", "titles"))
        ),
    ]
    shipped = load_weights()
    for f in fresh:
        outcomes = paragraph_rows(f, None, embedder, [(shipped, f.titles)])
        rows.append(Row(f.name, outcomes))
        if set(f.titles) & set(data.titles):
            rows.append(
                Row(f"{f.name}, titles not in {data.name}", [o for o in outcomes if o.title not in data.titles])
            )
    for questions, paragraphs in options.pair:
        crossed = read_squad(paragraphs).asked_in(read_squad(questions))
        folds = two_fold(crossed, embedder, options.seed, "foreign")
        rows.append(Row(f"{crossed.name}, two-fold", paragraph_rows(crossed, None, embedder, folds)))
    print(as_markdown(rows))
    print()
    print(declined_table(rows, sorted(shipped.caution.values())))


if __name__ == "__main__":
    main()
