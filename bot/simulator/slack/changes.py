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
        self._next = asyncio.Event()

    def touch(self) -> int:
        """Something changed. Returns its number, so that newer things can be told from older ones."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()
        return self.count

    async def watch(self) -> AsyncIterator[int]:
        """Yield whenever something changed; changes that come while the reader is busy are told as one."""
        seen = self.count
        while True:
            seen = await self.after(seen)
            yield seen

    async def after(self, seen: int) -> int:
        while self.count == seen:
            await self._next.wait()
        return self.count

    async def until(self, look: Callable[[], Seen | None], within: float) -> Seen | None:
        """What `look` finds, as soon as it finds it; None after `within` seconds of real time."""
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await self.after(self.count)
                return found
        except TimeoutError:
            return None
