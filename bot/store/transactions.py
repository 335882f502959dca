"""One transaction that writes, or statements that only read."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bot.store.engine import READS
from bot.store.trouble import answering

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Engine
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

QUEUE = 30.0
"""Seconds that a writer waits for those before it in this process, in SQLite."""
_queues: WeakKeyDictionary[Engine, asyncio.Lock] = WeakKeyDictionary()


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    with answering():
        async with _turn(engine), engine.begin() as connection:
            yield connection


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    with answering():
        async with engine.connect() as connection:
            yield await connection.execution_options(**READS[engine.dialect.name])


@asynccontextmanager
async def _turn(engine: AsyncEngine) -> AsyncIterator[None]:
    """Writers of one process to a SQLite file queue up; in PostgreSQL they only wait where they meet.

    SQLite has no queue: whoever waits looks again and again, more and more rarely, and of a dozen that do one can
    find the file taken for ten seconds on end.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    queue = _queues.setdefault(engine.sync_engine, asyncio.Lock())
    async with asyncio.timeout(QUEUE):
        await queue.acquire()
    try:
        yield
    finally:
        queue.release()
