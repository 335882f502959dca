"""The process is killed while one of its calls hangs, at any call of a journey; another one starts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.arize.faults import Hold, Latency
from bot.simulator.slack.faults import Hold as SlackHold
from bot.simulator.slack.faults import Latency as SlackLatency
from tests.databases import DATABASES
from tests.processes import deployment
from tests.torture.acting import assert_all_is_well
from tests.torture.asked import ASKED
from tests.torture.cells import is_slacks
from tests.torture.journeys.every import JOURNEYS
from tests.torture.stage import Silence, Stage, Told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.processes import Deployment
    from tests.torture.journeys.journey import Journey

REACHED = 15.0
"""Seconds until the call, or none comes any more."""


@dataclass(frozen=True)
class Kill:
    """At the `call`-th time that the journey asks for `what`; `after` it was done, or before."""

    journey: Journey
    database: str
    what: str
    call: int
    after: bool

    def __str__(self) -> str:
        when = "after" if self.after else "before"
        return f"{self.journey.name} / {self.database} / killed {when} {self.what} #{self.call}"

    async def run(self) -> None:
        """Whoever acted may have heard nothing from the one that died; what was asked for ends all the same."""
        async with deployment(self.database, policy=self.journey.policy) as bot:
            await bot.start()
            stage, held = Stage(bot), self._armed(bot)
            dying = asyncio.ensure_future(_dies(bot, held))
            with suppress(Told, Silence):
                await self.journey.play(stage)
            await dying
            await assert_all_is_well(stage, self.journey)

    def _armed(self, bot: Deployment) -> Hold | SlackHold:
        of_slack = is_slacks(self.what)
        faults: Any = bot.slack.faults if of_slack else bot.arize.faults
        held = (SlackHold if of_slack else Hold)(after=self.after)
        for _ in range(self.call - 1):
            faults.next(self.what, (SlackLatency if of_slack else Latency)(0))
        faults.next(self.what, held)
        return held


async def _dies(bot: Deployment, held: Hold | SlackHold) -> None:
    """Where the call does not come, it is killed later, at leisure."""
    with suppress(TimeoutError):
        await held.reached(REACHED)
    await bot.kill()
    held.release()
    await bot.start()


def kills(chance: Random) -> Iterator[Kill]:
    while True:
        journey = chance.choice([each for each in JOURNEYS if each.happened])
        what, times = chance.choice([*ASKED[journey.name].items()])
        yield Kill(
            journey, chance.choice(DATABASES), what, chance.randint(1, times), after=chance.choice([True, False])
        )
