"""The one statement that the two databases have a dialect for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.ext.asyncio import AsyncConnection

    Insert = sqlite.Insert | postgresql.Insert


def insert(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that can be told what to do where the row is there already."""
    return added_to(connection.dialect.name, table)


def added_to(dialect: str, table: Table) -> Insert:
    """The same, by the name of the dialect: for what is put together once. The other database is not loaded."""
    loaded = import_module(f"sqlalchemy.dialects.{dialect}")
    return cast("Insert", loaded.insert(table))


@cache
def _unless_there(dialect: str, table: Table) -> Insert:
    return added_to(dialect, table).on_conflict_do_nothing()


async def is_added(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> bool:
    """Add a row; False where one is there already that it would contradict."""
    return (await connection.execute(_unless_there(connection.dialect.name, table), row)).rowcount == 1
