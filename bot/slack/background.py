"""Work that goes on after the ack. It is counted, so that a shutdown can wait for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog

from bot.slack.turnstile import Turnstile

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextvars import Context

log = structlog.get_logger(__name__)


LAST_WORDS = 3.0
"""Seconds."""


class Background:
    """Tasks under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[bool]] = set()
        self._turnstile = Turnstile()
        self.is_ending = False

    def spawn(self, work: Coroutine[Any, Any, object], context: Context | None = None) -> asyncio.Task[bool]:
        """Start `work`; whoever spawns has seen to it that a person hears of its failures.

        The task tells whether it went well, and raises nothing but that it was cut. What is not done for whoever spawns
        it has a `context` of its own, so that the log does not say so.
        """
        task = asyncio.get_running_loop().create_task(self._logged(work), context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # which does something only where it was cut before it began
        return task

    def later(self, seconds: float, begin: Callable[[], object]) -> None:
        """Begin something then, unless the process ends before. It is nothing that anybody waits for."""
        asyncio.get_running_loop().call_later(seconds, lambda: self.is_ending or begin())

    async def _logged(self, work: Coroutine[Any, Any, object]) -> bool:
        await self._turnstile.passed()
        try:
            await work
        except Exception:
            log.exception("background.failed")
            return False
        return True

    async def idle(self) -> None:
        """Return once nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def drain(self, seconds: float, last_words: float = LAST_WORDS) -> int:
        """Give the work under way, and what it starts, `seconds` to end; says how many were cut then.

        What is cut has `last_words` more seconds to say so to whoever waits for it. What would go on and on looks at
        `is_ending`.
        """
        self.is_ending = True
        await self._idle_within(seconds)
        cut = self._cut()
        await self._idle_within(last_words)
        while self._cut():
            await asyncio.wait(self._tasks)
        return cut

    async def _idle_within(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.idle()

    def _cut(self) -> int:
        for task in self._tasks:
            task.cancel()
        return len(self._tasks)
