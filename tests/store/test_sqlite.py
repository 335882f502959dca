"""One connection to a SQLite file, and what goes to its thread."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.store.sqlite import FileConnection
from tests.databases import empty_database, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ONE = text("SELECT 1")
NUMBERS = "CREATE TABLE numbers (n INTEGER PRIMARY KEY)"


@asynccontextmanager
async def connected(folder: Path, busy: float = 0.0) -> AsyncIterator[FileConnection]:
    connection = FileConnection(str(folder / "numbers.db"), busy)
    await connection
    try:
        yield connection
    finally:
        await connection.close()


async def told(connection: FileConnection, statement: str, *values: Any) -> list[Any]:  # noqa: ANN401 - as SQL has them
    cursor = connection.cursor()
    await cursor.execute(statement, values)
    return await cursor.fetchall()


async def test_a_change_brings_its_rows_and_tells_how_many_they_were(tmp_path: Path) -> None:
    """`INSERT … RETURNING` is asked for both: the rows it made, and their number, which is known once all are read."""
    async with connected(tmp_path) as connection:
        await told(connection, NUMBERS)
        cursor = connection.cursor()
        await cursor.execute("INSERT INTO numbers VALUES (?), (?) RETURNING n", (7, 8))
        assert await cursor.fetchall() == [(7,), (8,)]
        assert (cursor.rowcount, cursor.lastrowid, cursor.description[0][0]) == (2, 8, "n")


async def test_a_change_without_rows_tells_how_many_it_reached(tmp_path: Path) -> None:
    """Whoever moves by compare-and-set has to know whether anything moved."""
    async with connected(tmp_path) as connection:
        await told(connection, NUMBERS)
        cursor = connection.cursor()
        await cursor.executemany("INSERT INTO numbers VALUES (?)", [(1,), (2,), (3,)])
        assert (cursor.rowcount, cursor.description) == (3, None)
        await cursor.execute("DELETE FROM numbers WHERE n > ?", (9,))
        assert cursor.rowcount == 0


async def test_a_statement_runs_in_the_thread_of_its_connection(tmp_path: Path) -> None:
    """SQLite waits for the disk and for others there, and nobody waits for it in the thread of the event loop."""
    visits: list[int] = []
    async with connected(tmp_path) as connection:
        await connection.create_function("visited", 0, lambda: visits.append(threading.get_ident()))
        await told(connection, "SELECT visited()")
    assert len(visits) == 1
    assert visits != [threading.get_ident()]


async def test_what_sqlite_says_against_a_statement_is_heard(tmp_path: Path) -> None:
    """As the driver says it, so that whoever knows the driver knows what it was; the connection goes on."""
    async with connected(tmp_path) as connection:
        await told(connection, NUMBERS)
        await told(connection, "INSERT INTO numbers VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            await told(connection, "INSERT INTO numbers VALUES (1)")
        assert await told(connection, "SELECT n FROM numbers") == [(1,)]


async def test_a_writer_that_is_there_already_is_waited_for_and_no_longer(tmp_path: Path) -> None:
    """With no patience at all the second writer is told at once that the file is taken."""
    async with connected(tmp_path) as first, connected(tmp_path) as second:
        await told(first, "BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await told(second, "BEGIN IMMEDIATE")
        await first.rollback()
        await told(second, "BEGIN IMMEDIATE")
        await second.rollback()


async def test_what_is_rolled_back_is_gone(tmp_path: Path) -> None:
    """And where nothing was begun, to roll back is nothing."""
    async with connected(tmp_path) as connection:
        await told(connection, NUMBERS)
        await connection.rollback()
        await told(connection, "BEGIN")
        await told(connection, "INSERT INTO numbers VALUES (1)")
        await connection.rollback()
        assert await told(connection, "SELECT n FROM numbers") == []


async def test_a_connection_that_is_closed_says_so(tmp_path: Path) -> None:
    """Rather than to wait for a thread that is gone."""
    async with connected(tmp_path) as connection:
        pass
    with pytest.raises(ValueError, match="connection"):
        await told(connection, "SELECT 1")


async def test_a_connection_that_was_closed_is_replaced_in_the_pool() -> None:
    """Whoever finds it closed hears so; whoever comes next gets another one."""
    async with empty_database("sqlite") as url, opened(url) as engine:
        async with engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert isinstance(raw.driver_connection, FileConnection)
            await raw.driver_connection.close()
            with pytest.raises(OperationalError, match="no active connection"):
                await connection.execute(ONE)
        async with engine.connect() as connection:
            assert (await connection.execute(ONE)).scalar_one() == 1


async def test_a_writer_who_is_called_off_while_they_wait_leaves_no_lock() -> None:
    """Their BEGIN comes through once the file is free; the connection that it was for goes, and its lock with it."""
    async with empty_database("sqlite") as url, opened(url) as ours, opened(url) as theirs:

        async def writes() -> None:
            async with theirs.begin() as connection:
                await connection.execute(ONE)

        async with ours.begin():
            waiting = asyncio.create_task(writes())
            await asyncio.sleep(0.05)
            waiting.cancel()
        await asyncio.wait({waiting})
        assert waiting.cancelled()
        async with ours.begin() as connection:
            assert (await connection.execute(ONE)).scalar_one() == 1
