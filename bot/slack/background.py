"""Work that goes on after the ack. It is counted, so that a shutdown can wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from contextvars import Context

log = structlog.get_logger(__name__)


class Background:
    """Tasks under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[bool]] = set()

    def spawn(self, work: Coroutine[Any, Any, object], context: Context | None = None) -> asyncio.Task[bool]:
        """Start `work`; whoever spawns has seen to it that a person hears of its failures.

        The task tells whether it went well, and raises nothing but that it was cut. What is not done for whoever spawns
        it has a `context` of its own, so that the log does not say so.
        """
        task = asyncio.get_running_loop().create_task(_logged(work), context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

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


async def _logged(work: Coroutine[Any, Any, object]) -> bool:
    try:
        await work
    except Exception:
        log.exception("background.failed")
        return False
    return True
