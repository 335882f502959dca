"""The database that the settings name, opened."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.errors import CannotWork
from bot.store import Ahead, Behind, SqlLedger, database, insist_on_schema, revision, upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.settings import Settings

AN_OLDER_ONE = "Run that one, or restore a backup from before."


class UnfitSchema(CannotWork):
    """The database's schema is not this version's. `words` say how, `remedy` what to do; the text is both.

    `is_behind` tells which: it is missing or older, or else of a version that this one does not know.
    """

    def __init__(self, words: str, remedy: str, *, is_behind: bool) -> None:
        super().__init__(f"{words} {remedy}")
        self.words = words
        self.remedy = remedy
        self.is_behind = is_behind


@asynccontextmanager
async def opened_engine(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """A file is brought up to date here; a server's schema belongs to its operator.

    Raises UnfitSchema where it is not this version's, Unavailable where the database does not answer.
    """
    async with _engine(settings) as engine:
        if engine.dialect.name == "sqlite":
            await upgrade(engine)
        await insist_on_schema(engine)
        yield engine


@asynccontextmanager
async def opened_ledger(settings: Settings) -> AsyncIterator[SqlLedger]:
    """Raises as `opened_engine`."""
    async with opened_engine(settings) as engine:
        yield SqlLedger(engine, utc_now)


async def upgraded(settings: Settings) -> tuple[str | None, str | None]:
    """Bring the schema up to date; the revisions before and after. Raises UnfitSchema for one of a newer version."""
    async with _engine(settings) as engine:
        before = await revision(engine)
        await upgrade(engine)
        return before, await revision(engine)


async def unfit(settings: Settings) -> UnfitSchema | None:
    """What is wrong with the schema; None where it is this version's."""
    try:
        async with _engine(settings) as engine:
            await insist_on_schema(engine)
    except UnfitSchema as why:
        return why
    return None


@asynccontextmanager
async def _engine(settings: Settings) -> AsyncIterator[AsyncEngine]:
    engine = database(settings.database_url.get_secret_value())
    try:
        yield engine
    except Behind as behind:
        raise UnfitSchema(str(behind), "Run: ax-user-bot db upgrade", is_behind=True) from behind
    except Ahead as ahead:
        raise UnfitSchema(str(ahead), AN_OLDER_ONE, is_behind=False) from ahead
    finally:
        await engine.dispose()


def utc_now() -> datetime:
    return datetime.now(UTC)
