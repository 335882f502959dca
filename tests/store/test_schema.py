"""The schema: how it comes about, and that a version works with its own alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.store import Ahead, Behind, database, insist_on_schema, newest, revision, upgrade
from bot.store.tables import metadata
from tests.databases import DATABASES, empty_database, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine


@pytest.fixture(params=DATABASES)
async def url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    async with empty_database(request.param) as empty:
        yield empty


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    async with opened(url) as engine:
        yield engine


async def stamp(engine: AsyncEngine, name: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :name"), {"name": name})


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrations_make_the_tables_that_the_statements_know(engine: AsyncEngine) -> None:
    """Nothing is missing and nothing is left over."""
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_an_empty_database_is_behind(engine: AsyncEngine) -> None:
    """Until it is upgraded; upgrading again does nothing."""
    assert await revision(engine) is None
    with pytest.raises(Behind, match="empty"):
        await insist_on_schema(engine)
    for _ in range(2):
        await upgrade(engine)
        assert await revision(engine) == newest()
        await insist_on_schema(engine)


async def test_a_schema_of_a_newer_version_is_left_alone(engine: AsyncEngine) -> None:
    """It says so, and what to do; nothing of it is changed."""
    await upgrade(engine)
    await stamp(engine, "9999")
    for refuses in (insist_on_schema, upgrade):
        with pytest.raises(Ahead, match=r"9999.*newer"):
            await refuses(engine)
    assert await revision(engine) == "9999"


async def test_an_older_schema_is_behind(engine: AsyncEngine) -> None:
    """Both revisions are named."""
    await upgrade(engine)
    with pytest.raises(Behind, match=rf"{newest()}.*0009"):
        await insist_on_schema(engine, needed="0009")


async def test_many_processes_may_upgrade_at_once(url: str) -> None:
    """One does it, and the others find it done."""
    engines = [database(url) for _ in range(4)]
    try:
        await asyncio.gather(*(upgrade(engine) for engine in engines))
        assert await revision(engines[0]) == newest()
    finally:
        await asyncio.gather(*(engine.dispose() for engine in engines))


def test_every_migration_is_in_the_package() -> None:
    """They are Python files beside the statements, so that whatever packs those packs them too."""
    names = sorted(path.name for path in Path("bot/store/migrations/versions").glob("0*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
