"""Fits what is made of the reader's word: which sentence comes first, and how likely a quoted one is right.

    python -m eval.workshop.reading --squad squad2.json --pair xquad.vi.json xquad.en.json --fresh xquad.en.json --date D

The first stage's weights are those of ``eval.workshop.evidence.fit``. Measured as ``eval.workshop.bench_answers`` does: the file that is fitted on
in two folds by title, the fresh ones with what was fitted on the other.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from eval.metrics.squad2 import f1
from eval.workshop.bench_answers import Outcome, Row, as_markdown, declined_table, outcome_of
from eval.workshop.evidence.cases import answers
from eval.workshop.evidence.fit import CAUTION, one_line_leaves, open_embedder
from eval.workshop.evidence.held_out import halves
from eval.workshop.evidence.linear import columns, fit_both, fit_listwise
from eval.workshop.memory import Embedder
from eval.workshop.reader.written import DOCUMENTS, as_questions, read_file
from eval.workshop.situations import Shape, Situation, small_corpora
from eval.workshop.texts import QuestionSet, digest, read_squad
from rag.answer.evidence.ranking import QUOTED, Ranking, rank, softmax
from rag.answer.evidence.weights import Linear, RankingWeights, load_weights
from rag.answer.reader.load import reader_for
from rag.answer.reader.rerank_weights import (
    ANSWER_FEATURES,
    FEATURES,
    RELATIONS,
    SHIPPED,
    SUBJECT_FEATURES,
    RerankWeights,
)
from rag.answer.reader.reranking import SentencesRead, confidence_features, read_first, rerank
from rag.answer.reader.scorer import Scorer, WindowScores
from rag.answer.reader.windows import Window
from rag.index.vectors import Array

Flags = npt.NDArray[np.bool_]
MIX: dict[str, float] = {"answerable": 0.6, "adversarial": 0.2, "taken out": 0.1, "elsewhere": 0.1}
"""The share of each kind of situation: who asks what the articles do not say mostly asks about what they are about."""


class KeptReader:
    """A reader that reads every window once for each question, and keeps what it said in a folder."""

    def __init__(self, folder: Path, reader: Scorer) -> None:
        self.name, self._reader = reader.name, reader
        self._file = folder / f"{reader.name.replace('/', '-')}.pickle"
        self._known: dict[tuple[str, Window], WindowScores] = {}
        if self._file.exists():
            self._known = pickle.loads(self._file.read_bytes())

    def read(self, question: str, windows: Sequence[Window]) -> list[WindowScores]:
        new = [w for w in dict.fromkeys(windows) if (question, w) not in self._known]
        if new:
            self._known.update(zip([(question, w) for w in new], self._reader.read(question, new)))
        return [self._known[question, w] for w in windows]

    def save(self) -> None:
        """Writes what was read, in one step."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(".part")
        part.write_bytes(pickle.dumps(self._known))
        os.replace(part, self._file)


@dataclass(frozen=True, slots=True, eq=False)
class ReadCase:
    """A situation whose first sentences were read, and which of them are right, (n,)."""

    situation: Situation
    ranking: Ranking
    read: SentencesRead
    right: Flags

    @property
    def kind(self) -> str:
        return self.situation.kind

    def group(self, *, foreign: bool) -> tuple[Array, Flags]:
        """The columns of the sentences in the question's language, or of those in others, and which are right."""
        side = self.read.foreign == foreign
        return columns(self.read.table, FEATURES)[side], self.right[side]

    @property
    def has_both(self) -> bool:
        """Whether sentences in the question's language and in others were read."""
        return bool(self.read.foreign.any() and not self.read.foreign.all())


def read_cases(situations: Iterable[Situation], weights: RankingWeights, reader: Scorer) -> list[ReadCase]:
    """Situations ranked by the first stage and read."""
    cases = []
    for s in situations:
        ranking = rank(s.asked, s.candidates(), s.corpus.statistics, weights, s.states)
        if not ranking.evidence:
            continue
        read = read_first(s.asked, ranking, reader)
        right = np.array([answers(e.candidate, e.index, s) for e in read.evidence], bool)
        cases.append(ReadCase(s, ranking, read, right))
    return cases


def fit_rerank(cases: Sequence[ReadCase], penalty: float = 1e-3) -> dict[str, RerankWeights]:
    """By relation of languages the order of the sentences, as a conditional logit, then the confidence in the first
    ones, as a product of two logistics."""
    asked = [c for c in cases if c.kind == "answerable"]
    sentences = {
        name: fit_listwise([c.group(foreign=name == "foreign") for c in asked], FEATURES, penalty) for name in RELATIONS
    }
    sentences["foreign"] = replace(sentences["foreign"], intercept=-behind([c for c in asked if c.has_both], sentences))
    lone = [float(scores_of(c, sentences).max()) for c in cases if c.kind in ("taken out", "elsewhere")]
    middle = float(np.median(lone or [0.0]))
    sentences = {name: replace(s, intercept=s.intercept - middle) for name, s in sentences.items()}
    first = [int(scores_of(c, sentences).argmax()) for c in cases]
    fitted = {}
    for side, name in enumerate(RELATIONS):
        held = [(c, at) for c, at in zip(cases, first) if c.read.foreign[at] == side]
        fitted[name] = RerankWeights(
            sentences[name], *fit_confidence([c for c, _ in held], [at for _, at in held], sentences)
        )
    return fitted


def scores_of(case: ReadCase, sentences: Mapping[str, Linear]) -> Array:
    """The scores of what was read of a case, (n,)."""
    home, foreign = (sentences[name](case.read.table) for name in RELATIONS)
    return np.where(case.read.foreign, foreign, home)


def behind(cases: Sequence[ReadCase], sentences: Mapping[str, Linear]) -> float:
    """What a sentence in another language than the question's has to be behind one in its own, for the right ones to
    be likeliest where there are both."""
    held = [(scores_of(c, sentences), c.read.foreign, c.right) for c in cases if c.right.any()]

    def loss(by: float) -> float:
        shares = (softmax(scores - by * foreign)[right].sum() for scores, foreign, right in held)
        return -float(np.log(list(shares)).sum())

    return float(minimize_scalar(loss, bounds=(-5.0, 15.0), method="bounded").x) if held else 0.0


def fit_confidence(
    cases: Sequence[ReadCase], first: Sequence[int], sentences: Mapping[str, Linear]
) -> tuple[Linear, Linear]:
    """How likely something is there about what is asked, and how likely it answers; of cases whose sentences at
    ``first`` come first."""
    rows = [confidence_features(c.read, at, c.ranking) for c, at in zip(cases, first)]
    right = []
    for c in cases:
        order = np.argsort(-scores_of(c, sentences), kind="stable")
        right.append(bool(c.right[order[:QUOTED]].any()))
    names = (SUBJECT_FEATURES, ANSWER_FEATURES)
    subject, answered = (np.array([[row[name] for name in part] for row in rows]) for part in names)
    return fit_both(subject, answered, np.array(right), importance(cases), names)


def importance(cases: Sequence[ReadCase]) -> Array:
    """Weights with which the kinds of situations come to the shares of ``MIX``, the shapes of corpora counting alike."""
    labels = [(c.kind, c.situation.shape) for c in cases]
    sizes = Counter(labels)
    shapes = Counter(kind for kind, _ in sizes)
    return np.array([MIX[kind] / shapes[kind] / sizes[kind, shape] for kind, shape in labels])


ABOUT = (
    "What Footnote makes of the reader's word, written by eval/workshop/reading.py; change it by fitting, not by hand. "
    "score = intercept + sum of weight * (value - mean) / deviation. home: question and text in one language, foreign: in two."
)
SHORT_PRECISION = 0.9
"""A short answer is emphasised where, on titles not fitted on, so many of those emphasised are the gold one (F1 of .5)."""
_ELSEWHERE = 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """A situation with what became of it, and whether the short answer of the first sentence is right, with its score."""

    outcome: Outcome
    short_score: float
    short_right: bool


def measure(
    situations: Iterable[Situation],
    weights: RankingWeights,
    reader: Scorer,
    relations: Mapping[str, RerankWeights],
) -> list[Measured]:
    """Situations ranked by weights that have not seen their titles."""
    found = []
    for s in situations:
        candidates = s.candidates()
        begun = time.perf_counter()
        ranking = rank(s.asked, candidates, s.corpus.statistics, weights, s.states)
        ranking = rerank(s.asked, ranking, reader, relations)
        outcome = outcome_of(s, ranking, time.perf_counter() - begun)
        first = ranking.evidence[0] if ranking.evidence else None
        short = first.candidate.shown(first.index)[slice(*first.short)] if first and first.short else ""
        score = first.span if first else -np.inf
        found.append(Measured(outcome, score, s.kind == "answerable" and f1(short, s.question.answers) >= 0.5))
    return found


def short_threshold(measured: Sequence[Measured]) -> float:
    """The lowest score from which on short answers to questions that have one are right often enough."""
    asked = [m for m in measured if m.outcome.kind == "answerable"]
    held = sorted(((m.short_score, m.short_right) for m in asked), reverse=True)
    right = np.cumsum([r for _, r in held]) / np.arange(1, len(held) + 1)
    enough = np.flatnonzero(right >= SHORT_PRECISION)
    return float(held[enough[-1]][0]) if len(enough) else float("inf")


def near_threshold(measured: Sequence[Measured]) -> float:
    """The confidence that most questions about something else stay below."""
    return float(np.quantile([m.outcome.confidence for m in measured if m.outcome.kind == "elsewhere"], _ELSEWHERE))


def sample(data: QuestionSet, others: QuestionSet | None, embedder: Embedder, every: int) -> list[Situation]:
    """Every paragraph an article: all questions, a part of them with their paragraph taken out, and some about something
    else; and whole titles as articles, small folders."""
    shape = Shape.of("paragraphs", data.paragraphs, 1, embedder)
    found = list(shape.beside(data.questions[::every], embedder, taken_out=False))
    asked = shape.beside(data.answerable[:: 3 * every], embedder, taken_out=True)
    found += [s for s in asked if s.kind == "taken out"]
    if others:
        found += shape.elsewhere(others.answerable[: len(found) // 8], embedder)
    return found


def small(data: QuestionSet, embedder: Embedder, every: int) -> list[Situation]:
    """Folders of a few articles."""
    return small_corpora(data, embedder, 7)[:: 4 * every]


def documents(data: QuestionSet, embedder: Embedder) -> list[Situation]:
    """Written documents, all in one folder and a few in each of several."""
    if not data.questions:
        return []
    shape = Shape.of("documents", data.paragraphs, 0, embedder)
    found = list(shape.beside(data.questions, embedder, taken_out=False))
    return found + [s for s in small_corpora(data, embedder, 11, rounds=1) if s.kind in ("taken out", "elsewhere")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path, required=True)
    parser.add_argument("--pair", nargs=2, type=Path, required=True)
    parser.add_argument("--fresh", nargs="*", type=Path, default=[])
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of written documents with questions")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--date", required=True)
    parser.add_argument("--every", type=int, default=1, help="ask every nth question only")
    parser.add_argument(
        "--vectors", type=Path, default=Path(".vectors"), help="folder in which vectors and readings are kept"
    )
    options = parser.parse_args()
    embedder, weights = open_embedder(options.vectors), load_weights()
    loaded = reader_for("on")
    if loaded.reader is None:
        raise SystemExit(loaded.reason)
    reader = KeptReader(options.vectors, loaded.reader)
    data, fresh = read_squad(options.squad), [read_squad(f) for f in options.fresh]
    others = fresh[0].of_titles(set(fresh[0].titles) - set(data.titles)) if fresh else None
    held = [w for file in sorted(options.documents.glob("*.txt")) for w in read_file(file)]
    alike, across = as_questions(held, foreign=False), as_questions(held, foreign=True)
    crossed = read_squad(options.pair[1]).asked_in(read_squad(options.pair[0]))
    sets = {
        f"{data.name}, two-fold": sample(data, others, embedder, options.every),
        f"{data.name}, small folders": small(data, embedder, options.every),
        f"{alike.name}, two-fold": documents(alike, embedder),
        f"{crossed.name}, two-fold": sample(crossed, None, embedder, options.every),
        f"{across.name}, two-fold": documents(across, embedder),
    }
    fitted, measured = fitted_in_folds(sets, [data, alike, crossed], weights, reader)
    reader.save()
    for f in fresh:
        sets[f.name] = sample(f, None, embedder, options.every)
        measured[f.name] = measure(sets[f.name], weights, reader, fitted)
    reader.save()
    # What is asked of something else is another set's, and only fitted on.
    measured |= {n: [m for m in measured[n] if m.outcome.title in data.titles] for n in list(sets)[:2]}
    rows = [Row(name, [m.outcome for m in found]) for name, found in measured.items()]
    of_squad = [m for name in list(sets)[:2] for m in measured[name]]
    made = {
        "by": "python -m eval.workshop.reading", "date": options.date, "reader": reader.name, "every": options.every,
        "data": [{"file": p.name, "sha256": digest(p)} for p in (options.squad, *options.pair, *options.fresh)],
    }  # fmt: skip
    short = short_threshold(of_squad)
    text = as_file(made, fitted, near_threshold(of_squad), short)
    options.out.write_text(text, "utf-8")
    shown = [m for m in of_squad if m.short_score >= short and m.outcome.kind == "answerable"]
    print(as_markdown(rows), declined_table(rows, list(CAUTION.values())), sep="\n\n")
    print(
        f"short answers shown: {len(shown) / sum(m.outcome.kind == 'answerable' for m in of_squad):.3f}, right {np.mean([m.short_right for m in shown]):.3f}"
    )


def as_file(made: Mapping[str, object], fitted: Mapping[str, RerankWeights], near: float, short: float) -> str:
    """The text of the file of weights, with how it was made."""
    parts = {
        name: {"sentence": w.sentence.to_dict(), "subject": w.subject.to_dict(), "answers": w.answers.to_dict()}
        for name, w in fitted.items()
    }
    held = {"about": ABOUT, "made": made, **parts, "near": round(near, 4), "short": round(short, 3)}
    return one_line_leaves(json.dumps(held, indent=1, ensure_ascii=False)) + "\n"


def fitted_in_folds(
    sets: Mapping[str, Sequence[Situation]],
    data: Sequence[QuestionSet],
    weights: RankingWeights,
    reader: Scorer,
) -> tuple[dict[str, RerankWeights], dict[str, list[Measured]]]:
    """The weights fitted on all titles, and every situation of each set measured by weights that its title was not
    fitted on."""
    cases = read_cases((s for held in sets.values() for s in held), weights, reader)
    folds = {title: fold for one in data for fold, titles in enumerate(halves(one)) for title in titles}
    measured: dict[str, list[Measured]] = {name: [] for name in sets}
    for held in (0, 1):
        fitted = fit_rerank([c for c in cases if fold_of(c.situation, folds) != held])
        for name, situations in sets.items():
            asked = [s for s in situations if fold_of(s, folds) == held]
            measured[name] += measure(asked, weights, reader, fitted)
    return fit_rerank(cases), measured


def fold_of(situation: Situation, folds: Mapping[str, int]) -> int:
    """0 or 1, by title; questions about something else are in both, by their ids."""
    asked = situation.question
    return folds.get(asked.title, zlib.crc32(asked.id.encode()) % 2)


if __name__ == "__main__":
    main()
