"""Linear models, fitted: a conditional logit for what is to come first, a logistic, or a product of two, for how likely it is right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from rag.answer.evidence.weights import Linear
from rag.index.vectors import Array

Flags = npt.NDArray[np.bool_]


def standardise(rows: Array) -> tuple[Array, Array]:
    """Means and deviations of the columns of (n, F); a constant column gets deviation 1."""
    deviations = rows.std(axis=0)
    return rows.mean(axis=0), np.where(deviations > 1e-9, deviations, 1.0)


def columns(features: dict[str, Array], names: Sequence[str]) -> Array:
    return np.stack([features[name] for name in names], axis=-1)


def fit_listwise(groups: Sequence[tuple[Array, Flags]], names: Sequence[str], penalty: float = 1e-3) -> Linear:
    """A conditional logit: maximises the mean of ``ln(sum of softmax over the right ones)``.

    Groups are (n, F) features and (n,) which are right. McFadden 1974; as listwise loss Cao et al. 2007,
    ListNet's top-one probability.
    """
    groups = [(rows, right) for rows, right in groups if right.any() and not right.all()]
    rows, right = np.vstack([g[0] for g in groups]), np.concatenate([g[1] for g in groups])
    means, deviations = standardise(rows)
    rows = (rows - means) / deviations
    sizes = np.array([len(g[1]) for g in groups])
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(w: Array) -> tuple[float, Array]:
        scores = rows @ w
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total, good = np.add.reduceat(raised, starts), np.maximum(np.add.reduceat(raised * right, starts), 1e-300)
        residual = raised / total[owner] - raised * right / good[owner]
        return float(np.mean(np.log(total) - np.log(good)) + penalty * w @ w / 2), residual @ rows / len(
            sizes
        ) + penalty * w

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-10, "gtol": 1e-7}
    )
    return Linear(tuple(names), found.x, means, deviations)


def fit_logistic(rows: Array, right: Flags, importance: Array, names: Sequence[str], penalty: float = 1e-3) -> Linear:
    """Logistic regression of (n,) right on (n, F), each row counted by its importance."""
    means, deviations = standardise(rows)
    rows, importance = (rows - means) / deviations, importance / importance.sum()
    signs = np.where(right, 1.0, -1.0)

    def loss(w: Array) -> tuple[float, Array]:
        margins = signs * (rows @ w[:-1] + w[-1])
        pull = -importance * signs / (1 + np.exp(margins))
        return float(importance @ np.logaddexp(0, -margins) + penalty * w[:-1] @ w[:-1] / 2), np.r_[
            pull @ rows + penalty * w[:-1], pull.sum()
        ]

    found = minimize(
        loss,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 1000, "ftol": 1e-12, "gtol": 1e-8},
    )
    return Linear(tuple(names), found.x[:-1], means, deviations, float(found.x[-1]))


def fit_both(
    first: Array,
    second: Array,
    right: Flags,
    importance: Array,
    names: tuple[Sequence[str], Sequence[str]],
    penalty: float = 1e-3,
) -> tuple[Linear, Linear]:
    """Two logistics of which the product is how likely (n,) is right, fitted together on (n, F) and (n, G).

    A noisy-and (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2): neither makes up for the other.
    """
    parts = [(standardise(rows), rows) for rows in (first, second)]
    one, two = ((rows - means) / deviations for (means, deviations), rows in parts)
    importance, wanted, place = importance / importance.sum(), right.astype(float), one.shape[1] + 1

    def split(w: Array) -> tuple[Array, Array]:
        return w[:place], w[place:]

    def loss(w: Array) -> tuple[float, Array]:
        of_one, of_two = split(w)
        a, b = (1 / (1 + np.exp(-(rows @ v[:-1] + v[-1]))) for rows, v in ((one, of_one), (two, of_two)))
        both = np.clip(a * b, 1e-9, 1 - 1e-9)
        pull = importance * (both - wanted) / (1 - both)  # times (1 - a) or (1 - b): by either score
        held = np.r_[of_one[:-1], 0.0, of_two[:-1], 0.0]
        slopes = [np.r_[p @ rows, p.sum()] for rows, p in ((one, pull * (1 - a)), (two, pull * (1 - b)))]
        logs = wanted * np.log(both) + (1 - wanted) * np.log(1 - both)
        return float(-importance @ logs + penalty * held @ held / 2), np.concatenate(slopes) + penalty * held

    size = one.shape[1] + two.shape[1] + 2
    found = minimize(loss, np.full(size, 0.1), jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-12})
    made = [Linear(tuple(n), w[:-1], *scale, float(w[-1])) for n, w, (scale, _) in zip(names, split(found.x), parts)]
    return made[0], made[1]
