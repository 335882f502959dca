"""How many users there are. Counting means to walk over all pages, so nobody waits for it, and it is done seldom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.domain.errors import Expected
from bot.domain.request import Chore, Job
from bot.workflow.describe import role_of
from bot.workflow.explain import explained
from bot.workflow.homebook import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from bot.arize import ArizeClient
    from bot.command import Command
    from bot.workflow.homebook import HomeBook, Tally
    from bot.workflow.ledger import Ledger

log = structlog.get_logger(__name__)

USERS = "users"
"""The key of the job that tells what was counted."""
PAUSE = timedelta(minutes=1)
"""How long a walk that failed is left alone."""


@dataclass(frozen=True)
class Numbers:
    """What is known, and whether this process is counting just now."""

    tally: Tally | None
    is_counting: bool = False


class Census:
    """`lister` is the command that whoever sees the numbers may use; `ttl` is how long they count as fresh.

    `spawn` lets a walk go on in the background; `ring` wakes whoever does the job that it leaves behind.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - its surroundings
        self,
        arize: ArizeClient,
        book: HomeBook,
        ledger: Ledger,
        lister: Command[Any],
        ttl: timedelta,
        now: Callable[[], datetime],
        spawn: Callable[[Coroutine[Any, Any, object]], object],
        ring: Callable[[], None],
    ) -> None:
        self._arize, self._book, self._ledger, self._lister = arize, book, ledger, lister
        self._ttl, self._now, self._spawn, self._ring = ttl, now, spawn, ring
        self._is_walking = False

    async def numbers(self) -> Numbers:
        return Numbers(await self._book.tally(), self._is_walking)

    async def want(self) -> None:
        """Start a walk, unless the numbers are fresh or one is under way in this process."""
        if not self._is_walking and not self._is_fresh(await self._book.tally()):
            self._begin()

    def _begin(self) -> None:
        """Unless somebody was quicker while the numbers were read."""
        if not self._is_walking:
            self._is_walking = True
            self._spawn(self._walk())

    def _is_fresh(self, tally: Tally | None) -> bool:
        if tally is None:
            return False
        return self._now() - tally.tried_at < (min(PAUSE, self._ttl) if tally.trouble else self._ttl)

    async def _walk(self) -> None:
        """The homes that show the numbers hear of the end in any case."""
        try:
            await self._count()
        finally:
            self._is_walking = False
        await self._ledger.add_job(Job(Chore.COUNTED, USERS, self._now()))
        self._ring()

    async def _count(self) -> None:
        try:
            with explained(self._lister):
                counts = await self._counted()
        except Expected as trouble:
            log.warning("census.failed", why=str(trouble))
            await self._book.keep_trouble(self._now(), str(trouble))
        else:
            log.info("census.done", users=counts.total)
            await self._book.keep_counts(counts)

    async def _counted(self) -> Counts:
        """Words that nobody knows yet are counted as they came."""
        by_status: Counter[str] = Counter()
        by_role: Counter[str] = Counter()
        async for user in self._arize.iter_users():
            by_status[user.status] += 1
            by_role[role_of(user)] += 1
        return Counts(self._now(), by_status, by_role)
