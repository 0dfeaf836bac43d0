"""The fitted weights: where they come from, and what is refused."""

from __future__ import annotations

import json

import pytest

from rag.answer.evidence.weights import REGIMES, SHIPPED, load_weights, read_weights
from rag.errors import UsageError


def test_the_shipped_weights_say_where_they_come_from() -> None:
    found = json.loads(SHIPPED.read_text("utf-8"))
    assert found["made"]["by"].startswith("python -m eval.workshop.evidence.fit")
    assert all(len(entry["sha256"]) == 64 for entry in found["made"]["data"])
    assert set(load_weights().regimes) == set(REGIMES)
    thresholds = [point["threshold"] for point in found["decline"]["curve"]]
    assert thresholds == sorted(thresholds)
    coverages = [point["coverage"] for point in found["decline"]["curve"]]
    assert coverages == sorted(coverages, reverse=True)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (("home", "passage", "features", "bets"), "Did you mean 'best'"),
        (("home", "confidense"), "Did you mean 'confidence'"),
        (("homer",), "Did you mean 'home'"),
        (("home", "passage", "features", "best", "wait"), "Did you mean 'weight'"),
    ],
)
def test_an_unknown_key_is_refused(place: tuple[str, ...], message: str) -> None:
    found = json.loads(SHIPPED.read_text("utf-8"))
    part = found
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = {}
    with pytest.raises(UsageError, match=message):
        read_weights(found)
