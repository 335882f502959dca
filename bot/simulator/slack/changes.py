"""Whoever waits for something to become visible is woken here; nobody polls."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

Seen = TypeVar("Seen")


class Changes:
    """Counts what changed for people to see."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def touch(self) -> int:
        """Something changed. Returns its number, so that newer things can be told from older ones."""
        self.count += 1
        for waiter in self._waiting:
            _wake(waiter)
        self._waiting.clear()
        return self.count

    async def watch(self) -> AsyncIterator[int]:
        """Yield whenever something changed; changes that come while the reader is busy are told as one."""
        seen = self.count
        while True:
            while self.count == seen:
                await self._next()
            seen = self.count
            yield seen

    async def until(self, look: Callable[[], Seen | None], within: float) -> Seen | None:
        """What `look` finds, as soon as it finds it; None after `within` seconds of real time."""
        clock = asyncio.get_running_loop().time
        end = clock() + within
        while (found := look()) is None and (left := end - clock()) > 0:
            await self._next(left)
        return found

    async def _next(self, within: float | None = None) -> None:
        """Wait for a change, or for `within` seconds."""
        loop = asyncio.get_running_loop()
        waiter = loop.create_future()
        self._waiting.add(waiter)
        timer = None if within is None else loop.call_later(within, _wake, waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)
            if timer is not None:
                timer.cancel()


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
