"""How a run ended, written down together with what has to follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.command import Mark, Told
from bot.domain.audit import BOT, Entry, Fact
from bot.domain.request import Chore, Ending, Job, State
from bot.workflow.ledger import Extras, Move

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.domain.request import Request
    from bot.workflow.ledger import Ledger, Moved
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

STATES = {Mark.FAILED: State.FAILED, Mark.UNKNOWN: State.UNKNOWN}
"""What a run that ended so leaves behind; every other mark is a success."""
DELETE = "delete"
"""The command after which a user is gone, and with them the cards about somebody who left Slack."""
DELETIONS = (DELETE, "bulk-delete")
"""Whatever asks to delete users, one or many."""
FACTS = {State.SUCCEEDED: Fact.SUCCEEDED, State.FAILED: Fact.FAILED, State.UNKNOWN: Fact.UNKNOWN}


def state_after(told: Told) -> State:
    return STATES.get(told.mark, State.SUCCEEDED)


@dataclass(frozen=True)
class Endings:
    """`ring` wakes whoever does the jobs that were just written."""

    ledger: Ledger
    now: Callable[[], datetime]
    timing: Timing
    ring: Callable[[], None]

    async def begin(self, request: Request) -> Moved:
        """From approved to running; the lease ends where it may be taken for dead. A batch has one for each turn."""
        now = self.now()
        jobs: tuple[Job, ...] = (Job(Chore.LEASE, request.id, now + self.timing.lease),)
        if request.rows:
            jobs = tuple(Job(chore, request.id, now) for chore in (Chore.BATCH, Chore.CARDS, Chore.HOMES))
        moved = await self.ledger.move(
            Move(request.id, State.APPROVED, State.RUNNING), self._extras(request, Fact.RUN, "", BOT, jobs)
        )
        if request.rows:
            self.ring()
        return moved

    async def write(self, request: Request, before: State, told: Told, actor_id: str = BOT) -> Moved:
        """Move the request to the state that `told` means; nothing happens where it is not in `before` any more."""
        after = state_after(told)
        ending = Ending(told.mark.name, told.sentence, tuple(detail for detail in told.details if detail))
        moved = await self.ledger.move(
            Move(request.id, before, after, ending),
            self._extras(request, FACTS[after], told.sentence, actor_id, self._jobs(request, after)),
        )
        log.info("request.finished", request=request.id, state=moved.request.state.value, first=moved.happened)
        self.ring()
        return moved

    def _jobs(self, request: Request, after: State) -> Sequence[Job]:
        """Whoever ran it at once is answered by the process that did; by another one if that died."""
        now = self.now()
        answers_itself = not request.needed and not request.rows
        told = Job(Chore.TELL, request.id, now + self.timing.grace if answers_itself else now)
        jobs = [told, Job(Chore.HOMES, request.id, now), *told_to_leavers(request, now)]
        if request.needed:
            jobs.append(Job(Chore.CARDS, request.id, now))
        if after is State.SUCCEEDED and request.operation == DELETE and request.target:
            jobs.append(Job(Chore.DELETED, request.target.id, now))
        if after is State.UNKNOWN:
            jobs.append(Job(Chore.RECONCILE, request.id, now + self.timing.look))
        return jobs

    def _extras(self, request: Request, fact: Fact, why: str, actor_id: str, jobs: Sequence[Job]) -> Extras:
        return Extras((entry_about(request, fact, self.now(), actor_id, why),), jobs)


def told_to_leavers(request: Request, at: datetime) -> tuple[Job, ...]:
    """For when a request is filed, and for when it is over; one that neither waits nor takes long is not spoken of."""
    lasts = request.needed or request.rows
    return (Job(Chore.DELETION, request.id, at),) if lasts and request.operation in DELETIONS else ()


def entry_about(request: Request, fact: Fact, at: datetime, actor_id: str = BOT, why: str = "") -> Entry:
    """A row of the audit about a request."""
    return Entry(
        fact=fact,
        at=at,
        actor_id=actor_id,
        operation=request.operation,
        request_id=request.id,
        subject=request.subject,
        why=why,
    )
