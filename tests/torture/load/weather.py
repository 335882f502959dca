"""Trouble that comes and goes while many people work."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.slack.deliveries import Unanswered
from tests.torture import wrongs
from tests.torture.asked import ASKED
from tests.torture.cells import is_slacks

if TYPE_CHECKING:
    from random import Random

    from tests.processes import Deployment
    from tests.torture.below.server import Server
    from tests.torture.below.wire import Wire

NAMES = sorted({name for asked in ASKED.values() for name in asked})
SLACKS = [name for name in NAMES if is_slacks(name)]
ARIZES = [name for name in NAMES if not is_slacks(name)]
OF_ARIZE = [wrong for wrong in wrongs.WITH_ARIZE if not wrong.lies and not wrong.name.startswith("401")]
BURST = 3
"""Calls that meet the same trouble, at most."""


@dataclass
class Weather:
    """`seen` counts what happened, by its name."""

    bot: Deployment
    wire: Wire
    server: Server
    chance: Random
    seen: Counter[str] = field(default_factory=Counter)

    is_over: bool = False

    async def blows(self) -> None:
        """Until it is over; whatever began ends first."""
        often = [self.slack_fails] * 6 + [self.arize_fails] * 6 + [self.comes_again] * 4
        seldom = [self.connections_break] * 2 + [self.primary_is_gone, self.server_restarts, self.replica_is_killed]
        while not self.is_over:
            await asyncio.sleep(self.chance.uniform(0.1, 0.6))
            happens = self.chance.choice([*often, *seldom])
            await happens()
            self.seen[happens.__name__.replace("_", " ")] += 1

    async def slack_fails(self) -> None:
        """With what passes: what Slack refuses for good is tried in the matrix."""
        wrong = self.chance.choice(wrongs.ON_THE_WAY_TO_SLACK)
        for _ in range(self.chance.randint(1, BURST)):
            self.bot.slack.faults.next(self.chance.choice(SLACKS), wrong.make())

    async def arize_fails(self) -> None:
        wrong = self.chance.choice(OF_ARIZE)
        for _ in range(self.chance.randint(1, BURST)):
            self.bot.arize.faults.next(self.chance.choice(ARIZES), wrong.make())

    async def comes_again(self) -> None:
        """Whether anybody takes it is measured as with everything else."""
        with suppress(Unanswered, LookupError):
            await self.bot.slack.redeliver_last()

    async def connections_break(self) -> None:
        self.wire.cut()

    async def primary_is_gone(self) -> None:
        await self.wire.gone(self.chance.uniform(0.2, 1.5))

    async def server_restarts(self) -> None:
        await self.server.restart()

    async def replica_is_killed(self) -> None:
        """Another one takes its place."""
        dying = self.bot.running.pop(0)
        dying.kill()
        await dying.wait()
        await self.bot.start()
