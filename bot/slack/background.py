"""Work that goes on after the ack. It is counted, so that a shutdown can wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

from bot.slack.turnstile import Turnstile

if TYPE_CHECKING:
    from collections.abc import Coroutine

log = structlog.get_logger(__name__)


class Background:
    """Tasks under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._turnstile = Turnstile()

    def spawn(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[None]:
        """Start `work`; whoever spawns has seen to it that a person hears of its failures."""
        task = asyncio.get_running_loop().create_task(_logged(self._in_turn(work)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _in_turn(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await self._turnstile.passed()
        except asyncio.CancelledError:
            work.close()
            raise
        await work

    async def idle(self) -> None:
        """Return once nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def drain(self, seconds: float) -> int:
        """Give the work under way `seconds` to end, cancel the rest; says how many were cut."""
        if not self._tasks:
            return 0
        _, cut = await asyncio.wait(self._tasks, timeout=seconds)
        for task in cut:
            task.cancel()
        await asyncio.gather(*cut, return_exceptions=True)
        return len(cut)


async def _logged(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except Exception:
        log.exception("background.failed")
