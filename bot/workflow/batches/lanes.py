"""Several rows of a batch side by side: begun together, done at once, and their ends written down together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workflow.batches.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.people import Person
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.batches.carrying import Carrying, Errand

LANES = 16
"""Rows that a batch does at once: where Arize answers after 80 ms, 200 a second.

It is also what a process that dies leaves in doubt, what a pause waits for, and a small part of the requests that may
be under way for everybody (`bot.arize.transport.AT_ONCE`).
"""


@dataclass(frozen=True)
class Lanes:
    """`most` is how many there are; fewer are open while Arize takes fewer requests a second."""

    book: BatchBook
    carrying: Carrying
    most: int = LANES

    async def drive(self, errand: Errand, requester: Person, goes_on: Callable[[], bool]) -> int:
        """Do rows as long as some wait and `goes_on` says so; how many were done. At the end none is under way.

        Raises what kept a row from being done, after the others came to their ends and those were written down. Cut
        off in the middle it cuts them off as well: they stay begun, and are looked after.
        """
        traffic = Traffic()
        try:
            while await self._let_in(errand, requester, traffic, goes_on()):
                await traffic.moves()
        except Exception:
            await traffic.comes_to_rest()
            raise
        finally:
            await traffic.is_cut()
        traffic.complains()
        return traffic.done

    async def _let_in(self, errand: Errand, requester: Person, traffic: Traffic, goes_on: bool) -> bool:  # noqa: FBT001 - it is asked anew each time
        """Write down what came out, begin as many rows as there is room for, and say whether any is under way."""
        most = self._room(errand, traffic) if goes_on else 0
        now = self.carrying.endings.now()
        proceeded = await self.book.proceed(errand.request.id, traffic.settled(), now, most)
        for number in proceeded.begun:
            traffic.enters(self.carrying.carry_out(errand, requester, number))
        return traffic.is_moving

    def _room(self, errand: Errand, traffic: Traffic) -> int:
        """None after a trouble: the next row would meet the same. Messages to people go one by one."""
        lanes = 1 if errand.sends_messages else self.carrying.desk.arize.room(self.most)
        return 0 if traffic.has_trouble else max(0, lanes - traffic.under_way)
