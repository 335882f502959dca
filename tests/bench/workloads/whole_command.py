"""From a command to its answer: `/ax-user get <e-mail>`, with the look-up in between."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.bench.contenders import bot_over_http, rival_over_http
from tests.bench.payloads import slash
from tests.bench.peers import peers
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_most
from tests.bench.workloads.ack import ASKED, p50

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncIterator

    from tests.bench.contenders import Contender
    from tests.bench.peers import Peers
    from tests.bench.traffic import Line
    from tests.bench.workload import Scale


async def _answered(contender: Contender, known: Peers, count: int) -> float:
    hooks = [known.hook() for _ in range(count + 1)]
    asked = iter([(signed(slash(ASKED, url)), heard) for url, heard in hooks])
    async with line(contender.port) as opened:
        return await p50(count, lambda: _one(opened, *next(asked)))


async def _one(opened: Line, request: bytes, heard: Future[None]) -> None:
    await accepted(opened.ask(request))
    await heard


@asynccontextmanager
async def _contest(scale: Scale) -> AsyncIterator[Contest]:
    count = scale.of(150, 3)
    async with peers() as known, bot_over_http(known) as ours, rival_over_http("floor", known) as theirs:
        yield Contest(lambda: _answered(ours, known, count), lambda: _answered(theirs, known, count))


WHOLE_COMMAND = Workload(
    name="whole-command",
    what="`/ax-user get <e-mail>`, p50: POST in, look-up, answer at the response_url",
    against="the same calls in order by bare clients (httpx, aiohttp), behind Starlette, signature check and form",
    target=at_most(1.5),
    unit="ms",
    open=_contest,
)
