"""Approvals by one process, and by two on the same database."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.domain.request import State
from bot.store import SqlLedger
from bot.workflow.ledger import Wanted
from tests.bench.contenders import bot_over_http
from tests.bench.payloads import submission
from tests.bench.peers import peers
from tests.bench.pinning import all_cores, confined, pin
from tests.bench.spent import server_of, spending
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_least
from tests.bench.workloads.request_life import decided
from tests.databases import fresh_database, opened
from tests.races.requests import file_requests
from tests.stories.offices import POLICY
from tests.world import policy_file

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.command import RequestFacts
    from tests.bench.contenders import Contender
    from tests.bench.peers import Peers
    from tests.bench.workload import Open, Scale

Click = tuple[bytes, "Future[None]"]
LANES = 8
"""Approvers who click at the same time, each once they were told what came of the last click."""
ARIZE_TAKES = 0.1
LOOK_EVERY = 0.02
LONG = 60.0
DONE = Wanted(states=(State.SUCCEEDED,), limit=100_000)


async def approvals(known: Peers, replicas: int, count: int, facts: dict[str, Any], cores: list[int]) -> float:
    """Requests a second that were approved and carried out, on a new database and by new processes.

    Each replica is pinned to a core of its own, as far as there are that many; all else runs on `cores`.
    """
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_database("postgresql"))
        named = await stack.enter_async_context(policy_file(POLICY))
        started = [
            await stack.enter_async_context(bot_over_http(known, DATABASE_URL=url, **named)) for _ in range(replicas)
        ]
        for contender, core in zip(started, cycle(all_cores())):
            pin(contender.process.pid, [core])
        stack.enter_context(confined([os.getpid(), *await server_of(url)], cores))
        clicks = iter([_click(known, each) for each in await file_requests(url, count)])
        async with spending([each.process.pid for each in started], url) as spent:
            began = perf_counter()
            await asyncio.gather(*(_lane(started[number % replicas], clicks) for number in range(LANES)))
            await _all_done(url, count)
            took = perf_counter() - began
        facts[f"{replicas} of them"] = spent.told(count)
        facts["most that these cores can show"] = f"{spent.most(len(cores)):.2f}"
        return count / took


def _click(known: Peers, facts: RequestFacts) -> Click:
    view_id = f"V0{facts.request.id}"
    return signed(submission(decided(facts), view_id, "U0CARLA")), known.awaited(view_id)


async def _lane(contender: Contender, clicks: Iterator[Click]) -> None:
    async with line(contender.port) as opened_line:
        for click, told in clicks:
            await accepted(opened_line.ask(click))
            await told


async def _all_done(url: str, count: int) -> None:
    async with opened(url) as engine, asyncio.timeout(LONG):
        ledger = SqlLedger(engine, lambda: datetime.now(UTC))
        while len(await ledger.requests(DONE)) < count:  # noqa: ASYNC110 - others write them
            await asyncio.sleep(LOOK_EVERY)


def _with_cores(cores_of_one: Callable[[list[int]], list[int]]) -> Open:
    """What runs beside two replicas has all cores, what runs beside one has `cores_of_one`."""

    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        count, cores = scale.of(240, 4), all_cores()
        async with peers() as known:
            known.arize_takes = ARIZE_TAKES
            facts: dict[str, Any] = {"cores": len(cores), "arize takes": f"{ARIZE_TAKES} s"}
            two, one = (partial(approvals, known, replicas, count, facts) for replicas in (2, 1))
            yield Contest(lambda: two(cores), lambda: one(cores_of_one(cores)), facts)

    return contest


def _workload(name: str, against: str, cores_of_one: Callable[[list[int]], list[int]]) -> Workload:
    return Workload(
        name=name,
        what="requests approved and carried out by two replicas on PostgreSQL, each pinned to a core",
        against=against,
        target=at_least(1.7),
        unit="/s",
        open=_with_cores(cores_of_one),
        most_rounds=3,
        warms_up=False,
    )


REPLICAS = _workload(
    "replicas", "one replica, pinned to a core; PostgreSQL and the load on all cores", lambda all_: all_
)
REPLICAS_WITH_CORES = _workload(
    "replicas-with-cores",
    "one replica with half of the machine: PostgreSQL and the load on its core",
    lambda all_: all_[: max(1, len(all_) // 2)],
)
