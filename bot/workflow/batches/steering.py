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
from bot.workflow.timing import in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.command import RequestFacts
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Asker
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

FACTS = {Course.PAUSE: Fact.PAUSED, Course.GO_ON: Fact.RESUMED, Course.STOP: Fact.STOPPED}
WHY = {
    Course.PAUSE: "Paused by {who}. After {time} it is stopped, unless somebody lets it go on.",
    Course.GO_ON: "",
    Course.STOP: "Stopped by {who}.",
}
PAUSED = "It was paused for {time} and nobody let it go on, so it was stopped."
ANSWERS = {
    Course.PAUSE: "It pauses as soon as the rows under way are done. “Go on” takes it up again; "
    "after {time} without that it is stopped.",
    Course.GO_ON: "It goes on where it was.",
    Course.STOP: "It stops as soon as the rows under way are done. What was done stays done.",
}
NOT_UNDER_WAY = "This is not under way any more, so there is nothing to pause or stop."
ALREADY = "That is how it stands already."
STOPPED = "This is stopped already: what was not begun yet is left out, and can be asked for again once this is over."


@dataclass(frozen=True)
class Steered:
    """What is said to whoever steered a list; `happened` is False where it stood so already.

    `facts` name the list; None where this version of the app does not know such lists any more.
    """

    facts: RequestFacts | None
    words: str
    happened: bool = True


@dataclass(frozen=True)
class Steering:
    """`ring` wakes whoever does the jobs that were just written."""

    desk: Desk
    book: BatchBook
    timing: Timing
    now: Callable[[], datetime]
    ring: Callable[[], None]

    async def steer(self, asker: Asker, request_id: str, wanted: Course) -> Steered:
        """What is said to whoever clicked: whoever asked for it, or may decide it. Raises Refused and Mistake."""
        person = await self.desk.gate.admit(asker, "request", fresh=True)
        request = await self._under_way(person, request_id)
        facts = await self._facts(request)
        if await self._written(request, person, wanted):
            self.ring()
            return Steered(facts, ANSWERS[wanted].format(time=self._time))
        await self._insist_on_a_say(await self._under_way(person, request_id), wanted)
        return Steered(facts, ALREADY, happened=False)

    async def _facts(self, request: Request) -> RequestFacts | None:
        try:
            return await self.desk.archive.facts(request)
        except Mistake:
            return None

    async def _under_way(self, person: Person, request_id: str) -> Request:
        request = await self._found(person, request_id)
        if request.state is not State.RUNNING or not request.rows:
            raise Mistake(NOT_UNDER_WAY)
        return request

    async def _insist_on_a_say(self, request: Request, wanted: Course) -> None:
        """Raises Mistake where somebody else had the last word."""
        if wanted is not Course.STOP and await self.desk.archive.ledger.course(request) is Course.STOP:
            raise Mistake(STOPPED)

    async def _found(self, person: Person, request_id: str) -> Request:
        """Whoever asked may steer it also where this version of the app cannot read it: the next turn ends it."""
        request = await self.desk.archive.ledger.find(request_id)
        if request is not None and request.requester_id == person.id:
            return request
        return await self.desk.archive.find(person, request_id)

    async def _written(self, request: Request, person: Person, wanted: Course) -> bool:
        """A pause ends by itself; whoever pauses once more begins its time anew."""
        now = self.now()
        entry = entry_about(request, FACTS[wanted], now, person.id)
        end = (Job(Chore.PAUSED, request.id, now + self.timing.request_ttl),) if wanted is Course.PAUSE else ()
        log.info("batch.steered", request=request.id, course=wanted.value)
        extras = Extras((entry,), (*_followed(request, now), *end))
        return await self.book.steer(request.id, wanted, WHY[wanted].format(who=person.name, time=self._time), extras)

    async def lapse(self, request_id: str) -> None:
        """The chore: a pause is over. What was not begun is left out by the next turn, which tells whoever asked."""
        request = await self.desk.archive.ledger.find(request_id)
        if request is None or request.state is not State.RUNNING:
            return
        now, why = self.now(), PAUSED.format(time=self._time)
        entry = entry_about(request, Fact.STOPPED, now, why=why)
        if await self.book.end_pause(request.id, why, Extras((entry,), _followed(request, now))):
            log.info("batch.pause_over", request=request.id)
            self.ring()

    @property
    def _time(self) -> str:
        return in_words(self.timing.request_ttl)


def _followed(request: Request, at: datetime) -> tuple[Job, ...]:
    """The next turn heeds it, and whatever shows the request is drawn again."""
    return tuple(Job(chore, request.id, at) for chore in (Chore.BATCH, Chore.CARDS, Chore.HOMES))
