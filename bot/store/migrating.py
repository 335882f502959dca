"""The way from one schema to the newest; loaded only where there is one to go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from bot.store.schema import MIGRATIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection


def migrate(connection: Connection, found: str | None) -> None:
    """Run what comes after the revision that was found, in the transaction that is open."""
    scripts, context = _scripts(), MigrationContext.configure(connection)
    with Operations.context(context):
        for script in reversed(list(scripts.iterate_revisions("head", found or "base"))):
            script.module.upgrade()
    context.stamp(scripts, "head")


@cache
def _scripts() -> ScriptDirectory:
    """Read and compiled once, however many databases are made."""
    return ScriptDirectory(str(MIGRATIONS.parent))
