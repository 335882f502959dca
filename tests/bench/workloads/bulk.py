"""A list of a thousand new users, at the pace that the API allows."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.bench.durable import durable_database
from tests.bench.workload import Contest, Workload, at_least
from tests.bench.workloads.starting import IDLE, resident
from tests.processes import started, variables_for
from tests.stories.lists import attaches
from tests.world import MANIFEST

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from bot.simulator.arize import RunningArize
    from bot.simulator.slack import SlackSimulator
    from tests.bench.workload import Open, Scale

USERS = 1000
LONG = 120.0
LOOK_EVERY = 0.01


class Batch:
    """A bot of its own for each round, between simulators in this process.

    `settled` is how many seconds it has been running when the list comes: as it starts it asks Arize for itself.
    """

    def __init__(self, users: int, rate: int, settled: float, facts: dict[str, Any]) -> None:
        self._users, self._rate, self._settled, self._facts = users, rate, settled, facts

    async def created(self) -> float:
        """Users a second that came to be, beyond those of the first moment that the API lets pass at once."""
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(durable_database("sqlite"))
            slack = await stack.enter_async_context(slack_simulator(manifest=MANIFEST))
            arize = await stack.enter_async_context(arize_simulator(rate_limit=self._rate))
            run = started("run", variables={**variables_for(slack, arize, url), "BOT_LOG_LEVEL": "info"})
            process = await stack.enter_async_context(run)
            await slack.until_connected(LONG)
            await asyncio.sleep(self._settled)
            return await self._timed(process, slack, arize)

    async def _timed(self, process: Process, slack: SlackSimulator, arize: RunningArize) -> float:
        modal = await attaches(slack.person("alice"), "bulk-create", self._file())
        await modal.shows(f"{self._users:,} users will be created.", within=LONG)
        await modal.submits()
        await _reached(arize, 1)
        began, before = perf_counter(), resident(process)
        await _reached(arize, self._users)
        seconds = perf_counter() - began
        self._told(arize, resident(process) - before)
        return (self._users - min(self._rate, self._users - 1)) / seconds

    def _file(self) -> bytes:
        """A thousand addresses are too many to paste."""
        return "\n".join(["email", *(f"new{number}@example.com" for number in range(self._users))]).encode()

    def _told(self, arize: RunningArize, grown: float) -> None:
        refused = sum(call.status == 429 for call in arize.calls)
        asked = sum(call.operation == "create_user" for call in arize.calls)
        self._facts |= {"answers 429": refused, "requests": asked, "memory grown": f"{grown:.1f} MiB"}

    async def limit(self) -> float:
        return float(self._rate)


async def _reached(arize: RunningArize, count: int) -> None:
    async with asyncio.timeout(LONG):
        while len(arize.account.mails) < count:  # noqa: ASYNC110 - a list tells nobody
            await asyncio.sleep(LOOK_EVERY)


def _at(rate: int) -> Open:
    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        facts: dict[str, Any] = {}
        batch = Batch(scale.of(USERS, 5), rate, 0 if scale.quick else IDLE, facts)
        yield Contest(batch.created, batch.limit, facts)

    return contest


def _workload(rate: int, rounds: int) -> Workload:
    return Workload(
        name=f"bulk-{rate}",
        what=f"`bulk-create` of {USERS:,} users",
        against=f"an API that takes {rate} requests a second",
        target=at_least(0.95),
        unit="/s",
        open=_at(rate),
        most_rounds=rounds,
        warms_up=False,
    )


BULK_20 = _workload(20, rounds=1)
BULK_200 = _workload(200, rounds=1)
