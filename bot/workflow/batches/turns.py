"""A batch under way: a turn does as many rows as fit into it, and leaves the rest to the next one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import structlog

from bot.command import Mark, Told
from bot.domain.batch import Course, people
from bot.domain.errors import Expected, Mistake, Unavailable
from bot.domain.request import Chore, Job, State
from bot.workflow.batches.carrying import Errand
from bot.workflow.checks import PATIENCE
from bot.workflow.explain import without_advice
from bot.workflow.ledger import Extras
from bot.workflow.records import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.batch import Progress
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchBook, BatchRun
    from bot.workflow.batches.board import Board
    from bot.workflow.batches.lanes import Lanes
    from bot.workflow.checks import Checks
    from bot.workflow.endings import Endings
    from bot.workflow.ledger import Ledger
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

SLOW = "Slack or Arize took too long."
UNREAD_YET = (
    "Another version of the app began this, and the one that looked cannot read it. "
    "It waits an hour for one that can, and is ended then."
)


@dataclass(frozen=True)
class Turns:
    """`clock` counts seconds and only ever grows. `unread` tells since when this process meets a list in vain.

    No two turns of a batch are under way at once: each is cut off at three quarters of its claim (`Timing.work`), and
    begins no row that could still be under way then (`Timing.beginning`).
    """

    ledger: Ledger
    book: BatchBook
    checks: Checks
    lanes: Lanes
    board: Board
    endings: Endings
    clock: Callable[[], float]
    unread: dict[str, datetime] = field(default_factory=dict)

    async def take(self, request_id: str) -> None:
        """Do the next rows of a batch. Raises Unavailable where it cannot go on just now."""
        request = await self.ledger.find(request_id)
        if request is None or request.state is not State.RUNNING:
            return
        try:
            is_shown_soon = await self._in_time(request)
        except Unavailable as trouble:
            await self.book.keep_trouble(request.id, without_advice(trouble))
            await self.board.show(request.id)
            raise
        if not is_shown_soon:
            await self.board.show(request.id)

    async def _in_time(self, request: Request) -> bool:
        last = self.clock() + self._timing.beginning.total_seconds()
        try:
            async with asyncio.timeout(self._timing.work.total_seconds()):
                await self._lay_out(request)
                await self.board.show(request.id)
                return await self._read(request, last)
        except TimeoutError as slow:
            raise Unavailable(SLOW) from slow

    async def _lay_out(self, request: Request) -> None:
        """From then on it can be steered, which the home of whoever asked offers."""
        drawn = Extras(jobs=(Job(Chore.HOMES, request.id, self.endings.now()),))
        if await self.book.lay_out(request.id, request.rows, drawn):
            self.endings.ring()

    async def _read(self, request: Request, last: float) -> bool:
        try:
            errand = Errand.of(self.checks.desk, request)
        except Mistake as unreadable:
            await self._leave_to_others(request, unreadable)
            return await self._give_up(request)
        self.unread.pop(request.id, None)
        return await self._go_on(errand, last)

    async def _leave_to_others(self, request: Request, unreadable: Mistake) -> None:
        """While the app is replaced, a process of the version before may come first to a list of the next one.

        Raises Unavailable as long as one that can read it may be there soon: not where somebody stopped the list, and
        nothing of it is under way.
        """
        run, now = await self._stands(request.id), self.endings.now()
        first = self.unread.setdefault(request.id, now)
        if (run.course is not Course.STOP or run.progress.begun) and now - first < PATIENCE:
            raise Unavailable(UNREAD_YET) from unreadable
        del self.unread[request.id]

    async def _give_up(self, request: Request) -> bool:
        """What this version of the app cannot read is over, with what was done of it, as an approved request is."""
        log.warning("batch.unreadable", request=request.id)
        await self.book.steer(request.id, Course.STOP, UNREADABLE, Extras())
        await self.book.leave_out(request.id)
        progress = (await self._stands(request.id)).progress
        told = summed_up(progress, "done", UNREADABLE)
        if progress.begun:
            lost = f"What became of {people(progress.begun)} more is not known: look at them before you try again."
            told = replace(told, mark=Mark.UNKNOWN, details=(*told.details, lost))
        await self.endings.write(request, State.RUNNING, told)
        return True

    async def _go_on(self, errand: Errand, last: float) -> bool:
        """Do what can be done now, and begin no row after `last`, by our clock. Begun ones are looked after anyway.

        Whether somebody shows soon how it stands: the next turn, which follows at once, or whoever tells the end. Both
        are at the message then, and where it is gone, each would post one.
        """
        request = errand.request
        requester = await self._still_allowed(request)
        await self.lanes.carrying.look_after(errand)
        if requester is not None:
            await self._rows(errand, requester, last)
        run = await self._stands(request.id)
        if run.course is Course.STOP:
            await self.book.leave_out(request.id)
            run = await self._stands(request.id)
        if run.progress.left == 0:
            await self._finish(errand, run)
            return True
        return await self._again(request, run)

    async def _still_allowed(self, request: Request) -> Person | None:
        """Everybody is asked about once more at each turn; a batch that may not go on is stopped, and says why."""
        try:
            return await self.checks.standing(request)
        except Unavailable:
            raise
        except Expected as stopped:
            await self.book.steer(request.id, Course.STOP, str(stopped), Extras())
            return None

    async def _rows(self, errand: Errand, requester: Person, last: float) -> None:
        begun = self.clock()
        until = min(begun + self._timing.turn.total_seconds(), last)
        done = await self.lanes.drive(errand, requester, lambda: self.clock() < until)
        if done:
            await self.book.keep_trouble(errand.request.id, "")
            await self.book.keep_pace(errand.request.id, (self.clock() - begun) / done)

    async def _stands(self, request_id: str) -> BatchRun:
        run = await self.book.run(request_id)
        assert run is not None, request_id  # noqa: S101 - it was laid out when the turn began
        return run

    async def _again(self, request: Request, run: BatchRun) -> bool:
        """At once while rows wait; a little later where only ends are not known; not by itself while it is paused."""
        now, goes_on = self.endings.now(), run.course is Course.GO_ON and run.progress.waiting > 0
        if goes_on or run.progress.begun:
            due = now if goes_on else now + self._timing.look
            await self.ledger.add_job(Job(Chore.BATCH, request.id, due))
        return goes_on

    async def _finish(self, errand: Errand, run: BatchRun) -> None:
        """All rows have an end; so has the request."""
        told = summed_up(run.progress, errand.batch.past, run.why)
        await self.endings.write(errand.request, State.RUNNING, told)

    @property
    def _timing(self) -> Timing:
        return self.endings.timing


def summed_up(progress: Progress, past: str, why: str = "") -> Told:
    """`12 users were created.`; FAILED means that none was. `why` is what stopped it, or empty."""
    if progress.done == progress.total:
        return Told(Mark.DONE, f"{people(progress.done)} {_were(progress.done)} {past}.")
    mark = Mark.PARTLY_DONE if progress.done else Mark.FAILED
    sentence = f"{progress.done:,} of {people(progress.total)} {_were(progress.done)} {past}."
    failed = f"{progress.failed:,} could not be {past}; the file says why." if progress.failed else ""
    left = f"{progress.left_out:,} {_were(progress.left_out)} not begun. {why}".strip() if progress.left_out else ""
    return Told(mark, sentence, details=tuple(filter(None, (failed, left))))


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
