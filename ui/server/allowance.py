"""How much one user may ask: so many questions a minute, counted by name, or by address where there are no names."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Allowance:
    """Counts what each one asks; without a number nothing is counted."""

    def __init__(self, per_minute: int | None = None) -> None:
        self._most = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._taken = MovingWindowRateLimiter(MemoryStorage())

    def take(self, who: str) -> int:
        """Takes one, and gives 0; or the seconds after which there is one again.

        >>> allowance = Allowance(1)
        >>> allowance.take("ann"), allowance.take("ann") > 0, allowance.take("bob")
        (0, True, 0)
        """
        if self._most is None or self._taken.hit(self._most, who):
            return 0
        reset = self._taken.get_window_stats(self._most, who).reset_time
        return max(1, math.ceil(reset - time.time()))
