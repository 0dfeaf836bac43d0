"""Time per stage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.score import Scored

MIN_ROWS_P95 = 100


def times(rows: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """n, p50, p95 and max in milliseconds of each stage; no p95 from fewer than a hundred rows.

    "total" is the whole call; other stages are there when answers carry `timings`.
    """
    stages = sorted({name for row in rows for name in row.values if name == "ms" or name.startswith("ms_")})
    found = {}
    for stage in stages:
        ms = [row.values[stage] for row in rows if stage in row.values]
        found["total" if stage == "ms" else stage.removeprefix("ms_")] = {
            "n": len(ms),
            "p50": float(np.percentile(ms, 50)),
            **({"p95": float(np.percentile(ms, 95))} if len(ms) >= MIN_ROWS_P95 else {}),
            "max": max(ms),
        }
    return found
