"""The weather: every call takes as long as chance likes, and now and then Slack does not answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.errors import Unavailable
from tests.workflow.life.breaking import Fuse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE, SOON = 0.45, 0.8
"""Below the first nothing is waited for, below the second others have a few turns; else time passes."""
TURNS = 5
MOMENTS = (0.0005, 0.001, 0.002, 0.005, 0.01)
LATE, LAG = 0.3, 0.05
"""How many answers come late, and how many seconds at most."""


@dataclass
class Weather:
    """`outages` is how many of the calls to Slack fail, until it `is_calm`."""

    chance: Random
    outages: float = 0.0
    is_calm: bool = False

    async def blows(self) -> None:
        """A moment in which something else may happen."""
        wind = self.chance.random()
        if wind >= SOON:
            await asyncio.sleep(self.chance.choice(MOMENTS))
        elif wind >= AT_ONCE:
            for _ in range(self.chance.randint(1, TURNS)):
                await asyncio.sleep(0)

    async def lags(self) -> None:
        """It was done, and is there for everybody to see, and whoever did it hears so later."""
        if self.chance.random() < LATE:
            await asyncio.sleep(self.chance.random() * LAG)
        else:
            await self.blows()

    async def reaches_slack(self) -> None:
        """A call is on its way. Raises Unavailable where it does not arrive."""
        await self.blows()
        if not self.is_calm and self.chance.random() < self.outages:
            raise Unavailable("Slack is away.")


@dataclass
class Gusty(Fuse):
    """Lasts; but each call to the database, and each write to Arize, begins and ends when the weather lets it."""

    weather: Weather | None = None

    async def around(self, work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever the call gives
        assert self.weather is not None
        await self.weather.blows()
        done = await super().around(work)
        await self.weather.blows()
        return done


@dataclass(frozen=True)
class Delayed:
    """The account behind it answers, whatever it is asked, when the weather lets it."""

    account: ASGIApp
    weather: Weather

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self.weather.lags()
            await send(message)

        await self.weather.blows()
        await self.account(scope, receive, late)
