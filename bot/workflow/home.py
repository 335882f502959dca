"""What one person finds in the App Home: read from the database, never from Arize."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.command import Params
from bot.domain.request import State
from bot.workflow.records import RecordsOf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.command import Ability, OneRequest, SomeRequests
    from bot.domain.people import Person
    from bot.workflow.census import Census, Numbers
    from bot.workflow.desk import Desk
    from bot.workflow.health import Beat, Pulse
    from bot.workflow.homebook import Backlog, HomeBook

GOING_ON = tuple(state for state in State if not state.is_over)
OVER = tuple(state for state in State if state.is_over)
MINE, ENDED = 8, 5
"""Requests of one's own that are shown: going on, and over."""
LATE = timedelta(minutes=15)
"""Every process looks for work more often than that."""
LISTER, AUDITOR = "list", "audit"
"""The commands whose users see how many users there are, and how the bot does."""


@dataclass(frozen=True)
class Health:
    """As it was `at` a time."""

    at: datetime
    beat: Beat
    backlog: Backlog


@dataclass(frozen=True)
class Home:
    """`numbers` and `health` are None for those who are not to see them.

    There is one more of `mine` than are shown where there are more.
    """

    abilities: tuple[Ability, ...]
    waiting: SomeRequests
    mine: tuple[OneRequest, ...] = ()
    ended: tuple[OneRequest, ...] = ()
    numbers: Numbers | None = None
    health: Health | None = None


@dataclass(frozen=True)
class Overview:
    desk: Desk
    book: HomeBook
    census: Census
    pulse: Pulse
    now: Callable[[], datetime]

    async def of(self, person: Person) -> Home:
        records = RecordsOf(self.desk.archive, person)
        return Home(
            abilities=self._abilities(person),
            waiting=await records.queue("waiting", ""),
            mine=await records.own(GOING_ON, MINE + 1),
            ended=await records.own(OVER, ENDED),
            numbers=await self.census.numbers() if self.may(person, LISTER) else None,
            health=await self._health() if self.may(person, AUDITOR) else None,
        )

    def may(self, person: Person, command: str) -> bool:
        """Numbers are about everybody: whoever may see only some of it is shown none."""
        return self.desk.gate.sees_all(person, self.desk.command(command))

    def _abilities(self, person: Person) -> tuple[Ability, ...]:
        """As `help` shows them."""
        abilities = self.desk.call(person, Params(), None).abilities()
        return tuple(ability for ability in abilities if ability.decision.allows)

    async def _health(self) -> Health:
        now = self.now()
        return Health(now, self.pulse.last, await self.book.backlog(now, now - LATE))
