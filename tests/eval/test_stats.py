"""Intervals and tests, against published values and obvious other ways."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from eval import stats


def test_wilson_of_ninety_of_a_hundred() -> None:
    interval = stats.mean_interval([1.0] * 90 + [0.0] * 10, range(100))
    assert (round(interval.low, 3), round(interval.high, 3), interval.method) == (0.826, 0.945, "wilson")


@pytest.mark.parametrize(
    ("values", "clusters", "method"),
    [
        ([], [], "none"),
        ([1.0, 1.0, 1.0], [1, 2, 3], "wilson"),  # BCa would be nan
        ([0.5, 0.5, 0.5], [1, 2, 3], "none"),  # constant and no share: nothing to go by
        ([0.1, 0.7, 0.4, 0.9], [1, 2, 3, 4], "bca"),
        ([0.0, 1.0, 1.0, 1.0, 0.0, 0.0], [1, 1, 2, 2, 3, 3], "bca"),
        ([0.1, 0.7], [1, 1], "none"),  # one cluster says nothing about others
    ],
)
def test_the_method_follows_the_data(values: list[float], clusters: list[int], method: str) -> None:
    assert stats.mean_interval(values, clusters).method == method


def test_all_right_in_clusters_counts_clusters() -> None:
    """Ten questions in two languages each are ten draws, not twenty."""
    assert stats.mean_interval([1.0] * 20, [n // 2 for n in range(20)]) == stats.wilson(10, 10)


def test_clusters_widen_an_interval() -> None:
    draw = np.random.default_rng(0)
    each = draw.random(40)
    values = [float(v) for v in each for _ in range(5)]
    alone = stats.mean_interval(values, range(200))
    together = stats.mean_interval(values, [n // 5 for n in range(200)])
    assert together.high - together.low > 1.8 * (alone.high - alone.low)


def test_the_bootstrap_agrees_with_the_standard_error() -> None:
    """Two hundred draws of a uniform: the half-width is about 1.96 · s / √n."""
    values = [float(v) for v in np.random.default_rng(1).random(200)]
    interval = stats.mean_interval(values, range(200))
    wanted = 1.96 * np.std(values, ddof=1) / math.sqrt(200)
    assert (interval.high - interval.low) / 2 == pytest.approx(wanted, rel=0.1)


def test_overall_intervals_draw_whole_clusters() -> None:
    rows, clusters = [1.0, 1.0, 0.0, 0.0, 1.0, 0.0], [1, 1, 2, 2, 3, 4]
    found = stats.overall_intervals(rows, clusters, lambda drawn: {"mean": sum(drawn) / len(drawn)})
    assert 0.0 <= found["mean"].low < 0.5 < found["mean"].high <= 1.0


def test_mcnemar_published() -> None:
    """haiku.rag's 14 against 4 of 224: p = .031."""
    a = [0.0] * 14 + [1.0] * 4 + [1.0] * 206
    b = [1.0] * 14 + [0.0] * 4 + [1.0] * 206
    assert stats.mcnemar(a, b) == pytest.approx(0.031, abs=5e-4)
    assert stats.mcnemar(a, a) == 1.0


def test_permutation_is_every_flip_of_signs() -> None:
    """Six pairs have 64 flips: scipy then tries them all, and so do we here."""
    a, b = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.4, 0.4, 0.2, 0.9, 0.8, 0.9]
    deltas = np.subtract(b, a)
    flips = [np.mean(deltas * signs) for signs in itertools.product((1, -1), repeat=6)]
    wanted = np.mean([abs(one) >= abs(deltas.mean()) - 1e-12 for one in flips])
    assert stats.permutation(a, b) == pytest.approx(wanted)
    assert stats.permutation(a, a) == 1.0


def test_holm_by_hand() -> None:
    """Sorted .01 .02 .03 .04 times 4 3 2 1 is .04 .06 .06 .04, and never falls."""
    assert stats.holm([0.02, 0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.06, 0.04, 0.06])
    assert stats.holm([0.9, 0.8]) == [1.0, 1.0]
    assert stats.holm([]) == []
