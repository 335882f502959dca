"""What one person finds in the App Home: read from the database, never from Arize."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.command import Concern, Params
from bot.domain.request import State
from bot.workflow.endings import DELETE
from bot.workflow.records import RecordsOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from bot.command import Ability, OneRequest, SomeRequests
    from bot.domain.leaver import Leaver
    from bot.domain.people import Person
    from bot.workflow.batchbook import BatchBook, BatchRun
    from bot.workflow.census import Census, Numbers
    from bot.workflow.desk import Desk
    from bot.workflow.health import Beat, Pulse
    from bot.workflow.homebook import Backlog, HomeBook
    from bot.workflow.leaverbook import LeaverBook

GOING_ON = tuple(state for state in State if not state.is_over)
OVER = tuple(state for state in State if state.is_over)
MINE, ENDED = 8, 5
"""Requests of one's own that are shown: going on, and over."""
LEAVERS, LATEST = 5, 200
"""People who left Slack that are shown, and among how many of them they are looked for."""
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
    """`numbers` and `health` are None for those who are not to see them; `at` is when all this was so.

    There is one more of `mine` and of `leavers` than are shown where there are more. `runs` has, by the request's id,
    how far their own lists are that are under way.
    """

    abilities: tuple[Ability, ...]
    waiting: SomeRequests
    mine: tuple[OneRequest, ...] = ()
    ended: tuple[OneRequest, ...] = ()
    numbers: Numbers | None = None
    health: Health | None = None
    leavers: tuple[Leaver, ...] = ()
    runs: Mapping[str, BatchRun] = field(default_factory=dict)
    at: datetime | None = None


@dataclass(frozen=True)
class Overview:
    desk: Desk
    book: HomeBook
    census: Census
    pulse: Pulse
    leavers: LeaverBook
    batches: BatchBook
    now: Callable[[], datetime]

    async def of(self, person: Person) -> Home:
        records, at = RecordsOf(self.desk.archive, person), self.now()
        mine = await records.own(GOING_ON, MINE + 1)
        return Home(
            abilities=self._abilities(person),
            waiting=await records.queue("waiting", ""),
            mine=mine,
            ended=await records.own(OVER, ENDED),
            numbers=await self.census.numbers() if self.may(person, LISTER) else None,
            health=await self._health() if self.may(person, AUDITOR) else None,
            leavers=await self._leavers(person),
            runs=await self._runs(mine),
            at=at,
        )

    async def _leavers(self, person: Person) -> tuple[Leaver, ...]:
        """Those about whom they may have a say: by the rule of the cards."""
        command, gate = self.desk.command(DELETE), self.desk.gate
        latest = ((each, each.target) for each in await self.leavers.waiting(LATEST))
        theirs = (each for each, target in latest if target and gate.say(person, command, Concern(target.email)).allows)
        return tuple(islice(theirs, LEAVERS + 1))

    async def _runs(self, mine: Iterable[OneRequest]) -> Mapping[str, BatchRun]:
        lists = [one.facts.request.id for one in mine if one.facts.request.rows]
        found = [await self.batches.run(request_id) for request_id in lists]
        return {run.request_id: run for run in found if run is not None}

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
