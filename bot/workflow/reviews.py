"""Reviews of all users: begun by a person, walked in the background, shown in one message, forgotten after a day.

A walk may outlast any lease, so it is no chore itself: the chore begins it, looks whether it goes on, and begins it
anew where its process died. What it found lives in the database, for the button may be pressed in another process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.command import ReviewBegun, Sheet
from bot.domain.request import Chore, Job
from bot.domain.roll import Review, Stage
from bot.workflow.ledger import Extras
from bot.workflow.ports import Unreachable
from bot.workflow.rollbook import Findings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from bot.domain.people import Person
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import ReviewCards
    from bot.workflow.rollbook import RollBook
    from bot.workflow.rolls import Rolls
    from bot.workflow.timing import Timing
    from bot.workflow.walks import Walks

log = structlog.get_logger(__name__)

FOR_A_DAY = timedelta(days=1)
FIRST = 10
"""Rows that the message shows."""
PAGE = 500
"""Rows that are read at a time."""
ABOUT = "Users of Arize AX who are not full members of this Slack"
COLUMNS = ("id", "name", "email", "reason", "kept_by")


@dataclass(frozen=True)
class Reviews:
    """`spawn` lets a walk go on in the background; `ring` wakes whoever does the jobs that were just written."""

    book: RollBook
    rolls: Rolls
    walks: Walks
    cards: ReviewCards
    ledger: Ledger
    timing: Timing
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    spawn: Callable[[Coroutine[Any, Any, object]], object]
    ring: Callable[[], None]
    page_size: int = PAGE

    async def begin(self, person: Person) -> ReviewBegun:
        now = self.now()
        wanted = Review(id=self.new_id(), person_id=person.id, began_at=now, beat_at=now)
        review, is_new = await self.book.begin(wanted, Extras(jobs=(Job(Chore.REVIEW, wanted.id, now),)))
        self.ring()
        users = review.users if self.rolls.sees_all(person) else None
        return ReviewBegun(is_new, review.people, users)

    async def attend(self, review_id: str) -> None:
        """The chore. Raises Unavailable where a later try may help."""
        review = await self.book.find(review_id)
        if review is None:
            return
        if review.ended_at is None:
            await self._see_to(review)
        elif self.now() < review.ended_at + FOR_A_DAY:
            await self._again(review, review.ended_at + FOR_A_DAY)
            await self._draw(review)
        else:
            await self._draw(review, is_over=True)
            await self.book.forget(review.id)

    async def _see_to(self, review: Review) -> None:
        """It has a message, and somebody is at it: else from now on we are."""
        if not review.ts:
            await self._post(review)
        await self._look_later(review)
        if review.walk and self.now() - review.beat_at < self.timing.lease:
            return
        taken = await self.book.take(review, self.now())
        if taken is not None:
            self.spawn(self._walk(taken))

    async def _look_later(self, review: Review) -> None:
        """Unless the walk ended since it was looked at: its end wanted to be shown at once, and was put off by this."""
        await self._again(review, self.now() + self.timing.lease)
        stands = await self.book.find(review.id)
        if stands is not None and stands.ended_at is not None:
            await self._again(review, self.now())

    async def _post(self, review: Review) -> None:
        """Whoever cannot be reached is shown nothing; the walk would be for nobody, but it does no harm."""
        try:
            channel, ts = await self.cards.post(review)
        except Unreachable as gone:
            log.warning("review.unreachable", review=review.id, why=str(gone))
        else:
            await self.book.settle(review, channel, ts)

    async def _walk(self, taken: Review) -> None:
        if await self.walks.walk(taken):
            self.ring()

    async def _again(self, review: Review, at: datetime) -> None:
        await self.ledger.add_job(Job(Chore.REVIEW, review.id, at))

    async def _draw(self, review: Review, *, is_over: bool = False) -> None:
        if not review.ts:
            return
        is_done = review.stage is Stage.DONE
        first = await self.book.rows(review.id, 0, FIRST) if is_done else ()
        totals, sees_all = await self.book.totals(review.id), await self.rolls.sees_all_now(review.person_id)
        try:
            await self.cards.draw(Findings(review, totals, first, is_over, is_partial=not sees_all))
        except Unreachable as gone:
            log.warning("review.unreachable", review=review.id, why=str(gone))

    async def sheet(self, person: Person, review_id: str) -> Sheet:
        """Raises Mistake for one that is not theirs, not done, or over."""
        review = await self.rolls.own(person, review_id)
        about = ABOUT if self.rolls.sees_all(person) else f"{ABOUT}: of those whom you may see"
        return Sheet("review", "arize-ax-review", about, COLUMNS, self._rows(person, review.id))

    async def _rows(self, person: Person, review_id: str) -> AsyncIterator[tuple[object, ...]]:
        """Those whom they may still see. Raises Mistake where it is forgotten meanwhile: a part is no review."""
        after = 0
        while page := await self.book.rows(review_id, after, self.page_size):
            for found in page:
                if self.rolls.may_see(person, found.email):
                    yield found.user_id, found.name, found.email, found.reason.value, found.kept_by
            after = page[-1].number
        await self.rolls.own(person, review_id)


@dataclass(frozen=True)
class ReviewsOf:
    """The same, for one person."""

    reviews: Reviews
    person: Person

    async def begin(self) -> ReviewBegun:
        return await self.reviews.begin(self.person)

    async def sheet(self, review_id: str) -> Sheet:
        return await self.reviews.sheet(self.person, review_id)
