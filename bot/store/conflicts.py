"""The one statement that the two databases have a dialect for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
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
