"""Many people on two replicas with PostgreSQL, in bad weather."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.processes import deployment
from tests.torture.below.server import Server, own_server
from tests.torture.below.wire import Wire, wired
from tests.torture.calm import calm
from tests.torture.judging import judge_many
from tests.torture.load.crowd import Crowd, personas
from tests.torture.load.measures import Measures
from tests.torture.load.weather import Weather

if TYPE_CHECKING:
    from tests.processes import Deployment

REPLICAS = 2
IN_TIME = 3000.0
"""Milliseconds that Slack gives for an ack (https://docs.slack.dev/interactivity/handling-user-interaction)."""
LONG_ENOUGH = 60.0
"""Seconds after which memory has to be flat; before that the bot warms up."""
FLAT = 0.2


@dataclass
class Working:
    people: int
    seconds: float
    seed: int
    figures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.people} people for {self.seconds:.0f} s, seed {self.seed}"

    async def run(self) -> None:
        async with AsyncExitStack() as stack:
            server = await stack.enter_async_context(own_server())
            wire, through = await stack.enter_async_context(wired(server.url))
            laid = deployment(through, personas=personas(self.people), BOT_LEASE="10s", BOT_LOG_LEVEL="info")
            bot = await stack.enter_async_context(laid)
            await bot.start(REPLICAS)
            crowd, measures = await self._storm(bot, wire, server)
            left = await calm(bot)
            assert not left, f"{left} jobs are never done"
            await judge_many(bot, crowd.asked)
            assert not measures.late, f"not acknowledged: {measures.late}"
            assert max(measures.acks) < IN_TIME, f"an ack took {max(measures.acks):.0f} ms"
            assert self.seconds < LONG_ENOUGH or measures.growth() < FLAT, f"memory grew by {measures.growth():.0%}"

    async def _storm(self, bot: Deployment, wire: Wire, server: Server) -> tuple[Crowd, Measures]:
        chance = Random(self.seed)  # noqa: S311 - so that it can be repeated
        crowd, measures = Crowd(bot, chance, self.people), Measures(bot)
        weather = Weather(bot, wire, server, chance)
        looking = asyncio.ensure_future(measures.looks())
        blowing = asyncio.ensure_future(weather.blows())
        await crowd.works(self.seconds)
        weather.is_over = True
        await blowing
        measures.look()
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        self._say(crowd, measures, weather)
        return crowd, measures

    def _say(self, crowd: Crowd, measures: Measures, weather: Weather) -> None:
        met = ", ".join(f"{name} {times} times" for name, times in sorted(weather.seen.items()))
        self.figures += [
            f"{self.people} people on {REPLICAS} replicas for {self.seconds:.0f} s: {crowd.deeds:,} deeds.",
            f"New users that were asked for: {len(crowd.asked):,}.",
            measures.told,
            f"Meanwhile: {met}.",
        ]
