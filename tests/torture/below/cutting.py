"""The way to the database is cut at one message of a journey, before the server has it or after."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.databases import fresh_database
from tests.torture.acting import FORGETFUL, IMPATIENT, assert_all_is_well
from tests.torture.below.wire import Wire, wired
from tests.torture.journeys.every import JOURNEYS
from tests.torture.stage import Stage, Told
from tests.world import open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from random import Random

    from tests.torture.journeys.journey import Journey

MOST_MESSAGES = 120
"""About as many as the longest journey sends."""


@dataclass(frozen=True)
class Cut:
    """`stays_down` is how many seconds nobody gets through afterwards."""

    journey: Journey
    message: int
    after: bool
    stays_down: float

    def __str__(self) -> str:
        when = "after" if self.after else "before"
        return f"{self.journey.name} / message {self.message} to PostgreSQL / {when}, down for {self.stays_down} s"

    async def run(self) -> None:
        """Raises AssertionError with what does not hold afterwards."""
        async with _on_a_wire(self.journey) as (stage, wire):
            wire.arm(self.message, after=self.after, stays_down=self.stays_down)
            with suppress(Told):
                await self.journey.play(stage)
            wire.arm(None)
            await wire.up()
            await assert_all_is_well(stage, self.journey)


def cuts(chance: Random) -> Iterator[Cut]:
    """Of journeys that write something down; many come before most of what is sent."""
    while True:
        journey = chance.choice([each for each in JOURNEYS if each.happened])
        message = chance.randint(1, MOST_MESSAGES)
        yield Cut(journey, message, after=chance.choice([True, False]), stays_down=chance.choice([0.0, 0.0, 0.5]))


@asynccontextmanager
async def _on_a_wire(journey: Journey) -> AsyncIterator[tuple[Stage, Wire]]:
    async with (
        fresh_database("postgresql") as url,
        wired(url) as (wire, through),
        open_world(database=through, policy=journey.policy, shorter=FORGETFUL, pace=IMPATIENT) as world,
    ):
        await world.settles()
        yield Stage(world), wire
