"""Work that is due: done by whichever process comes first, and again by another where that one died."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected
from bot.domain.request import Chore
from bot.workflow.together import together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.domain.request import Job
    from bot.workflow.announcements import Announcements
    from bot.workflow.batches.reports import Reports
    from bot.workflow.batches.steering import Steering
    from bot.workflow.batches.turns import Turns
    from bot.workflow.decisions import Decisions
    from bot.workflow.doubts import Doubts
    from bot.workflow.homes import Homes
    from bot.workflow.leaving import Leaving
    from bot.workflow.ledger import Ledger
    from bot.workflow.passwords import PasswordDesk
    from bot.workflow.reviews import Reviews
    from bot.workflow.runs import Runs

    Chores = Mapping[Chore, Callable[[str], Awaitable[None]]]

log = structlog.get_logger(__name__)

BATCH = 16
GIVEN_UP = frozenset({Chore.CARDS, Chore.TELL, Chore.REMIND, Chore.RECONCILE, Chore.HOMES, Chore.COUNTED})
"""What may end without having been done; the request itself stays true, and everybody can look at it."""
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
MOST_DOUBLINGS = 12
"""Of the first pause; far beyond the longest, and no number that grows without end."""


class Attended(Enum):
    """What became of a job for now. PUT_OFF and FAILED (by a bug) are tried again."""

    DONE = "done"
    PUT_OFF = "put_off"
    FAILED = "failed"
    GIVEN_UP = "given_up"


MOST_ATTEMPTS = 150
"""A day for what may come back, as Slack after an outage."""
A_BUG = 13
"""As many attempts as a bug counts for, which no time mends: one that stays is given up after forty minutes."""


def _unwatched(_chore: Chore, _attended: Attended) -> None: ...


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Sweep:
    """`lease` is how long a job belongs to whoever claimed it; each pause after the first is twice as long.

    `on_end` is told what became of each. `is_ending` says that the process was told to stop: then no list is taken up
    again, which comes back at once, turn after turn.
    """

    ledger: Ledger
    chores: Chores
    now: Callable[[], datetime]
    lease: timedelta
    first_pause: timedelta = FIRST_PAUSE
    on_end: Callable[[Chore, Attended], None] = _unwatched
    is_ending: Callable[[], bool] = _never

    async def once(self) -> None:
        """Do all that is due and that nobody else is at. Whoever leaves more work behind while we are at it rings."""
        goes_on = True
        while goes_on:
            ours = await self._claimed()
            came_again = await together(self._attend(job) for job in ours)
            goes_on = len(ours) == BATCH or any(came_again)

    async def _claimed(self) -> tuple[Job, ...]:
        now = self.now()
        chores = [chore for chore in self.chores if chore is not Chore.BATCH or not self.is_ending()]
        return await self.ledger.claim(now, now + self.lease, BATCH, chores)

    async def round(self) -> None:
        """The same; what goes wrong is logged, and looked at in the next round."""
        try:
            await self.once()
        except Expected as trouble:
            log.warning("sweep.failed", why=str(trouble))
        except Exception:
            log.exception("sweep.failed")

    async def _attend(self, job: Job) -> bool:
        """Whether it may be due again by now. In a task of its own, so each record of what is done names the job.

        Told to stop in the middle of it, we give up our claim: nobody need wait until that is over.
        """
        structlog.contextvars.bind_contextvars(chore=job.chore.value, key=job.key)
        try:
            await self.chores[job.chore](job.key)
        except Expected as trouble:
            log.info("job.put_off", attempts=job.attempts)
            log.debug("job.put_off_because", why=str(trouble))
            await self._again(job, Attended.PUT_OFF)
        except Exception:
            log.exception("job.failed", attempts=job.attempts)
            await self._again(job, Attended.FAILED)
        except asyncio.CancelledError:
            await self.ledger.put_off(job, self.now())
            raise
        else:
            self.on_end(job.chore, Attended.DONE)
            return await self.ledger.drop_job(job)
        return True

    async def _again(self, job: Job, attended: Attended) -> None:
        """Later and later; given up in the end, which an operator has to see.

        A bug gives nothing up at once that an outage put off many times before: it is one of some twelve.
        """
        weight, before = (A_BUG, job.attempts // A_BUG) if attended is Attended.FAILED else (1, job.attempts - 1)
        spent = job.attempts + weight - 1
        if spent >= MOST_ATTEMPTS and job.chore in GIVEN_UP:
            log.error("job.given_up")
            self.on_end(job.chore, Attended.GIVEN_UP)
            await self.ledger.drop_job(job)
            return
        self.on_end(job.chore, attended)
        pause = min(self.first_pause * 2 ** min(before, MOST_DOUBLINGS), LONGEST_PAUSE)
        await self.ledger.put_off(replace(job, attempts=spent), self.now() + pause)


def chores(  # noqa: PLR0913, PLR0917 - as many as there are kinds of work
    runs: Runs,
    doubts: Doubts,
    decisions: Decisions,
    announcements: Announcements,
    passwords: PasswordDesk,
    homes: Homes,
    turns: Turns,
    reports: Reports,
    steering: Steering,
    leaving: Leaving,
    reviews: Reviews,
) -> Chores:
    """Who does what."""
    return {
        Chore.RUN: runs.resume,
        Chore.LEASE: doubts.lapse,
        Chore.BATCH: turns.take,
        Chore.PAUSED: steering.lapse,
        Chore.RECONCILE: doubts.reconcile,
        Chore.CARDS: announcements.draw,
        Chore.TELL: reports.tell,
        Chore.REMIND: announcements.remind,
        Chore.EXPIRE: decisions.expire,
        Chore.HOMES: homes.refresh,
        Chore.COUNTED: homes.counted,
        Chore.LEAVER: leaving.attend,
        Chore.DELETED: leaving.deleted,
        Chore.DELETION: leaving.asked,
        Chore.REVIEW: reviews.attend,
        Chore.WITHDRAW: passwords.lapse,
    }
