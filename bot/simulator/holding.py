"""A call that hangs, so that something else can happen meanwhile."""

from __future__ import annotations

import asyncio

PATIENCE = 10.0


class Holding:
    """What the two simulators' `Hold` have in common: it is reached, and it is released."""

    def __init__(self, *, after: bool = False) -> None:
        self.after = after
        self._reached = asyncio.Event()
        self._released = asyncio.Event()

    async def reached(self, within: float = PATIENCE) -> None:
        """Return once the call is held. Raises TimeoutError after so many seconds."""
        await asyncio.wait_for(self._reached.wait(), within)

    def release(self) -> None:
        """Let go of the call, whose client gets no answer any more."""
        self._released.set()

    async def hold(self) -> None:
        self._reached.set()
        await self._released.wait()
