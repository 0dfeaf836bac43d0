"""Scored rows to a table of numbers: value, interval and n of every measure, and slices of the main ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from eval import overall, stats
from eval.measures import MEASURES
from eval.score import Scored

Table = dict[str, dict[str, Any]]
"""By measure: value, low, high (None without an interval), n, method."""


def table(rows: Sequence[Scored], threshold: float | None = None) -> Table:
    """Every measure that these rows allow, in the order of `MEASURES`."""
    clusters = [row.cluster for row in rows]
    outcomes = [row.outcome for row in rows]
    values = overall.overall(outcomes, threshold)
    intervals = stats.overall_intervals(outcomes, clusters, partial(overall.overall, threshold=threshold))
    found = {m.name: cell(m.name, rows) for m in MEASURES if not m.overall}
    found |= {name: _cell(value, intervals.get(name, stats.NOTHING), len(rows)) for name, value in values.items()}
    return {m.name: one for m in MEASURES for one in [found.get(m.name)] if one}


def cell(name: str, rows: Sequence[Scored]) -> dict[str, Any] | None:
    """One row measure over the rows that have it; None when none has."""
    having = [row for row in rows if name in row.values]
    if not having:
        return None
    values = [row.values[name] for row in having]
    return _cell(sum(values) / len(values), stats.mean_interval(values, [row.cluster for row in having]), len(values))


def _cell(value: float, interval: stats.Interval, n: int) -> dict[str, Any]:
    bounded = interval.method != "none"
    low, high = (interval.low, interval.high) if bounded else (None, None)
    return {"value": value, "low": low, "high": high, "n": n, "method": interval.method}


def means(rows: Sequence[Scored], names: Iterable[str]) -> dict[str, dict[str, float]]:
    """Value and n of some row measures, without intervals: for slices."""
    found = {}
    for name in names:
        values = [row.values[name] for row in rows if name in row.values]
        if values:
            found[name] = {"value": sum(values) / len(values), "n": len(values)}
    return found


# -- Slices ----------------------------------------------------------------------------------------------

SLICED = ("recall@5", "key_fact_recall", "correct", "gold_f1", "decline_right", "truthfulness")
SLICES: dict[str, Callable[[Scored], Iterable[str]]] = {
    "type": lambda row: [row.question.type],
    "language": lambda row: [row.question.lang],
    "split": lambda row: [row.question.split],
    "tag": lambda row: row.question.tags,
}


def slices(rows: Sequence[Scored]) -> dict[str, dict[str, Any]]:
    """By slice ("type") and part ("factual"): how many rows and the main measures over them."""
    found: dict[str, dict[str, Any]] = {}
    for name, parts_of in SLICES.items():
        parts = sorted({part for row in rows for part in parts_of(row)})
        members = {part: [row for row in rows if part in parts_of(row)] for part in parts}
        found[name] = {part: {"rows": len(some), **means(some, SLICED)} for part, some in members.items()}
    return found


PAIRED = ("recall@5", "key_fact_recall", "correct", "gold_f1", "truthfulness")


def language_gap(rows: Sequence[Scored], one: str = "en", other: str = "vi") -> dict[str, dict[str, Any]]:
    """mean(one - other) over questions asked in both languages, with a paired interval."""
    pairs: dict[str, dict[str, Mapping[str, float]]] = {}
    for row in rows:
        if row.question.parallel:
            pairs.setdefault(row.question.parallel, {})[row.question.lang] = row.values
    both = [pair for pair in pairs.values() if one in pair and other in pair]
    found = {}
    for name in PAIRED:
        gaps = [pair[one][name] - pair[other][name] for pair in both if name in pair[one] and name in pair[other]]
        if gaps:
            found[name] = _cell(sum(gaps) / len(gaps), stats.difference_interval(gaps, range(len(gaps))), len(gaps))
    return found


# -- Conversations ---------------------------------------------------------------------------------------


def conversations(rows: Sequence[Scored]) -> dict[str, Any]:
    """The last turns of conversations by the way of asking, and what follows from comparing the ways.

    Gold and live are never compared with other questions: a live turn suffers from the turn before it.
    """
    last = [row for row in rows if len(row.question.turns) == row.row.turn > 1]
    live = [row for row in rows if row.row.mode == "live"]
    if not last:
        return {}
    modes = {mode: means([row for row in last if row.row.mode == mode], SLICED) for mode in _MODES}
    return {
        "last turn": modes,
        "live, by turn": {str(turn): means([r for r in live if r.row.turn == turn], SLICED) for turn in _turns(live)},
        "live, all turns": means(live, SLICED),
        "live, mean of conversations": _macro(live),
        "rewrite gain": _recall_gained(last, "gold", "alone"),
        "rewrite gap": _recall_gained(last, "standalone", "gold"),
    }


_MODES = ("gold", "live", "alone", "standalone")


def _recall_gained(last: Sequence[Scored], mode: str, other: str) -> float | None:
    """mean of recall@5 in one mode minus that in another, over the conversations that have both."""
    by_mode = [
        {row.row.id: row.values["recall@5"] for row in last if row.row.mode == one and "recall@5" in row.values}
        for one in (mode, other)
    ]
    gains = [by_mode[0][id_] - by_mode[1][id_] for id_ in by_mode[0].keys() & by_mode[1].keys()]
    return sum(gains) / len(gains) if gains else None


def _turns(live: Sequence[Scored]) -> list[int]:
    return sorted({row.row.turn for row in live})


def _macro(live: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """The mean over conversations of the mean over their turns."""
    by_id: dict[str, list[Scored]] = {}
    for row in live:
        by_id.setdefault(row.row.id, []).append(row)
    found = {}
    for name in SLICED:
        each = [means(turns, [name])[name]["value"] for turns in by_id.values() if means(turns, [name])]
        if each:
            found[name] = {"value": sum(each) / len(each), "n": len(each)}
    return found


def worst(rows: Sequence[Scored], count: int = 10) -> list[Scored]:
    """The rows that went most wrong: said something wrong, with the most confidence; then the most left out."""
    return sorted(rows, key=_badness)[:count]


def _badness(row: Scored) -> tuple[float, float, float, str]:
    values = row.values
    return (
        values["truthfulness"] + values["decline_right"],
        -row.given.confidence,
        values.get("gold_f1", 0.0) + values.get("key_fact_recall", 0.0),
        row.row.key,
    )
