"""The workspace's clock: it runs by itself, and tests move it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta


class Clock:
    """Runs in real time from `start` (now, where none is given); `advance` moves it and wakes those who sleep by it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime.now(UTC)
        self._began = time.monotonic()
        self._moved = timedelta()
        self._jump = asyncio.Event()

    def now(self) -> datetime:
        return self._start + self._moved + timedelta(seconds=time.monotonic() - self._began)

    def timestamp(self) -> float:
        """Seconds since 1970."""
        return self.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._moved += timedelta(seconds=seconds)
        self._jump.set()
        self._jump = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock, not the wall's, is `seconds` later."""
        end = self.timestamp() + seconds
        while (left := end - self.timestamp()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._jump.wait(), left)
