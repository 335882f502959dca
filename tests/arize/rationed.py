"""An API in virtual time that takes so many requests a second, and a list that asks it as the client does."""

from __future__ import annotations

import asyncio
from random import Random

from bot.arize import RateLimited
from bot.arize.limiter import Limiter
from bot.simulator.arize.throttle import Throttle

LANES = 16
PAUSE = 0.5
"""Seconds before the client asks again where the API does not say when."""


class Rationed:
    """`says` tells whether a refusal comes with a `Retry-After`; an answer takes about `latency` seconds."""

    def __init__(self, rate: float, *, says: bool = True, latency: float = 0.05) -> None:
        self._loop = asyncio.get_running_loop()
        self._says, self._latency, self._chance = says, latency, Random(5)  # noqa: S311 - spreads answers
        self.limiter = Limiter(PAUSE, 30.0, self._loop.time)
        self.takes(rate)
        self.done: list[float] = []
        self.refused: list[float] = []

    def takes(self, rate: float) -> None:
        """From now on."""
        self._throttle = Throttle(rate, self._loop.time)

    async def answers(self) -> None:
        """Raises RateLimited."""
        await asyncio.sleep(self._latency * self._chance.uniform(0.3, 0.7))
        wait = self._throttle.wait()
        await asyncio.sleep(self._latency / 2)
        if wait:
            self.refused.append(self._loop.time())
            raise RateLimited(429, retry_after=wait if self._says else None)

    async def list_of(self, count: int) -> float:
        """Seconds that it took to do so many, as many at once as there is room for."""
        began, left, under_way = self._loop.time(), count, set[asyncio.Task[None]]()
        while left or under_way:
            more = min(left, max(0, self.limiter.room(LANES) - len(under_way)))
            under_way |= {asyncio.create_task(self._one()) for _ in range(more)}
            left -= more
            _, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        return self._loop.time() - began

    async def _one(self) -> None:
        while True:
            try:
                await self.limiter.in_turn(self.answers)
            except RateLimited as refused:
                await asyncio.sleep(refused.retry_after or PAUSE)
            else:
                self.done.append(self._loop.time())
                return
