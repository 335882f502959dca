"""The schema's version, and the way to the newest. The migrations travel with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.store.transactions import reading
from bot.store.trouble import answering

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
VERSION_TABLE = "alembic_version"
UPGRADING = 0x61785F75
"""The name of the advisory lock that one process at a time upgrades under, in PostgreSQL."""


class Behind(Exception):  # noqa: N818 - a sentence for the operator
    """The schema is missing, or older than this version's."""


class Ahead(Exception):  # noqa: N818 - a sentence for the operator
    """The schema was written by a version that this one does not know."""


def newest() -> str:
    """The revision that this version needs."""
    return max(_known())


async def revision(engine: AsyncEngine) -> str | None:
    """The one that the database is at; None where it is empty. Raises Unavailable."""
    async with reading(engine) as connection:
        return await connection.run_sync(_current)


async def insist_on_schema(engine: AsyncEngine, needed: str | None = None) -> None:
    """Raises Behind, Ahead or Unavailable unless the schema is the one that is `needed`: this version's, the newest."""
    needed = needed or newest()
    found = await revision(engine)
    if found is None:
        raise Behind("The database is empty.")
    _insist_on_known(found)
    if found != needed:
        raise Behind(f"The database's schema is {found}, and this version needs {needed}.")


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the schema to the newest revision, in one transaction; of several processes one does it.

    Raises Ahead and Unavailable.
    """
    with answering():
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": UPGRADING})
    found = _current(connection)
    if found is not None:
        _insist_on_known(found)
    if found != newest():
        # A start on the newest schema, as nearly all are, is spared a seventh of its imports.
        from bot.store.migrating import migrate  # noqa: PLC0415 - see above

        migrate(connection, found)


def _insist_on_known(found: str) -> None:
    if found not in _known():
        raise Ahead(f"The database's schema is {found}, which this version does not know: a newer one was here.")


def _current(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant


@cache
def _known() -> frozenset[str]:
    """The revisions of the migrations, which are what their files begin with."""
    return frozenset(path.name.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*_*.py"))
