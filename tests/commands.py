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
