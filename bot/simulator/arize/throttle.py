"""A token bucket: a burst of one second's worth, then a steady rate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Throttle:
    """`rate` is in requests a second. `monotonic` gives seconds."""

    def __init__(self, rate: float, monotonic: Callable[[], float]) -> None:
        self._rate = rate
        self._size = max(1.0, rate)
        self._monotonic = monotonic
        self._tokens = self._size
        self._filled_at = monotonic()

    def wait(self) -> int:
        """Whole seconds until this request would pass; 0 takes a token and lets it pass now."""
        now = self._monotonic()
        self._tokens = min(self._size, self._tokens + (now - self._filled_at) * self._rate)
        self._filled_at = now
        if self._tokens < 1:
            return math.ceil((1 - self._tokens) / self._rate)
        self._tokens -= 1
        return 0
