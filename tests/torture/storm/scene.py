"""Where a storm rages: two replicas of the bot over one database, one account and one workspace."""

from __future__ import annotations

import asyncio
import io
import json
import traceback
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from bot import logs
from bot.domain.errors import Expected
from bot.domain.people import Standing
from tests.torture.storm.shown import Cards, Notices, Progress, Streets, Views
from tests.torture.storm.weather import Delayed, Gusty
from tests.workflow.life.breaking import Fragile
from tests.workflow.life.departures import account
from tests.workflow.life.office import Office
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from random import Random

    from bot.domain.request import Request, State
    from bot.workflow.batches.drafting import Drafting
    from bot.workflow.batches.steering import Steering
    from bot.workflow.decisions import Decisions
    from bot.workflow.desk import Desk
    from bot.workflow.filing import Filing
    from bot.workflow.homes import Homes
    from bot.workflow.leaving import Leaving
    from bot.workflow.reviews import Reviews
    from bot.workflow.sweep import Sweep
    from tests.torture.storm.weather import Weather
    from tests.workflow.life.line import Write

REPLICAS = 2
ROUNDS = 8
ROUND = timedelta(seconds=130)
"""In so many rounds all that was put off, and every lease that nobody gave up, comes due."""


@dataclass(frozen=True)
class Replica:
    """The doors of one process."""

    desk: Desk
    filing: Filing
    decisions: Decisions
    drafting: Drafting
    steering: Steering
    leaving: Leaving
    reviews: Reviews
    homes: Homes
    sweep: Sweep


@dataclass
class Scene:
    """`has_left` says whether Slack told last that Ada left. `troubles` are deeds that ended as nobody foresaw."""

    office: Office
    weather: Weather
    cards: Cards
    bars: Progress
    replicas: tuple[Replica, ...]
    log: io.StringIO
    writes: list[Write] = field(default_factory=list)
    has_left: bool = False
    troubles: list[str] = field(default_factory=list)
    _forms: count[int] = field(default_factory=count)
    _deeds: list[asyncio.Task[None]] = field(default_factory=list)

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def replica(self, chance: Random) -> Replica:
        """The one that a load balancer picks."""
        return chance.choice(self.replicas)

    async def watches(self, write: Write) -> None:
        """A write arrives at Arize."""
        self.writes.append(write)

    def new_form(self) -> str:
        return f"V{next(self._forms)}"

    async def some_request(self, chance: Random, *states: State) -> Request | None:
        """One in one of these states, or any where none is named."""
        found = [each for each in await self.office.requests() if not states or each.state in states]
        return chance.choice(found) if found else None

    def begins(self, deed: Coroutine[Any, Any, Any]) -> None:
        """Beside everything else that is under way."""
        self._deeds.append(asyncio.create_task(self._done(deed)))

    async def _done(self, deed: Coroutine[Any, Any, Any]) -> None:
        """A deed may be refused with a sentence; everything else is a trouble."""
        try:
            await deed
        except Expected:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            self.troubles.append("".join(traceback.format_exception(error)))

    def walks(self) -> None:
        """Whoever looks at all users sets out."""
        while self.office.walks:
            self.begins(self.office.walks.pop(0))

    async def rests(self) -> None:
        """Return once nothing is under way."""
        while self._deeds:
            await self._deeds.pop()

    async def calms_down(self) -> None:
        """The storm is over, and whatever was put off comes due."""
        await self.rests()
        self.weather.is_calm = True
        for _ in range(ROUNDS):
            await self._settles()
            self.office.now += ROUND
        await self._settles()

    async def _settles(self) -> None:
        for replica in self.replicas:
            self.walks()
            await self.rests()
            self.begins(replica.sweep.once())
            await self.rests()
        self.walks()
        await self.rests()


@asynccontextmanager
async def a_scene(weather: Weather, database: str) -> AsyncIterator[Scene]:
    log = io.StringIO()
    logs.configure("debug", "json", log)
    try:
        async with an_office(_outside(weather, database)) as office:
            scene = _opened(office, weather, log)
            office.line.watch = scene.watches
            yield scene
    finally:
        logs.reset()


def _outside(weather: Weather, database: str) -> Office:
    """Before it opens."""
    office = Office(database)
    office.town, office.tabs = Streets(weather=weather), Views(weather=weather)
    office.fuse = Gusty(weather=weather)
    return office


def _opened(office: Office, weather: Weather, log: io.StringIO) -> Scene:
    """An office is one process; what it was before each `restart` goes on beside what it is after it."""
    book: Any = Fragile(office.book, office.fuse)
    cards, bars, notices = Cards(weather=weather), Progress(weather=weather), Notices(weather=weather)
    office.book, office.quiet, office.lists.bars, office.away.wall = book, cards, bars, notices
    office.line.account = Delayed(office.line.account, weather)
    account(office, Standing.MEMBER)
    return Scene(office, weather, cards, bars, tuple(_restarted(office) for _ in range(REPLICAS)), log)


def _restarted(office: Office) -> Replica:
    office.restart()
    return Replica(
        office.desk,
        office.filing,
        office.decisions,
        office.lists.drafting,
        office.lists.steering,
        office.away.desk,
        office.away.reviews,
        office.homes,
        office.sweep,
    )
