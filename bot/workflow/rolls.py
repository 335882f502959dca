"""What a review found, for the person who asked for it: what they see of it, and whom they may choose to delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.errors import Mistake, Refused
from bot.domain.roll import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.command import Command
    from bot.domain.people import Person
    from bot.domain.roll import Found, Review
    from bot.workflow.gate import Asker, Gate
    from bot.workflow.leaverbook import LeaverBook
    from bot.workflow.rollbook import RollBook

OVER = "This review is over: what it found is kept for a day. Type “review” to begin another."
NONE_YET = "You have no review that is done. Type “review” to begin one."
ALL_GONE = "Nobody is left to choose from: they were kept meanwhile, or you may not delete them any more."
REVIEWER = "review"
"""The command that reviews."""
CHOICES = 50
"""Users that one modal offers."""


@dataclass(frozen=True)
class Choices:
    """One page of those who may be chosen; `page` counts from 1. Who was kept meanwhile is left out of `rows`."""

    review: Review
    rows: tuple[Found, ...]
    page: int
    pages: int

    @property
    def places(self) -> frozenset[int]:
        """All places of this page, shown or not."""
        return frozenset(range((self.page - 1) * CHOICES + 1, self.page * CHOICES + 1))


@dataclass(frozen=True)
class Rolls:
    """`command` is the one that reviews, `deletes` the one whose policy says who may be chosen."""

    gate: Gate
    book: RollBook
    leavers: LeaverBook
    command: Command[Any]
    deletes: Command[Any]

    def may_see(self, person: Person, email: str) -> bool:
        return self.gate.ask(person, self.command, Concern(email), is_complete=True).allows

    def sees_all(self, person: Person) -> bool:
        return self.gate.sees_all(person, self.command)

    async def sees_all_now(self, person_id: str) -> bool:
        """The same of somebody who is not clicking; who is no full member any more sees nothing. Raises Unavailable."""
        try:
            return self.sees_all(await self.gate.member(person_id))
        except Refused:
            return False

    def may_choose(self, person: Person, email: str) -> bool:
        """Whether they may delete the user at once, or ask for it."""
        return self.gate.ask(person, self.deletes, Concern(email)).allows

    async def own(self, person: Person, review_id: str) -> Review:
        """Their review of that id, or their latest. Raises Mistake where it is not theirs, not done, or over."""
        review = await (self.book.find(review_id) if review_id else self.book.latest(person.id))
        if review is None or review.person_id != person.id or review.stage is not Stage.DONE:
            raise Mistake(OVER if review_id else NONE_YET)
        return review

    async def choices(self, asker: Asker, review_id: str, page: int) -> Choices:
        """Raises Refused, and Mistake for a review that is over, or of which nobody is left to choose."""
        person, review = await self._entered(asker, review_id)
        places = (await self.book.totals(review.id)).places
        pages = -(-places // CHOICES)
        shown = max(1, min(page, pages))
        rows = await self.book.places(review.id, (shown - 1) * CHOICES + 1, shown * CHOICES)
        offered = await self._offered(person, rows)
        if not offered and pages <= 1:
            raise Mistake(ALL_GONE)
        return Choices(review, offered, shown, pages)

    async def chosen(self, asker: Asker, review_id: str, places: Collection[int]) -> tuple[str, ...]:
        """The ids of the users in these places; who was kept meanwhile is left out. Raises as `choices`."""
        person, review = await self._entered(asker, review_id)
        rows = await self.book.places(review.id, min(places, default=0), max(places, default=0))
        offered = await self._offered(person, (row for row in rows if row.place in places))
        if not offered:
            raise Mistake(ALL_GONE)
        return tuple(row.user_id for row in offered)

    async def _entered(self, asker: Asker, review_id: str) -> tuple[Person, Review]:
        person = await self.gate.admit(asker, self.command.name)
        await self.gate.insist(person, self.command)
        return person, await self.own(person, review_id)

    async def _offered(self, person: Person, rows: Iterable[Found]) -> tuple[Found, ...]:
        kept = await self.leavers.kept()
        return tuple(row for row in rows if row.user_id not in kept and self.may_choose(person, row.email))
