"""The schema's version, and the way to the newest. The migrations travel with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.store.engine import READS
from bot.store.trouble import answering

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADING = 0x61785F75
"""The name of the advisory lock that one process at a time upgrades under, in PostgreSQL."""


class Behind(Exception):  # noqa: N818 - a sentence for the operator
    """The schema is missing, or older than this version's."""


class Ahead(Exception):  # noqa: N818 - a sentence for the operator
    """The schema was written by a version that this one does not know."""


def newest() -> str:
    """The revision that this version needs."""
    head = _scripts().get_current_head()
    assert head is not None, "there is a migration at least"  # noqa: S101 - they come with the package
    return head


async def revision(engine: AsyncEngine) -> str | None:
    """The one that the database is at; None where it is empty. Raises Unavailable."""
    with answering():
        async with engine.connect() as opened:
            connection = await opened.execution_options(**READS)
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
    context = MigrationContext.configure(connection)
    found = context.get_current_revision()
    if found is not None:
        _insist_on_known(found)
    if found != newest():
        _run(context, found)


def _run(context: MigrationContext, found: str | None) -> None:
    scripts = _scripts()
    with Operations.context(context):
        for script in reversed(list(scripts.iterate_revisions("head", found or "base"))):
            script.module.upgrade()
    context.stamp(scripts, "head")


def _insist_on_known(found: str) -> None:
    if found not in {script.revision for script in _scripts().walk_revisions()}:
        raise Ahead(f"The database's schema is {found}, which this version does not know: a newer one was here.")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _scripts() -> ScriptDirectory:
    """Read and compiled once, since every start asks for them half a dozen times."""
    return ScriptDirectory(str(MIGRATIONS))
