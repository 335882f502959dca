"""The rows of a batch that are under way in this process, and what came of those that are not any more."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.workflow.batchbook import Settled
    from bot.workflow.batches.carrying import Carried

    Carriage = Coroutine[None, None, Carried]


class Traffic:
    """`done` counts the rows that came to an end, whatever it was."""

    def __init__(self) -> None:
        self.done = 0
        self._tasks: set[asyncio.Task[Carried]] = set()
        self._settled: list[Settled] = []
        self._troubles: list[Exception] = []

    @property
    def under_way(self) -> int:
        return len(self._tasks)

    @property
    def is_moving(self) -> bool:
        return bool(self._tasks)

    @property
    def has_trouble(self) -> bool:
        return bool(self._troubles)

    def enters(self, row: Carriage) -> None:
        self._tasks.add(asyncio.create_task(row))

    def settled(self) -> tuple[Settled, ...]:
        """What has to be written down by now; given once."""
        settled, self._settled = tuple(self._settled), []
        return settled

    async def moves(self) -> None:
        """Return once a row is over; all that are over by then count."""
        over, self._tasks = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in over:
            self._comes_out(task)

    async def comes_to_rest(self) -> None:
        """Wait for those under way. What becomes of them is not written down, so they are looked after."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def is_cut(self) -> None:
        """None of those under way goes on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def complains(self) -> None:
        """Raise the first trouble that a row met."""
        for trouble in self._troubles:
            raise trouble

    def _comes_out(self, task: asyncio.Task[Carried]) -> None:
        self.done += 1
        broken = task.exception()
        if isinstance(broken, Exception):
            self._troubles.append(broken)
            return
        carried = task.result()
        self._settled += carried.settled
        self._troubles += carried.troubles
