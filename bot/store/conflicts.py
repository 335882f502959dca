"""The one statement that the two databases have a dialect for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    Insert = sqlite.Insert | postgresql.Insert


def insert(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that can be told what to do where the row is there already."""
    return added_to(connection.dialect.name, table)


def added_to(dialect: str, table: Table) -> Insert:
    """The same, by the name of the dialect: for what is put together once."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
