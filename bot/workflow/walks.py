"""One walk over everybody in Slack and everybody in the account, in the background."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected, Unavailable
from bot.domain.request import Chore, Job
from bot.domain.roll import Found, Reason, Roll, Stage
from bot.workflow.explain import explained
from bot.workflow.ledger import Extras
from bot.workflow.ports import Unreachable
from bot.workflow.rollbook import Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.arize import ArizeClient, User, UserPage
    from bot.domain.people import Person
    from bot.domain.roll import Review
    from bot.workflow.ports import ReviewCards, Roster
    from bot.workflow.rollbook import RollBook
    from bot.workflow.rolls import Rolls

log = structlog.get_logger(__name__)

PACE = timedelta(seconds=3)
"""How often the message moves."""
BUFFER = 500
"""Rows that are written at a time."""
NO_ADDRESSES = (
    "Slack shows this app nobody's e-mail address, so everybody would seem to be gone. "
    "Ask its operator to give it the permission users:read.email."
)
BROKEN = "Something went wrong in this app, so the review was given up. Tell its operator."


class Lost(Exception):  # noqa: N818 - an answer: another process is at it
    """The walk was taken for dead, and begun anew."""


@dataclass(frozen=True)
class Walks:
    arize: ArizeClient
    roster: Roster
    rolls: Rolls
    book: RollBook
    cards: ReviewCards
    now: Callable[[], datetime]
    buffer: int = BUFFER

    async def walk(self, review: Review) -> bool:
        """Whether it came to its end: then it is written down what was found, or why nothing was."""
        try:
            with explained(self.rolls.command):
                trouble = await self._through(review)
        except Lost:
            log.warning("review.taken_over", review=review.id)
            return False
        except Expected as expected:
            return await self._end(review, Stage.FAILED, str(expected))
        except Exception:
            await self._end(review, Stage.FAILED, BROKEN)
            raise
        return await self._end(review, Stage.DONE, trouble)

    async def _end(self, review: Review, stage: Stage, trouble: str) -> bool:
        """Where the database is gone as well, the walk is begun anew once it was silent for too long."""
        now = self.now()
        log.info("review.walked", review=review.id, stage=stage.value, trouble=trouble)
        with suppress(Unavailable):
            return await self.book.end(review, stage, trouble, now, Extras(jobs=(Job(Chore.REVIEW, review.id, now),)))
        return False

    async def _through(self, review: Review) -> str:
        """What has to be said of the result besides. Raises Expected and Lost."""
        person = await self.rolls.gate.member(review.person_id)
        await self.rolls.gate.insist(person, self.rolls.command)
        is_partial = not self.rolls.sees_all(person)
        headway = Headway(self.book, self.cards, self.now, review, self.now(), self.buffer, is_partial)
        roll = await self._roll(headway)
        listing = Listing(self.rolls, person, roll, await self.rolls.leavers.kept())
        left_out = 0
        async for page in self.arize.iter_user_pages():
            left_out += page.unreadable
            await headway.step(roll.people, listing.take(page), len(page.users))
        await headway.beat()
        return _left_out(left_out)

    async def _roll(self, headway: Headway) -> Roll:
        """Everybody in Slack, by one walk over its list."""
        roll = Roll(self.rolls.gate.team_id)
        async for people in self.roster.pages():
            for person in people:
                roll.add(person)
            await headway.step(roll.people)
        if not roll.shows_addresses:
            raise Unavailable(NO_ADDRESSES)
        return roll


@dataclass
class Listing:
    """Who of a page is on the list, for this person. Rows and places count from 1."""

    rolls: Rolls
    person: Person
    roll: Roll
    kept: Mapping[str, str]
    rows: int = 0
    places: int = 0

    def take(self, page: UserPage) -> list[Found]:
        wanted = ((user, self.roll.reason(user.email)) for user in page.users)
        return [
            self._row(user, reason)
            for user, reason in wanted
            if reason is not None and self.rolls.may_see(self.person, user.email)
        ]

    def _row(self, user: User, reason: Reason) -> Found:
        kept_by = self.kept.get(user.id, "")
        is_choice = not kept_by and self.rolls.may_choose(self.person, user.email)
        self.rows += 1
        self.places += is_choice
        return Found(self.rows, user.id, user.email, user.name, reason, kept_by, self.places if is_choice else None)


@dataclass
class Headway:
    """Writes down how far a walk is, and moves its message, now and then."""

    book: RollBook
    cards: ReviewCards
    now: Callable[[], datetime]
    review: Review
    last: datetime
    buffer: int
    is_partial: bool
    rows: list[Found] = field(default_factory=list)

    async def step(self, people: int, rows: list[Found] | None = None, users: int = 0) -> None:
        """A page was read. Raises Lost."""
        self.review = replace(self.review, people=people, users=self.review.users + users)
        self.rows += rows or []
        is_time = self.now() - self.last >= PACE
        if is_time or len(self.rows) >= self.buffer:
            await self.beat()
        if is_time:
            self.last = self.now()
            await self._show()

    async def beat(self) -> None:
        if not await self.book.beat(self.review, self.rows, self.now()):
            raise Lost
        self.rows = []

    async def _show(self) -> None:
        """A message that does not move is no reason to stop."""
        if self.review.ts:
            with suppress(Unavailable, Unreachable):
                await self.cards.draw(Findings(self.review, is_partial=self.is_partial))


def _left_out(count: int) -> str:
    if not count:
        return ""
    who = "1 user" if count == 1 else f"{count} users"
    return f"Arize sent {who} without an id or an address that can be read; they are not in here."
