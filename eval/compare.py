"""Two runs over the same questions: what differs, how surely, and which questions flipped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from eval import overall, stats
from eval.measures import MEASURES, Measure
from eval.outcome import Outcome
from rag import UsageError

Report = Mapping[str, Any]
Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in both runs, over the questions that have it in both: B minus A, with p where it is tested."""

    measure: str
    a: float
    b: float
    difference: float
    low: float | None
    high: float | None
    n: int
    p: float | None = None
    p_holm: float | None = None
    won: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of two runs.

    `flipped`: (id, verdict in A, verdict in B). `settings` and versions that differ: (name, in A, in B).
    """

    split: str
    differences: tuple[Difference, ...]
    flipped: tuple[tuple[str, str, str], ...]
    settings: tuple[tuple[str, Any, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    a: Report, b: Report, split: str | None = None, force: bool = False, only: Collection[str] | None = None
) -> Comparison:
    """Compares two reports, paired by question; by the measures named in ``only``, or by all.

    Raises:
        UsageError: they are over different questions or articles, and `force` is not set; or share none.
    """
    if not force:
        _refuse_strangers(a, b)
    split = split or (a["split"] if a["split"] == b["split"] else "all")
    pairs = _pairs(a, b, split)
    if not pairs:
        raise UsageError("The two runs have no question in common.", "Compare runs over the same questions.")
    wanted = [measure for measure in MEASURES if only is None or measure.name in only]
    found = [_difference(measure, pairs) for measure in wanted if not measure.overall]
    overall_too = _overall(pairs, b.get("threshold")) if any(measure.overall for measure in wanted) else []
    differences = [*(one for one in found if one), *overall_too]
    order = {measure.name: place for place, measure in enumerate(MEASURES)}
    return Comparison(
        split,
        tuple(sorted(_with_holm(differences), key=lambda one: order[one.measure])),
        tuple(
            (x["id"], x["verdict"], y["verdict"]) for x, y in sorted(pairs, key=_loss) if x["verdict"] != y["verdict"]
        ),
        tuple(_settings(a, b)),
    )


def _refuse_strangers(a: Report, b: Report) -> None:
    for what in ("questions", "corpus"):
        if a[what]["digest"] != b[what]["digest"]:
            name = "articles" if what == "corpus" else what
            raise UsageError(
                f"The two runs are over different {name}.", "Run both anew, or compare all the same with --force."
            )


def _pairs(a: Report, b: Report, split: str) -> list[Pair]:
    """Rows of both runs with one key: each question once, follow-ups after the gold history."""

    def wanted(row: Mapping[str, Any]) -> bool:
        return row["mode"] == "gold" and split in ("all", row["split"])

    of_b = {row["key"]: row for row in b["rows"] if wanted(row)}
    return [(row, of_b[row["key"]]) for row in a["rows"] if wanted(row) and row["key"] in of_b]


def _difference(measure: Measure, pairs: Sequence[Pair]) -> Difference | None:
    """A mean over rows: McNemar's test where all are 0 or 1, else permutations."""
    both = [(x, y) for x, y in pairs if measure.name in x["values"] and measure.name in y["values"]]
    if not both:
        return None
    a, b = [x["values"][measure.name] for x, _ in both], [y["values"][measure.name] for _, y in both]
    deltas = [v - u for u, v in zip(a, b, strict=True)]
    interval = stats.difference_interval(deltas, [x["cluster"] for x, _ in both])
    p = stats.mcnemar(a, b) if set(a) | set(b) <= {0.0, 1.0} else stats.permutation(a, b)
    gains = [delta * (measure.better or 1) for delta in deltas]
    return Difference(
        measure.name, _mean(a), _mean(b), _mean(deltas), *_bounds(interval), len(both),
        p=p if measure.better else None, won=sum(g > 0 for g in gains), lost=sum(g < 0 for g in gains),
    )  # fmt: skip


def _overall(pairs: Sequence[Pair], threshold: float | None) -> list[Difference]:
    """Scores of all rows at once: an interval, and no test."""
    outcomes = [(Outcome.from_list(x["outcome"]), Outcome.from_list(y["outcome"])) for x, y in pairs]
    values_of = partial(overall.overall, threshold=threshold)
    a, b = values_of([x for x, _ in outcomes]), values_of([y for _, y in outcomes])
    bounds = stats.overall_difference_intervals(outcomes, [x["cluster"] for x, _ in pairs], values_of)
    return [
        Difference(name, a[name], b[name], b[name] - a[name], *_bounds(bounds.get(name, stats.NOTHING)), len(pairs))
        for name in a
        if name in b
    ]


def _with_holm(differences: Sequence[Difference]) -> list[Difference]:
    """Holm's adjustment over the headline measures that are tested; the others keep their plain p."""
    headline = {measure.name for measure in MEASURES if measure.headline}
    tested = [one for one in differences if one.p is not None and one.measure in headline]
    adjusted = dict(zip([one.measure for one in tested], stats.holm([one.p or 0.0 for one in tested]), strict=True))
    return [Difference(**{**asdict(one), "p_holm": adjusted.get(one.measure)}) for one in differences]


def _settings(a: Report, b: Report) -> list[tuple[str, Any, Any]]:
    """Settings and versions that differ."""
    flat_a, flat_b = ({**one["settings"], **one["versions"]} for one in (a, b))
    return [
        (name, flat_a.get(name), flat_b.get(name))
        for name in {**flat_a, **flat_b}
        if flat_a.get(name) != flat_b.get(name)
    ]


def _loss(pair: Pair) -> tuple[float, str]:
    """Questions that got worse come first."""
    return pair[1]["values"]["truthfulness"] - pair[0]["values"]["truthfulness"], pair[0]["key"]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _bounds(interval: stats.Interval) -> tuple[float | None, float | None]:
    return (None, None) if interval.method == "none" else (interval.low, interval.high)
