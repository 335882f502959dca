"""From nothing to connected, and what it takes to stay so."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.contenders import bot, script
from tests.bench.peers import peers
from tests.bench.socket_link import link
from tests.bench.workload import Contest, Workload, at_most

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.bench.peers import Peers
    from tests.bench.workload import Round, Scale

    Starts = Callable[[Peers], AbstractAsyncContextManager[Process]]

IDLE = 2.0
"""Seconds after which a process has settled."""
KIB = 1024


def _bare(known: Peers) -> AbstractAsyncContextManager[Process]:
    return script("rivals.bolt_bare", known.url)


def resident(process: Process) -> float:
    """MiB of memory, as Linux tells it."""
    told = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) / KIB


@asynccontextmanager
async def _started(starts: Starts) -> AsyncIterator[tuple[Process, float]]:
    """A process that is connected, and the seconds that it took."""
    async with peers() as known, link() as connection:
        known.link, began = connection.url, perf_counter()
        async with starts(known) as process:
            await connection.until_connected()
            yield process, perf_counter() - began


async def _ready_after(starts: Starts) -> float:
    async with _started(starts) as (_, seconds):
        return seconds


@asynccontextmanager
async def _starts(scale: Scale) -> AsyncIterator[Contest]:
    del scale
    yield Contest(lambda: _ready_after(bot), lambda: _ready_after(_bare))


@asynccontextmanager
async def _idles(scale: Scale) -> AsyncIterator[Contest]:
    async with AsyncExitStack() as stack:
        processes = [(await stack.enter_async_context(_started(starts)))[0] for starts in (bot, _bare)]
        await asyncio.sleep(0 if scale.quick else IDLE)
        ours, theirs = [_resident(process) for process in processes]
        yield Contest(ours, theirs)


def _resident(process: Process) -> Round:
    async def measure() -> float:
        return resident(process)

    return measure


START = Workload(
    name="start",
    what="from starting the process until it is connected over Socket Mode, SQLite at the newest schema",
    against="a process that imports `slack_bolt.async_app` and connects",
    target=at_most(1.6),
    unit="s",
    open=_starts,
)
MEMORY = Workload(
    name="memory",
    what="resident memory of the idle bot in Socket Mode",
    against="a bare Bolt async app, connected in the same way",
    target=at_most(1.5),
    unit="MiB",
    open=_idles,
)
