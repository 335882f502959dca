"""Connections to PostgreSQL that lead nowhere any more: another one is opened, and nobody hears of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.store import SqlLedger
from bot.store.engine import LEFT, TRUSTED
from tests.databases import fresh_database, opened
from tests.people import MOMENT
from tests.torture.below.wire import wired

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

    from tests.torture.below.wire import Wire


@pytest.fixture
async def line() -> AsyncIterator[tuple[Wire, AsyncEngine]]:
    """A database, and the way to it, by which there is a connection already."""
    async with fresh_database("postgresql") as url, wired(url) as (wire, through), opened(through) as engine:
        assert await head(engine) == 0
        yield wire, engine


async def head(engine: AsyncEngine) -> int:
    return (await SqlLedger(engine, lambda: MOMENT).head())[0]


async def test_a_server_that_hung_up_is_called_again(line: tuple[Wire, AsyncEngine]) -> None:
    """It was restarted, or a proxy was: what is known of it costs no question."""
    wire, engine = line
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
    wire.cut()
    while not driver.is_closed():  # noqa: ASYNC110 - the driver tells nobody
        await asyncio.sleep(0)
    assert await head(engine) == 0


async def test_a_way_that_was_not_used_for_long_is_tried_first(line: tuple[Wire, AsyncEngine]) -> None:
    """Something between forgets connections that are silent, and says so only to whoever speaks."""
    wire, engine = line

    @event.listens_for(engine.sync_engine, "checkin")
    def long_ago(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info[LEFT] -= TRUSTED + 1

    assert await head(engine) == 0
    wire.arm(1)
    assert await head(engine) == 0
    wire.arm(None)
    assert await head(engine) == 0


async def test_what_was_used_a_moment_ago_is_not_asked(line: tuple[Wire, AsyncEngine]) -> None:
    """A look takes one message to the server, where it took six."""
    wire, engine = line
    wire.arm(None)
    assert await head(engine) == 0
    assert wire.messages == 1
