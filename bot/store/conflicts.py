"""The one statement that the two databases have a dialect for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can be told what to do where the row is there already. The other database is not loaded."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    return cast("sqlite.Insert | postgresql.Insert", dialect.insert(table))
