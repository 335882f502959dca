"""How a run ended, written down together with what has to follow from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.command import Mark, Told
from bot.domain.audit import BOT, Entry, Fact
from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Ending, Job, State
from bot.workflow.insisting import PAUSES, insisted
from bot.workflow.ledger import Extras, Move, Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.domain.request import Request
    from bot.workflow.ledger import Ledger
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
class Ended(Moved):
    """`tell` is the job that tells whoever asked of this very ending; there is none where it did not happen."""

    tell: Job | None


@dataclass(frozen=True)
class Endings:
    """`ring` wakes whoever does the jobs that were just written. `pauses` are seconds, between tries to write."""

    ledger: Ledger
    now: Callable[[], datetime]
    timing: Timing
    ring: Callable[[], None]
    pauses: tuple[float, ...] = PAUSES

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

    async def write(self, request: Request, before: State, told: Told, actor_id: str = BOT) -> Ended:
        """Move the request to the state that `told` means; nothing happens where it is not in `before` any more."""
        move = _move(request, before, told)
        tell, extras = self._following(request, move, told, actor_id)
        moved = await self.ledger.move(move, extras)
        return self._ended(moved, tell)

    async def insist(self, request: Request, before: State, told: Told) -> Ended | None:
        """The same for an end that nobody else knows: again where the database is away. None where it stays away.

        Where it took the first try and only its answer was lost, the request has this very ending by the second.
        """
        move = _move(request, before, told)
        tell, extras = self._following(request, move, told, BOT)
        try:
            moved = await insisted(lambda: self.ledger.move(move, extras), self.pauses)
        except Unavailable:
            log.error("run.not_written", request=request.id, ended=move.after.value)  # noqa: TRY400 - expected
            return None
        return self._ended(replace(moved, happened=moved.happened or moved.request.ending == move.ending), tell)

    def _ended(self, moved: Moved, tell: Job) -> Ended:
        log.info("request.finished", request=moved.request.id, state=moved.request.state.value, first=moved.happened)
        self.ring()
        return Ended(moved.request, moved.happened, tell if moved.happened else None)

    def _following(self, request: Request, move: Move, told: Told, actor_id: str) -> tuple[Job, Extras]:
        """What is written with an end; first the job that tells of it."""
        tell = self._tell(request)
        jobs = (tell, *self._jobs(request, move.after))
        return tell, self._extras(request, FACTS[move.after], told.sentence, actor_id, jobs)

    def _tell(self, request: Request) -> Job:
        """Whoever ran it at once is answered by the process that did; by another one if that died."""
        answers_itself = not request.needed and not request.rows
        return Job(Chore.TELL, request.id, self.now() + self.timing.grace if answers_itself else self.now())

    def _jobs(self, request: Request, after: State) -> Sequence[Job]:
        """Whatever else has to follow."""
        now = self.now()
        jobs = [Job(Chore.HOMES, request.id, now), *told_to_leavers(request, now)]
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


def _move(request: Request, before: State, told: Told) -> Move:
    ending = Ending(told.mark.name, told.sentence, tuple(detail for detail in told.details if detail))
    return Move(request.id, before, state_after(told), ending)


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
