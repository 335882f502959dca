"""What people see while they type into a picker of users."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import httpx

from bot.simulator.arize import arize_simulator
from bot.slack.payloads import FormState
from bot.slack.views.presses import PICK
from tests.bench.contenders import bot_over_http
from tests.bench.payloads import suggestion
from tests.bench.peers import peers
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_most
from tests.bench.workloads.account import USERS, fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from bot.simulator.arize import RunningArize
    from tests.bench.contenders import Contender
    from tests.bench.workload import Scale

VIEW = {"id": "V1", "type": "modal", "private_metadata": FormState("get").to_metadata()}
BEGINNINGS = ("n", "nu", "num", "numb", "numbe", "number", "number4", "number42", "number4", "number", "n")
"""Somebody types, and takes it back."""


def typed(text: str) -> bytes:
    return signed(suggestion(VIEW, PICK, text))


async def p50(calls: Iterable[Callable[[], Awaitable[object]]]) -> float:
    """In milliseconds."""
    times = []
    for call in calls:
        began = perf_counter()
        await call()
        times.append(perf_counter() - began)
    return median(times) * 1000


class Typing:
    """Somebody types, each time another text, so that no answer is remembered."""

    def __init__(self, ours: Contender, arize: RunningArize, bare: httpx.AsyncClient, count: int) -> None:
        self._ours, self._arize, self._bare, self._count = ours, arize, bare, count
        self._next = 100

    async def options(self) -> float:
        requests = [typed(f"number{number}") for number in self._numbers()]
        async with line(self._ours.port) as opened:
            return await p50([lambda request=request: accepted(opened.ask(request)) for request in requests])  # type: ignore[misc]  # mypy infers no lambda with a default

    async def page(self) -> float:
        self._next -= self._count
        return await p50([lambda number=number: self._get(number) for number in self._numbers()])  # type: ignore[misc]  # as above

    def _numbers(self) -> range:
        self._next += self._count
        return range(self._next - self._count, self._next)

    async def _get(self, number: int) -> None:
        asked = {"limit": "100", "email": f"number{number}"}
        headers = {"Authorization": f"Bearer {self._arize.api_key}"}
        (await self._bare.get(f"{self._arize.url}/v2/users", params=asked, headers=headers)).json()


@asynccontextmanager
async def _fresh(scale: Scale) -> AsyncIterator[Contest]:
    async with AsyncExitStack() as stack:
        arize = await stack.enter_async_context(arize_simulator())
        fill(arize, scale.of(USERS, 500))
        known = await stack.enter_async_context(peers())
        asked = {"ARIZE_BASE_URL": arize.url, "ARIZE_API_KEY": arize.api_key}
        ours = await stack.enter_async_context(bot_over_http(known, **asked))
        bare = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        typing = Typing(ours, arize, bare, scale.of(60, 3))
        yield Contest(typing.options, typing.page)


@asynccontextmanager
async def _again(scale: Scale) -> AsyncIterator[Contest]:
    """The account has one user for each text, so that the first answer is a whole one."""
    del scale
    async with peers() as known, bot_over_http(known) as ours:

        async def calls() -> float:
            before = known.calls["GET /v2/users?email"]
            async with line(ours.port) as opened:
                for text in BEGINNINGS:
                    await accepted(opened.ask(typed(text)))
            return known.calls["GET /v2/users?email"] - before

        yield Contest(calls, _one)


async def _one() -> float:
    return 1.0


TYPEAHEAD = Workload(
    name="typeahead",
    what=f"list of options for a text that is new, p50, {USERS:,} users",
    against="one `GET /v2/users` of the same account by `httpx.AsyncClient`",
    target=at_most(1.3),
    unit="ms",
    open=_fresh,
)
TYPEAHEAD_AGAIN = Workload(
    name="typeahead-again",
    what=f"calls to Arize for {len(BEGINNINGS)} texts that begin alike",
    against="one call",
    target=at_most(1),
    unit="calls",
    open=_again,
    most_rounds=1,
    warms_up=False,
)
