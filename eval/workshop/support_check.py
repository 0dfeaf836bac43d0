"""How well the check of written sentences does on labelled ones (``support/``), and fitting its score again."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import yaml
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rag.answer.check.alignment import Source, Statement, features
from rag.answer.check.cited import CitedPassage, judge_cited
from rag.answer.check.support import USED, breaks_rule, load_score
from rag.answer.evidence.weights import Linear
from rag.answer.reader.load import reader_for
from rag.corpus.sentences import split_sentences
from rag.index.embedding import Encoder, encoder_for
from rag.index.vectors import Array, Vectors

LABELLED = Path(__file__).parents[1] / "support"
Part = Literal["dev", "test"]
PARTS: tuple[Part, ...] = get_args(Part)
TRUE = ("paraphrase", "compression", "fusion")
"""Kinds of sentences that their passages support; every other kind is a falsehood."""
FACTS = ("number", "name", "date")
LEFT_OUT = 0.10
"""Of dev's true sentences, what share the threshold may leave out."""
_PENALTY = 1.0
_FOLD_LIMIT = 1e-9


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with the passages that it cites; ``group`` is one for sentences about the same passages.

    ``fitted`` is False for those of dev that were written after the score was fitted.
    """

    sentence: str
    kind: str
    language: str
    passages: tuple[str, ...]
    group: int
    fitted: bool = True

    @property
    def true(self) -> bool:
        return self.kind in TRUE

    @property
    def cited(self) -> list[str]:
        """The sentences of the passages."""
        return [text for passage in self.passages for text in self._cut(passage)]

    def held_against(self, encoder: Encoder) -> list[CitedPassage]:
        """The passages as a written sentence is held against them."""
        return [CitedPassage(Source.of(self._cut(text), encoder)) for text in self.passages]

    def _cut(self, text: str) -> list[str]:
        return [text[s.start : s.end] for s in split_sentences(text, self.language)]


def labelled(part: Part, folder: Path = LABELLED) -> list[Labelled]:
    """The labelled sentences of a part, English, Vietnamese, French and Spanish."""
    return list(_read(part, folder))


def _read(part: Part, folder: Path) -> Iterator[Labelled]:
    group = 0
    for language in ("en", "vi", "fr", "es"):
        for block in yaml.safe_load((folder / f"{part}-{language}.yaml").read_text("utf-8")):
            group += 1
            for row in block["sentences"]:
                ((kind, sentence),) = row.items()
                yield Labelled(sentence, kind, language, tuple(block["passages"]), group, block.get("fitted", True))


# -- Measuring -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled sentence, whether it passed, and the milliseconds that this took."""

    row: Labelled
    passed: bool
    ms: float


def judge(rows: Sequence[Labelled], encoder: Encoder | None = None, reading: str = "on") -> Iterator[Judged]:
    """Checks every sentence against its passages; with ``reading`` "off" without the reader."""
    encoder, reader = encoder or encoder_for(), reader_for(reading).reader
    sources: dict[tuple[str, ...], list[CitedPassage]] = {}
    for row in rows:
        if row.passages not in sources:
            sources[row.passages] = row.held_against(encoder)
        began = time.perf_counter()
        verdict = judge_cited(row.sentence, sources[row.passages], encoder, reader)
        yield Judged(row, verdict.supported, 1e3 * (time.perf_counter() - began))


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """Per kind how many there are and how many pass; precision and recall of "supported"; milliseconds a sentence."""
    passed: dict[str, list[bool]] = {}
    for one in judged:
        passed.setdefault(one.row.kind, []).append(one.passed)
    spent = [one.ms for one in judged]
    kinds = {kind: {"n": len(found), "pass": sum(found)} for kind, found in sorted(passed.items())}
    right = _passing(kinds, TRUE)
    others = tuple(kind for kind in kinds if kind not in TRUE)
    wrong = _passing(kinds, others)
    return {
        "kinds": kinds,
        "true_left_out": 1 - right / _count(kinds, TRUE),
        "facts_pass": _passing(kinds, FACTS) / _count(kinds, FACTS),
        "rest_pass": (wrong - _passing(kinds, FACTS)) / (_count(kinds, others) - _count(kinds, FACTS)),
        "precision": right / (right + wrong),
        "recall": right / _count(kinds, TRUE),
        "ms_p50": float(np.percentile(spent, 50)),
        "ms_p95": float(np.percentile(spent, 95)),
    }


def _passing(kinds: dict[str, dict[str, int]], some: Sequence[str]) -> int:
    return sum(kinds[kind]["pass"] for kind in some)


def _count(kinds: dict[str, dict[str, int]], some: Sequence[str]) -> int:
    return sum(kinds[kind]["n"] for kind in some)


# -- Fitting -------------------------------------------------------------------------------------------


class Wordless:
    """An encoder without its token states, as any other embedding model is."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.name, self.dim = encoder, encoder.name, encoder.dim

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.passages(texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.queries(texts)


def fit() -> dict[str, Any]:
    """The score fitted on dev anew, with token states and without: what ``support.json`` holds."""
    encoder = encoder_for()
    return {
        "about": "The score of rag/answer/check/support.py. Written by: footnote eval support --fit FILE",
        "made": {"date": datetime.date.today().isoformat(), "on": "eval/support/dev-*.yaml"},
        "with tokens": _fitted(labelled("dev"), encoder),
        "without tokens": _fitted(labelled("dev"), Wordless(encoder)),
    }


def _fitted(rows: Sequence[Labelled], encoder: Encoder) -> dict[str, Any]:
    """A logistic regression over the sentences that break no rule.

    The threshold is the highest at which, cross-validated by passages, no more than ``LEFT_OUT`` of all true
    sentences are left out.
    """
    sources = {row.passages: Source.of(row.cited, encoder) for row in rows}
    open_ = [row for row in rows if not breaks_rule(row.sentence, sources[row.passages])]
    found = [features(Statement.of(row.sentence, encoder), sources[row.passages]) for row in open_]
    table = np.array([[one[name] for name in USED] for one in found])
    right = np.array([row.true for row in open_])
    means, deviations = table.mean(axis=0), np.maximum(table.std(axis=0), _FOLD_LIMIT)
    standard = (table - means) / deviations
    held_out = _held_out(standard, right, [row.group for row in open_])
    spare = int(LEFT_OUT * sum(row.true for row in rows)) - sum(row.true for row in rows if row not in open_)
    threshold = float(np.sort(held_out[right])[max(spare, 0)])
    model = _regression().fit(standard, right)
    linear = Linear(USED, model.coef_[0], means, deviations, float(model.intercept_[0]))
    return {"score": linear.to_dict(), "threshold": round(threshold - 1e-4, 4)}


def _regression() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_PENALTY)


def _held_out(table: Array, right: Any, groups: Sequence[int]) -> Array:
    """The probability of every row from a model that saw no sentence about its passages."""
    from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

    found = cross_val_predict(_regression(), table, right, groups=groups, cv=LeaveOneGroupOut(), method="predict_proba")
    return np.asarray(found[:, 1])


def write(fitted: dict[str, Any], place: Path) -> None:
    """Writes a fitted score; the check reads the one in ``rag/answer/check/support.json``."""
    place.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    load_score.cache_clear()


def table(found: dict[str, Any]) -> RenderableType:
    """What ``measure`` found, for a terminal."""
    rows = Table("", "sentences", "given", "", box=None, pad_edge=False)
    for kind in sorted(found["kinds"], key=lambda kind: (kind not in TRUE, kind)):
        counted = found["kinds"][kind]
        n, passed = counted["n"], counted["pass"]
        told = f"{1 - passed / n:.1%} left out" if kind in TRUE else f"{passed / n:.1%} pass"
        rows.add_row(kind, str(n), str(passed), told)
    told = (
        f"True sentences left out: {found['true_left_out']:.1%}. False numbers, names and dates that pass: "
        f"{found['facts_pass']:.1%}; other falsehoods: {found['rest_pass']:.1%}.\nPrecision {found['precision']:.3f}, "
        f"recall {found['recall']:.3f}; {found['ms_p50']:.0f} ms a sentence (p95 {found['ms_p95']:.0f})."
    )
    return Group(rows, Text(told))
