"""How many people can be helped in a second."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.contenders import bot_over_http, rival_over_http
from tests.bench.payloads import slash
from tests.bench.peers import peers
from tests.bench.traffic import END, accepted, line, signed
from tests.bench.workload import Contest, Workload, at_least

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncIterator, Iterator

    from tests.bench.contenders import Contender
    from tests.bench.peers import Peers
    from tests.bench.workload import Scale

CONNECTIONS = 32
Asked = tuple[bytes, "Future[None]"]


async def _helped(contender: Contender, known: Peers, count: int, *, answers: bool) -> float:
    """Commands a second. Somebody is helped once the answer is there: in the ack, or at the response_url."""
    asked = [_asked(known) for _ in range(count)]
    waiting = iter(asked)
    began = perf_counter()
    await asyncio.gather(*(_lane(contender, waiting, answers=answers) for _ in range(CONNECTIONS)))
    return count / (perf_counter() - began)


def _asked(known: Peers) -> Asked:
    url, heard = known.hook()
    return signed(slash("help", url)), heard


async def _lane(contender: Contender, waiting: Iterator[Asked], *, answers: bool) -> None:
    async with line(contender.port) as opened:
        for request, heard in waiting:
            ack = await accepted(opened.ask(request))
            if answers and ack.endswith(END):
                await heard


@asynccontextmanager
async def _contest(scale: Scale) -> AsyncIterator[Contest]:
    count = scale.of(1000, 40)
    async with peers() as known, bot_over_http(known) as ours, rival_over_http("bolt_asgi", known) as theirs:
        yield Contest(
            lambda: _helped(ours, known, count, answers=True), lambda: _helped(theirs, known, count, answers=False)
        )


HELP_RATE = Workload(
    name="help-rate",
    what=f"`/ax-user help` answered, at {CONNECTIONS} connections",
    against="Bolt's ASGI adapter under the same server, a handler that only acks",
    target=at_least(0.6),
    unit="/s",
    open=_contest,
)
