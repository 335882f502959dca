"""Who was turned away by one server, as the log tells of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

PAUSE = 60.0
"""Seconds between two lines of the log about who was turned away; `count` says how many it stands for."""


class Refusals:
    """Told once in a while, since a stranger who knocks without end is no reason to fill a disk."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._count = 0
        self._told = clock() - PAUSE

    def note(self, status: int, why: str) -> None:
        """Of one request; `status` is what its sender heard, unless its connection was cut."""
        self._count += 1
        now = self._clock()
        if now - self._told >= PAUSE:
            log.warning("http.refused", status=status, why=why, count=self._count)
            self._count, self._told = 0, now
