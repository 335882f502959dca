"""A ledger on each kind of database, and as many more of them on the same one as a test wants."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.store import SqlLeavers, SqlLedger
from tests.databases import DATABASES, fresh_database, opened
from tests.people import MOMENT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Shop:
    """Opens ledgers that share a database, as replicas do."""

    url: str
    stack: AsyncExitStack

    async def ledger(self) -> SqlLedger:
        return SqlLedger(await self.stack.enter_async_context(opened(self.url)), lambda: MOMENT)

    async def ledgers(self, count: int) -> list[SqlLedger]:
        return [await self.ledger() for _ in range(count)]


@pytest.fixture(params=DATABASES)
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    async with AsyncExitStack() as stack:
        yield Shop(await stack.enter_async_context(fresh_database(request.param)), stack)


@pytest.fixture
async def ledger(shop: Shop) -> SqlLedger:
    return await shop.ledger()


@pytest.fixture
def leaverbook(ledger: SqlLedger) -> SqlLeavers:
    return SqlLeavers(ledger.engine)
