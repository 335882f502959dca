"""A connection to the database that a URL names, with what each kind needs said at its beginning."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Dialect
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY = 10.0
"""Seconds that a writer waits for the one before it to finish, in SQLite."""
ANSWER = 10.0
"""Seconds that PostgreSQL has to accept a connection; and half as many a pool has to hand one out."""
STATEMENT = 20.0
"""Seconds that PostgreSQL has to answer a statement: locks are held for milliseconds."""
ELSEWHERE = "Give the bot's user the right to write there, or let DATABASE_URL name another place."
READS: dict[str, dict[str, Any]] = {
    "sqlite": {"is_reader": True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}
"""The execution options of what only reads: it waits for no writer, and each statement sees what is committed then.

Without a transaction, whose begin and end would take longer than the one statement that is mostly between them.
"""
CONNECTIONS = 15
"""At most, for each process; all are kept, for opening one costs more than most of what is asked by it."""
TRUSTED = 30.0
"""Seconds that a connection may lie unused before it is asked whether it still leads anywhere."""
LEFT = "left at"
POOL: dict[str, Any] = {
    "hide_parameters": True,
    "pool_size": CONNECTIONS,
    "max_overflow": 0,
    "pool_timeout": ANSWER / 2,
    "pool_use_lifo": True,
}
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
    from bot.store.sqlite import FileConnection  # noqa: PLC0415 - with PostgreSQL nothing of SQLite is loaded

    path = Path(str(url.database))
    why = unwritable(path)
    if why:
        raise Unavailable(f"{why} {ELSEWHERE}")
    _make_folder(path.parent)
    engine = create_async_engine(url, **POOL, async_creator=lambda: FileConnection(str(path), BUSY))
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The database's folder {folder} cannot be made: {error.strerror}.") from error


def _server(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, **POOL, connect_args={"timeout": ANSWER, "command_timeout": STATEMENT})
    event.listen(engine.sync_engine, "checkin", _on_checkin)
    event.listen(engine.sync_engine, "checkout", partial(_on_checkout, engine.dialect))
    return engine


def _on_checkin(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    del connection
    entry.info[LEFT] = monotonic()


def _on_checkout(dialect: Dialect, connection: Any, entry: ConnectionPoolEntry, proxy: object) -> None:  # noqa: ANN401 - the driver's
    """Raises DisconnectionError, after which the pool opens another one.

    What the server closed is known without asking. To ask each time would take three more ways to it in each
    transaction, most of which have three themselves.
    """
    del proxy
    if connection.driver_connection.is_closed():
        raise DisconnectionError
    if monotonic() - entry.info.get(LEFT, monotonic()) > TRUSTED:
        _ask(dialect, connection)


def _ask(dialect: Dialect, connection: Any) -> None:  # noqa: ANN401 - the driver's
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _on_connect(connection: DBAPIConnection, record: object) -> None:
    del record
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("is_reader", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
