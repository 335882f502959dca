"""Looking one user up in an account of 50,000."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.arize import ArizeClient
from bot.simulator.arize import arize_simulator
from tests.bench.workload import Contest, Workload, at_most

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.arize import RunningArize
    from tests.bench.workload import Open, Scale

USERS = 50_000
RARE = "user.number77@example.com"
COMMON = "7@example.com"
"""Somebody's whole address, which is also the end of every tenth other one."""


def fill(arize: RunningArize, count: int) -> None:
    """Whoever has the common address is the first of those who match it."""
    arize.account.add_user("Seven", COMMON)
    for number in range(count):
        arize.account.add_user(f"User Number{number}", f"user.number{number}@example.com")


async def pages(arize: RunningArize, email: str) -> float:
    """How many pages an exact look-up fetches, as `get` asks for it."""
    before = len(arize.calls)
    async with ArizeClient(SecretStr(arize.api_key), base_url=arize.url) as client:
        found = await client.find_user(email, is_to_change=False)
    assert found is not None
    assert found.email == email
    return len(arize.calls) - before


async def _one() -> float:
    return 1.0


def _looks_up(email: str) -> Open:
    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        async with arize_simulator() as arize:
            fill(arize, scale.of(USERS, 2000))
            yield Contest(lambda: pages(arize, email), _one)

    return contest


def _workload(name: str, what: str, email: str) -> Workload:
    return Workload(name, what, "one page", at_most(1), "pages", _looks_up(email), most_rounds=1, warms_up=False)


LOOKUP_RARE = _workload("lookup-rare", f"exact look-up of {RARE} among {USERS:,} users", RARE)
LOOKUP_COMMON = _workload("lookup-common", f"exact look-up of {COMMON}, which 5,000 others contain", COMMON)
