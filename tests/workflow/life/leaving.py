"""The part of an office that looks after people who leave Slack, and after reviews of all users."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.commands import discover
from bot.domain.leaver import LeaverCard
from bot.store import SqlLeavers, SqlReviews
from bot.workflow.farewells import Farewells
from bot.workflow.leaving import Leaving
from bot.workflow.reviews import Reviews
from bot.workflow.rolls import Rolls
from bot.workflow.walks import Walks
from tests.workflow.life.breaking import Fragile
from tests.workflow.life.outside import MUFFLED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.leaver import Leaver
    from bot.domain.people import Person
    from bot.domain.roll import Review
    from bot.workflow.addressees import Addressees
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Gate
    from bot.workflow.rollbook import Findings
    from tests.workflow.life.office import Office
    from tests.workflow.life.town import Town

COMMANDS = {command.name: command for command in discover()}


@dataclass
class Wall:
    """Slack's cards about leavers and reviews, and what each shows now. `before` happens before a message arrives."""

    leavers: dict[str, Leaver | None] = field(default_factory=dict)
    findings: list[Findings] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    before: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def leaver_posted(self, addressee: str, leaver: Leaver) -> LeaverCard:
        await self._something_happens()
        card = LeaverCard(leaver.id, addressee, addressee, f"{next(self._numbers)}.0")
        self.leavers[card.ts] = None
        self.posted.append(addressee)
        return card

    async def leaver_drawn(self, card: LeaverCard, leaver: Leaver) -> None:
        await self._something_happens()
        self.leavers[card.ts] = leaver

    async def review_posted(self, review: Review) -> tuple[str, str]:
        await self._something_happens()
        self.posted.append(review.person_id)
        return review.person_id, f"{next(self._numbers)}.0"

    async def review_drawn(self, findings: Findings) -> None:
        await self._something_happens()
        self.findings.append(findings)

    async def _something_happens(self) -> None:
        if self.before:
            await self.before.pop(0)()


@dataclass
class LeaverWall:
    wall: Wall

    async def post(self, addressee: str, leaver: Leaver) -> LeaverCard:
        return await self.wall.leaver_posted(addressee, leaver)

    async def draw(self, card: LeaverCard, leaver: Leaver) -> None:
        await self.wall.leaver_drawn(card, leaver)


@dataclass
class ReviewWall:
    wall: Wall

    async def post(self, review: Review) -> tuple[str, str]:
        return await self.wall.review_posted(review)

    async def draw(self, findings: Findings) -> None:
        await self.wall.review_drawn(findings)


@dataclass
class TownRoster:
    """The people of the town, one a page; `before` happens before each."""

    town: Town
    before: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def pages(self) -> AsyncIterator[tuple[Person, ...]]:
        for person in list(self.town.people.values()):
            if self.before:
                await self.before.pop(0)()
            yield (person,)


class Away:
    """Made anew with each process over the same database and the same Slack."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.leavers, self.book = SqlLeavers(engine), SqlReviews(engine)
        self.wall = Wall()
        self.rows_at_a_time = 500
        self._numbers = count(1)

    def restart(self, office: Office, gate: Gate, ledger: Any) -> None:  # noqa: ANN401 - the ledger, fragile or not
        self._office, self._gate = office, gate
        book, leavers = self._fragile(self.book), self._fragile(self.leavers)
        self.roster = TownRoster(office.town)
        self.rolls = Rolls(gate, book, leavers, COMMANDS["review"], COMMANDS["delete"])
        cards, clock = ReviewWall(self.wall), office.clock
        walks = Walks(office.arize, self.roster, self.rolls, book, cards, clock, self.rows_at_a_time)
        self.reviews = Reviews(
            book,
            self.rolls,
            walks,
            cards,
            ledger,
            office.timing,
            clock,
            self._new_id,
            office.walks.append,
            MUFFLED.ring,
            self.rows_at_a_time,
        )

    def leaving(self, desk: Desk, addressees: Addressees) -> Leaving:
        """As `chores` takes it, and a test too."""
        office, leavers = self._office, self._fragile(self.leavers)
        self.farewells = Farewells(LeaverWall(self.wall), self._gate, leavers, addressees, COMMANDS["delete"])
        self.desk = Leaving(desk, leavers, self.farewells, office.timing, office.clock, self._new_id, MUFFLED.ring)
        return self.desk

    def _fragile(self, book: Any) -> Any:  # noqa: ANN401 - either of the books
        return Fragile(book, self._office.fuse)

    def _new_id(self) -> str:
        return f"away-{next(self._numbers)}"
