"""Does confidence tell right from wrong? Risk and coverage, calibration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BINS = 10


def risk_coverage(confidence: Sequence[float], loss: Sequence[float]) -> tuple[Floats, Floats]:
    """Coverage k/n and risk (1/k) Σ_{i≤k} loss_i, most confident first; both of shape (n,), from 0 to 1.

    Equal confidences share their mean loss, so that the order of the rows does not matter.
    """
    losses = _sorted_losses(confidence, loss)
    k = np.arange(1, len(losses) + 1)
    return k / len(losses), np.cumsum(losses) / k


def aurc(confidence: Sequence[float], loss: Sequence[float]) -> float:
    """Area under the risk-coverage curve: mean over k of the risk at k (Geifman and El-Yaniv 2017)."""
    return float(np.mean(risk_coverage(confidence, loss)[1]))


def e_aurc(confidence: Sequence[float], loss: Sequence[float]) -> float:
    """AURC above that of the best possible order of these losses (Geifman et al. 2019)."""
    return aurc(confidence, loss) - aurc([-one for one in loss], loss)


def augrc(confidence: Sequence[float], loss: Sequence[float]) -> float:
    """mean over k of (1/n) Σ_{i≤k} loss_i: the average risk of an undetected failure (arXiv:2407.01032)."""
    losses = _sorted_losses(confidence, loss)
    return float(np.mean(np.cumsum(losses) / len(losses)))


def coverage_at_risk(confidence: Sequence[float], loss: Sequence[float], risk: float) -> float:
    """The largest share of questions that can be answered at no more than this risk."""
    coverage, risks = risk_coverage(confidence, loss)
    return float(max(coverage[risks <= risk + 1e-12], default=0.0))


def ece(confidence: Sequence[float], right: Sequence[float], bins: int = BINS) -> float:
    """Σ over bins of (n_b / n) |share right - mean confidence|, equal widths (Naeini et al. 2015)."""
    return sum(n * abs(right_ - sure) for sure, right_, n in reliability(confidence, right, bins)) / len(confidence)


def reliability(
    confidence: Sequence[float], right: Sequence[float], bins: int = BINS
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, n) of each bin that is not empty; bin b holds b/bins ≤ p < (b+1)/bins."""
    p, y = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    which = np.minimum((p * bins).astype(int), bins - 1)
    inside = [which == b for b in range(bins)]
    return [(float(p[here].mean()), float(y[here].mean()), int(here.sum())) for here in inside if here.any()]


def brier(confidence: Sequence[float], right: Sequence[float]) -> float:
    """mean (p - y)² (Brier 1950)."""
    return float(np.mean((np.asarray(confidence, dtype=float) - np.asarray(right, dtype=float)) ** 2))


def auroc(confidence: Sequence[float], positive: Sequence[float]) -> float | None:
    """P(a positive has more confidence than a negative), ties half (Mann-Whitney's U); None without both.

    As scikit-learn's roc_auc_score, which is a hundred times slower: too slow for a bootstrap.
    """
    p, y = np.asarray(confidence, dtype=float), np.asarray(positive, dtype=bool)
    if y.all() or not y.any():
        return None
    _, group, sizes = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]  # mean ranks from 1
    n = int(y.sum())
    return float((ranks[y].sum() - n * (n + 1) / 2) / (n * (len(y) - n)))


def _sorted_losses(confidence: Sequence[float], loss: Sequence[float]) -> Floats:
    """Losses by falling confidence, shape (n,); those of equal confidence are replaced by their mean."""
    sure, losses = np.asarray(confidence, dtype=float), np.asarray(loss, dtype=float)
    _, group = np.unique(-sure, return_inverse=True)
    means = np.bincount(group, weights=losses) / np.bincount(group)
    return np.asarray(means[np.sort(group)], dtype=np.float64)
