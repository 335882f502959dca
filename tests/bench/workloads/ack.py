"""How long Slack waits for the ack of one command after another, on one connection."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.contenders import bot, bot_over_http, rival_over_http, script
from tests.bench.payloads import slash
from tests.bench.peers import peers
from tests.bench.socket_link import link
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_most, faster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.bench.contenders import Contender
    from tests.bench.peers import Peers
    from tests.bench.socket_link import Link
    from tests.bench.workload import Open, Scale

WHAT = "ack p50 of `/ax-user get <e-mail>`"
PAUSE = 0.012
"""Seconds between an ack and the next command, for all contenders: the look-up of the last one is over by then."""
ASKED = "get ada@example.com"


async def p50(count: int, send: Callable[[], Awaitable[object]]) -> float:
    """In milliseconds; what is sent first opens connections and fills caches, and does not count."""
    await send()
    times = []
    for _ in range(count):
        await asyncio.sleep(PAUSE)
        began = perf_counter()
        await send()
        times.append(perf_counter() - began)
    return median(times) * 1000


async def _over_http(contender: Contender, known: Peers, count: int) -> float:
    requests = iter([signed(slash(ASKED, known.hook()[0])) for _ in range(count + 1)])
    async with line(contender.port) as opened:
        return await p50(count, lambda: accepted(opened.ask(next(requests))))


def _against(rival: str, full: int) -> Open:
    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        count = scale.of(full, 3)
        async with peers() as known, bot_over_http(known) as ours, rival_over_http(rival, known) as theirs:
            yield Contest(lambda: _over_http(ours, known, count), lambda: _over_http(theirs, known, count))

    return contest


@asynccontextmanager
async def _over_sockets(scale: Scale) -> AsyncIterator[Contest]:
    count = scale.of(100, 3)
    async with AsyncExitStack() as stack:
        known = await stack.enter_async_context(peers())
        ours, theirs = [await stack.enter_async_context(link()) for _ in range(2)]
        known.link = ours.url
        await stack.enter_async_context(bot(known))
        await ours.until_connected()
        known.link = theirs.url
        await stack.enter_async_context(script("rivals.bolt_socket", known.url))
        await theirs.until_connected()
        yield Contest(lambda: _delivered(ours, known, count), lambda: _delivered(theirs, known, count))


async def _delivered(over: Link, known: Peers, count: int) -> float:
    return await p50(count, lambda: over.deliver(slash(ASKED, known.hook()[0])))


ACK_HTTP = Workload(
    name="ack-http",
    what=f"{WHAT} over signed HTTP, one connection",
    against="`AsyncApp.start()` as Bolt's documentation shows, a handler that only acks",
    target=faster(15),
    unit="ms",
    open=_against("bolt_start", 100),
)
ACK_FLOOR = Workload(
    name="ack-floor",
    what=f"{WHAT} over signed HTTP, one connection",
    against="Starlette, signature check and form, no Bolt",
    target=at_most(1.9),
    unit="ms",
    open=_against("floor", 150),
)
ACK_SOCKET = Workload(
    name="ack-socket",
    what=f"{WHAT} in Socket Mode",
    against="Bolt's `AsyncSocketModeHandler` with default settings, a handler that only acks",
    target=faster(15),
    unit="ms",
    open=_over_sockets,
)
