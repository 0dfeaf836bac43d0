"""How sure a number is, and whether two differ: intervals, paired tests, many tests at once."""

from __future__ import annotations

import math
import warnings
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
SEED = 20_260
_ENOUGH_TO_DRAW_FROM = 3

T = TypeVar("T")
Floats = NDArray[np.float64]
Method = Literal["wilson", "bca", "percentile", "none"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval and how it was found; "none" has no bounds (too few rows)."""

    low: float
    high: float
    method: Method


NOTHING = Interval(math.nan, math.nan, "none")


def mean_interval(values: Sequence[float], clusters: Sequence[Hashable]) -> Interval:
    """A 95 % interval of a mean whose values hang together by cluster, each as long as `values`.

    Wilson's for independent shares of 0 and 1; else BCa bootstrap over clusters. BCa gives nan for constant
    values: then Wilson's with the number of clusters for shares, and no interval for anything else.
    """
    sums, sizes = _by_cluster(values, clusters)
    binary = set(values) <= {0.0, 1.0}
    if not values:
        return NOTHING
    if binary and (len(sums) == len(values) or len(set(values)) == 1):
        return wilson(round(sum(values) / len(values) * len(sums)), len(sums))
    if len(set(values)) == 1 or len(sums) < _ENOUGH_TO_DRAW_FROM:
        return NOTHING
    return _bootstrapped(sums, sizes)


def wilson(hits: int, n: int) -> Interval:
    """Wilson's score interval of a share, by scipy."""
    from scipy.stats import binomtest

    found = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return Interval(float(found.low), float(found.high), "wilson")


def _by_cluster(values: Sequence[float], clusters: Sequence[Hashable]) -> tuple[Floats, Floats]:
    """(sum, size) of each cluster, both of shape (clusters,)."""
    groups: dict[Hashable, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        groups[cluster].append(value)
    return np.array([sum(one) for one in groups.values()]), np.array([float(len(one)) for one in groups.values()])


def _bootstrapped(sums: Floats, sizes: Floats) -> Interval:
    """BCa (Efron 1987) over clusters, or the percentile method where BCa has no answer."""
    from scipy.stats import bootstrap

    def mean(sums: Floats, sizes: Floats, axis: int = -1) -> Floats:
        return np.asarray(sums.sum(axis=axis) / sizes.sum(axis=axis))

    for method in _METHODS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # degenerate data: the answer is nan, which is looked at here
            found = bootstrap(
                (sums, sizes),
                mean,
                paired=True,
                vectorized=True,
                n_resamples=RESAMPLES,
                method=method,
                rng=np.random.default_rng(SEED),
            ).confidence_interval
        low, high = float(found.low), float(found.high)
        if not (math.isnan(low) or math.isnan(high)):
            return Interval(low, high, "bca" if method == "BCa" else "percentile")
    return NOTHING


_METHODS: tuple[Literal["BCa", "percentile"], ...] = ("BCa", "percentile")


def overall_intervals(
    rows: Sequence[T], clusters: Sequence[Hashable], values_of: Callable[[Sequence[T]], Mapping[str, float]]
) -> dict[str, Interval]:
    """Percentile intervals of scores that need all rows at once: whole clusters are drawn again and again."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for row, cluster in zip(rows, clusters, strict=True):
        groups[cluster].append(row)
    members = list(groups.values())
    if len(members) < _ENOUGH_TO_DRAW_FROM:
        return {}
    rng = np.random.default_rng(SEED)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(_OVERALL_RESAMPLES):
        sample = [row for place in rng.integers(len(members), size=len(members)) for row in members[place]]
        for name, value in values_of(sample).items():
            drawn[name].append(value)
    return {name: _percentile(values) for name, values in drawn.items()}


_OVERALL_RESAMPLES = 500


def _percentile(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high), "percentile")


# -- Two runs ---------------------------------------------------------------------------------------------


def difference_interval(differences: Sequence[float], clusters: Sequence[Hashable]) -> Interval:
    """A 95 % interval of the mean of paired differences: BCa over clusters; none when all are equal."""
    sums, sizes = _by_cluster(differences, clusters)
    if len(set(differences)) < 2 or len(sums) < _ENOUGH_TO_DRAW_FROM:
        return NOTHING
    return _bootstrapped(sums, sizes)


def overall_difference_intervals(
    pairs: Sequence[tuple[T, T]], clusters: Sequence[Hashable], values_of: Callable[[Sequence[T]], Mapping[str, float]]
) -> dict[str, Interval]:
    """Percentile intervals of second minus first, for scores that need all rows at once."""

    def differences(drawn: Sequence[tuple[T, T]]) -> dict[str, float]:
        a, b = values_of([one for one, _ in drawn]), values_of([two for _, two in drawn])
        return {name: b[name] - a[name] for name in a if name in b}

    return overall_intervals(pairs, clusters, differences)


def mcnemar(a: Sequence[float], b: Sequence[float]) -> float:
    """Exact two-sided McNemar p for paired 0/1 outcomes: a binomial test of the pairs that differ."""
    from scipy.stats import binomtest

    lost, won = (sum(x > y for x, y in zip(a, b, strict=True)), sum(x < y for x, y in zip(a, b, strict=True)))
    return float(binomtest(won, won + lost).pvalue) if won + lost else 1.0


def permutation(a: Sequence[float], b: Sequence[float]) -> float:
    """Two-sided p of a difference of paired means: signs are flipped at random, by scipy."""
    from scipy.stats import permutation_test

    if list(a) == list(b):
        return 1.0
    found = permutation_test(
        (np.asarray(b), np.asarray(a)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    return float(found.pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment (1979): p₍ᵢ₎ becomes max over j ≤ i of min(1, (m - j + 1) p₍ⱼ₎)."""
    order = np.argsort(p_values, kind="stable")
    adjusted, reached = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        reached = max(reached, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = reached
    return adjusted
