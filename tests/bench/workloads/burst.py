"""A thousand commands within one second, while Arize is slow."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tests.bench.contenders import bot_over_http
from tests.bench.payloads import slash
from tests.bench.peers import peers
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_most
from tests.bench.workloads.ack import ASKED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bench.contenders import Contender
    from tests.bench.peers import Peers
    from tests.bench.traffic import Line
    from tests.bench.workload import Scale

COMMANDS = 1000
LINES = 64
ARIZE_TAKES = 2.0
SLACK_WAITS = 3.0
PATIENCE = 60.0
"""Seconds until everybody has to be answered."""


async def _burst(contender: Contender, known: Peers, count: int, facts: dict[str, Any]) -> float:
    """The 99th percentile of the acks, in seconds. Raises AssertionError for a lost one, TimeoutError for an answer."""
    hooks = [known.hook() for _ in range(count)]
    requests = [signed(slash(ASKED, url)) for url, _ in hooks]
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(line(contender.port)) for _ in range(min(LINES, count))]
        began = perf_counter()
        shares = [requests[number :: len(lines)] for number in range(len(lines))]
        times = await asyncio.gather(*(_lane(*each, began) for each in zip(lines, shares, strict=True)))
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(heard for _, heard in hooks))
    acks = [each for lane in times for each in lane]
    p99 = quantiles(acks, n=100)[-1]
    facts |= {"p50": f"{quantiles(acks)[1]:.3f} s", "longest": f"{max(acks):.3f} s"}
    facts |= {"answered": count, "all answered after": f"{perf_counter() - began:.1f} s"}
    return p99


async def _lane(opened: Line, requests: list[bytes], began: float) -> list[float]:
    """Each is due at its time in the second, and waits from then on, sent or not."""
    times = []
    for number, request in enumerate(requests):
        due = began + number / len(requests)
        await asyncio.sleep(due - perf_counter())
        await accepted(opened.ask(request))
        times.append(perf_counter() - due)
    return times


async def _three_seconds() -> float:
    return SLACK_WAITS


@asynccontextmanager
async def _contest(scale: Scale) -> AsyncIterator[Contest]:
    count, facts = scale.of(COMMANDS, 20), dict[str, Any]()
    async with peers() as known, bot_over_http(known) as ours:
        known.arize_takes = 0.1 if scale.quick else ARIZE_TAKES
        yield Contest(lambda: _burst(ours, known, count, facts), _three_seconds, facts)


BURST = Workload(
    name="burst",
    what=f"ack p99 of {COMMANDS:,} commands within one second, each with a look-up that takes Arize {ARIZE_TAKES:g} s",
    against="the three seconds that Slack waits",
    target=at_most(round(0.5 / SLACK_WAITS, 3)),
    unit="s",
    open=_contest,
    most_rounds=3,
    warms_up=False,
)
