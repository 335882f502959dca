"""What a list asks waits for its turn, at the rate that the API takes; what a person asks never does."""

from __future__ import annotations

import asyncio
import math
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from bot.arize.allowance import Allowance
from bot.arize.errors import ProblemError, RateLimited

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.arize.allowance import Sent

T = TypeVar("T")

IDLE = 1.0
"""Seconds without a request of a list after which none is under way: longer than from one turn to the next."""


class Limiter:
    """One for a client and its views: whatever is asked by them takes a token, and a list waits until there is one.

    `first_hold` is how many seconds a list asks nothing after a refusal that does not say for how long, `longest_hold`
    cuts what it says. All that is known is lost with the process, and learnt again.
    """

    def __init__(self, first_hold: float, longest_hold: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._first_hold, self._longest_hold, self._clock = first_hold, longest_hold, clock
        self._allowance = Allowance()
        self._queue = asyncio.Lock()
        self._under_way = 0
        self._idle_since = -math.inf

    def room(self, most: int) -> int:
        """How many requests of a list may be under way: no more than the API takes in a second."""
        return min(most, self._allowance.most(self._clock()) or most)

    async def in_turn(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What `ask` gives, after those of lists that came before."""
        with self._of_a_list():
            async with self._queue:
                sent = await self._token()
            return await self._heard(sent, ask)

    async def at_once(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What `ask` gives; lists wait a little longer for it."""
        return await self._heard(self._sent(), ask)

    async def _token(self) -> Sent:
        """A refusal, or somebody's request, may make the wait longer meanwhile."""
        while wait := self._allowance.wait(self._clock()):  # noqa: ASYNC110 - time brings it, and nobody else
            await asyncio.sleep(wait)
        return self._sent()

    def _sent(self) -> Sent:
        return self._allowance.send(self._clock())

    async def _heard(self, sent: Sent, ask: Callable[[], Awaitable[T]]) -> T:
        try:
            answer = await ask()
        except RateLimited as refused:
            if not self._is_idle():
                hold = min(refused.retry_after or self._first_hold, self._longest_hold)
                self._allowance.refused(sent, self._clock(), hold)
            raise
        except ProblemError:
            self._allowance.passed(sent)
            raise
        self._allowance.passed(sent)
        return answer

    def _is_idle(self) -> bool:
        """Without a list nobody asks as fast as it goes, so what passes and what is refused tells little."""
        return not self._under_way and self._clock() - self._idle_since > IDLE

    @contextmanager
    def _of_a_list(self) -> Iterator[None]:
        if self._is_idle():
            self._allowance.measure(self._clock())
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._idle_since = self._clock()
