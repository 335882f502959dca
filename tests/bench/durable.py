"""Databases that keep what they were told through a power cut, as those of an operator do; and commits, counted."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import aiosqlite
import asyncpg  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import upgrade
from tests.databases import LASTING, fresh_database, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from sqlalchemy import Connection

    Commit = Callable[[], Awaitable[None]]

BARE_TABLE = "CREATE TABLE bare (n INTEGER)"
BARE_ROW = "INSERT INTO bare VALUES (0)"
BARE_WRITE = "UPDATE bare SET n = n + 1"


@asynccontextmanager
async def durable_database(kind: str) -> AsyncIterator[str]:
    """The URL of a database with the newest schema, where temporary files lie: on a disk, for figures that count."""
    if kind == "postgresql":
        async with fresh_database(kind) as url, _lasting(url):
            yield url
        return
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        async with opened(url) as engine:
            await upgrade(engine)
        yield url


@asynccontextmanager
async def _lasting(url: str) -> AsyncIterator[None]:
    """What the tests' server does without is switched on, and off again."""
    await _switch(url, "on")
    try:
        yield
    finally:
        await _switch(url, "off")


async def _switch(url: str, state: str) -> None:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for name in LASTING:
            await connection.execute(text(f"ALTER SYSTEM SET {name} = {state}"))
        await connection.execute(text("SELECT pg_reload_conf()"))
    await engine.dispose()


class Commits:
    """How many there were in this process, through SQLAlchemy."""

    def __init__(self) -> None:
        self.count = 0

    def one(self, connection: Connection) -> None:
        del connection
        self.count += 1


@contextmanager
def counted() -> Iterator[Commits]:
    commits = Commits()
    event.listen(Engine, "commit", commits.one)
    try:
        yield commits
    finally:
        event.remove(Engine, "commit", commits.one)


@asynccontextmanager
async def bare_commits(url: str) -> AsyncIterator[Commit]:
    """The least that a commit takes: one row that is changed, through the driver alone."""
    async with _on_server(url) if url.startswith("postgres") else _in_file(str(make_url(url).database)) as commit:
        yield commit


@asynccontextmanager
async def _in_file(path: str) -> AsyncIterator[Commit]:
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", BARE_TABLE, BARE_ROW):
            await connection.execute(statement)

        async def commit() -> None:
            for statement in ("BEGIN IMMEDIATE", BARE_WRITE, "COMMIT"):
                await connection.execute(statement)

        yield commit


@asynccontextmanager
async def _on_server(url: str) -> AsyncIterator[Commit]:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"{BARE_TABLE}; {BARE_ROW}")

        async def commit() -> None:
            async with connection.transaction():
                await connection.execute(BARE_WRITE)

        yield commit
        await connection.execute("DROP TABLE bare")
    finally:
        await connection.close()
