"""Pause, go on, stop: what people want of a batch that is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.audit import Fact
from bot.domain.batch import Course
from bot.domain.errors import Mistake
from bot.domain.request import Chore, Job, State
from bot.workflow.endings import entry_about
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Asker

log = structlog.get_logger(__name__)

FACTS = {Course.PAUSE: Fact.PAUSED, Course.GO_ON: Fact.RESUMED, Course.STOP: Fact.STOPPED}
WHY = {Course.PAUSE: "Paused by {who}.", Course.GO_ON: "", Course.STOP: "Stopped by {who}."}
ANSWERS = {
    Course.PAUSE: "It pauses as soon as the rows under way are done. Nothing is lost: “Go on” takes it up again.",
    Course.GO_ON: "It goes on where it was.",
    Course.STOP: "It stops as soon as the rows under way are done. What was done stays done.",
}
NOT_UNDER_WAY = "This is not under way any more, so there is nothing to pause or stop."
ALREADY = "That is how it stands already."


@dataclass(frozen=True)
class Steering:
    """`ring` wakes whoever does the jobs that were just written."""

    desk: Desk
    book: BatchBook
    now: Callable[[], datetime]
    ring: Callable[[], None]

    async def steer(self, asker: Asker, request_id: str, wanted: Course) -> str:
        """What is said to whoever clicked: whoever asked for it, or may decide it. Raises Refused and Mistake."""
        person = await self.desk.gate.admit(asker, "request", fresh=True)
        request = await self.desk.archive.find(person, request_id)
        if request.state is not State.RUNNING or not request.rows:
            raise Mistake(NOT_UNDER_WAY)
        happened = await self._written(request, person.id, wanted, WHY[wanted].format(who=person.name))
        self.ring()
        return ANSWERS[wanted] if happened else ALREADY

    async def _written(self, request: Request, actor_id: str, wanted: Course, why: str) -> bool:
        now = self.now()
        entry = entry_about(request, FACTS[wanted], now, actor_id)
        log.info("batch.steered", request=request.id, course=wanted.value)
        return await self.book.steer(request.id, wanted, why, Extras((entry,), (Job(Chore.BATCH, request.id, now),)))
