"""A connection to the database that a URL names, with what each kind needs said at its beginning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine

BUSY = 10.0
"""Seconds that a writer waits for the one before it to finish, in SQLite."""
ANSWER = 10.0
"""Seconds that PostgreSQL has to accept a connection; and half as many a pool has to hand one out."""
STATEMENT = 20.0
"""Seconds that PostgreSQL has to answer a statement: locks are held for milliseconds."""
ELSEWHERE = "Give the bot's user the right to write there, or let DATABASE_URL name another place."
READS = {"is_reader": True}
"""The execution options of a transaction that only reads, and waits for no writer."""
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def database(url: str) -> AsyncEngine:
    """An engine for an address that the settings let pass: `sqlite:///path` or `postgresql://…`.

    Nothing is opened yet; the file's folder is made. Raises Unavailable where it cannot be, or the file may
    not be written to.
    """
    named = make_url(url)
    driven = named.set(drivername=DRIVERS[named.get_backend_name()])
    return _file(driven) if driven.drivername == DRIVERS["sqlite"] else _server(driven)


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for a server."""
    named = make_url(url)
    return Path(str(named.database)) if named.get_backend_name() == "sqlite" else None


def unwritable(file: Path) -> str | None:
    """Why a database cannot be written there, in a sentence; None where it can be.

    SQLite keeps its log beside the file, so it takes the folder as well.
    """
    folder = next(each for each in file.absolute().parents if each.exists())
    there = file.exists()
    needed = [(folder, os.W_OK | os.X_OK), *([(file, os.W_OK)] if there else [])]
    closed = next((place for place, right in needed if not os.access(place, right)), None)
    wanted = "used" if there else "made"
    return f"The file {file} cannot be {wanted}: {closed} may not be written to." if closed else None


def _file(url: URL) -> AsyncEngine:
    path = Path(str(url.database))
    why = unwritable(path)
    if why:
        raise Unavailable(f"{why} {ELSEWHERE}")
    _make_folder(path.parent)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": BUSY})
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The database's folder {folder} cannot be made: {error.strerror}.") from error


def _server(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=ANSWER / 2,
        connect_args={"timeout": ANSWER, "command_timeout": STATEMENT},
    )


def _on_connect(connection: DBAPIConnection, record: object) -> None:
    """Transactions are begun by us: left to the driver, a first read would take no lock, and fail at the write."""
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("is_reader", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
