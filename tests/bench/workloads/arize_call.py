"""What the Arize client costs beside the HTTP client under it."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from time import process_time
from typing import TYPE_CHECKING

import httpx
from pydantic import SecretStr

from bot.arize import ArizeClient
from tests.bench.contenders import free_port, listens, script
from tests.bench.workload import Contest, Workload, at_most

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.bench.workload import Scale

EMAIL = "ada@example.com"
QUERY = {"limit": "100", "email": EMAIL}
HEADERS = {"Authorization": "Bearer ak-bench", "Accept": "application/json"}


async def cpu(count: int, call: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of this process's CPU for one call."""
    await call()
    began = process_time()
    for _ in range(count):
        await call()
    return (process_time() - began) / count * 1000


@asynccontextmanager
async def _contest(scale: Scale) -> AsyncIterator[Contest]:
    count, port = scale.of(300, 3), free_port()
    url = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        await listens(port, await stack.enter_async_context(script("peers", str(port))))
        arize = await stack.enter_async_context(ArizeClient(SecretStr("ak-bench"), base_url=url))
        bare = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))

        async def barely() -> object:
            return (await bare.get(f"{url}/v2/users", params=QUERY, headers=HEADERS)).json()

        yield Contest(lambda: cpu(count, lambda: arize.find_user(EMAIL)), lambda: cpu(count, barely))


ARIZE_CALL = Workload(
    name="arize-call",
    what="CPU of one look-up through `bot.arize`",
    against="the same GET by `httpx.AsyncClient`, and its JSON",
    target=at_most(1.2),
    unit="ms",
    open=_contest,
)
