"""Running ``footnote`` in this process or in one of its own, and what it left behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]
"""``run("ask", "Who?", FOOTNOTE_PASSAGES="3")``: arguments, and variables of the environment."""


def portable(answer: Any) -> Any:
    """An answer as JSON gives it, without how long it took."""
    given = answer if isinstance(answer, dict) else answer.to_dict()
    return json.loads(json.dumps({name: part for name, part in given.items() if name != "timings"}))


def assert_told(ran: Ran, status: int, *told: str) -> None:
    """One clear sentence with the next step, and no traceback."""
    assert (ran.status, ran.out) == (status, ""), ran.err
    assert ran.err.startswith("footnote: ")
    assert ran.err.count("\n") == 1
    assert "did not foresee" not in ran.err
    for piece in told:
        assert piece in ran.err
