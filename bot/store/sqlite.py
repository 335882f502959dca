"""A connection to a SQLite file, each statement of which goes to the connection's thread once.

aiosqlite has such a thread because SQLite waits for the disk and for other writers. By itself it goes there to open a
cursor, to execute, to fetch and to close, and each way takes longer than most of what is done there.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    Executed = Callable[[sqlite3.Connection], sqlite3.Cursor]

READ_AHEAD = 64
"""Rows that aiosqlite fetches at a time for whoever takes them one by one, which nobody does; its own number."""


class FileConnection(aiosqlite.Connection):
    """To `path`; waits `busy` seconds for a writer that was there before.

    SQLAlchemy adapts it as aiosqlite's own: it is what `create_async_engine` has its `async_creator` for.
    """

    def __init__(self, path: str, busy: float) -> None:
        # Transactions are begun by us: left to the driver, a first read would take no lock, and fail at the write.
        super().__init__(partial(sqlite3.connect, path, timeout=busy, isolation_level=None), READ_AHEAD)
        self._thread.daemon = True  # as SQLAlchemy has it: a connection that is left open keeps no process alive

    def cursor(self) -> Cursor:  # type: ignore[override]  # entered in the same way
        return Cursor(self)

    async def all_of(self, executed: Executed) -> tuple[sqlite3.Cursor, list[Any]]:
        """A cursor that is closed by now, and all of its rows."""
        done: tuple[sqlite3.Cursor, list[Any]] = await self._execute(_all_of, executed, self._conn)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped
        return done

    async def rollback(self) -> None:
        """A connection is rolled back whenever it is put away. Mostly nothing is left to be."""
        if self.in_transaction:
            await super().rollback()


def _all_of(executed: Executed, connection: sqlite3.Connection) -> tuple[sqlite3.Cursor, list[Any]]:
    cursor = executed(connection)
    rows = cursor.fetchall() if cursor.description else []
    cursor.close()
    return cursor, rows


class Cursor:
    """What one statement brought, as far as SQLAlchemy asks for it (its `AsyncIODBAPICursor`)."""

    def __init__(self, connection: FileConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Iterable[Any] = ()) -> None:
        await self._keep(lambda connection: connection.execute(statement, parameters))  # type: ignore[arg-type]

    async def executemany(self, statement: str, parameters: Iterable[Iterable[Any]]) -> None:
        await self._keep(lambda connection: connection.executemany(statement, parameters))  # type: ignore[arg-type]

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        """It was, in its thread."""

    async def _keep(self, executed: Executed) -> None:
        cursor, self._rows = await self._connection.all_of(executed)
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
