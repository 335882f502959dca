"""Who begins when: an ack that is due goes before work that can wait."""

from __future__ import annotations

import asyncio
from collections import deque


class Turnstile:
    """Lets one through in each turn of the event loop.

    A thousand commands in one second leave a thousand pieces of work to begin. Were all of them begun as they come, the
    next ack would wait for all of them; so, it waits for one.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_shut = False

    async def passed(self) -> None:
        """Return when it is one's turn: at once, unless somebody passed in this turn of the loop."""
        loop = asyncio.get_running_loop()
        if self._is_shut:
            self._waiting.append(turn := loop.create_future())
            await turn
        else:
            self._is_shut = True
            loop.call_soon(self._next)

    def _next(self) -> None:
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()  # cut while it waited
        self._is_shut = bool(self._waiting)
        if self._waiting:
            self._waiting.popleft().set_result(None)
            asyncio.get_running_loop().call_soon(self._next)
