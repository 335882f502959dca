"""Whether the bot can work: what an orchestrator is told when something it needs is gone, and back again."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.simulator.slack.faults import Error
from tests.databases import HANG_UP, opened
from tests.monitor.scraping import asked, becomes, scraped
from tests.world import open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.world import World

NAMES = ("slack", "database", "schema", "stopping")


def facts(told: dict[str, Any]) -> tuple[bool, ...]:
    return tuple(told[name] for name in NAMES)


async def test_a_bot_that_can_work_says_so(office: World) -> None:
    """Alive, ready, and every fact by its name."""
    alive, ready = await asked(office.bot, "/healthz"), await asked(office.bot, "/readyz")
    assert (alive.status_code, alive.text) == (200, "ok")
    assert (ready.status_code, ready.headers["content-type"]) == (200, "application/json")
    assert facts(ready.json()) == (True, True, True, False)
    assert (await scraped(office)).value("ready") == 1


async def test_a_schema_that_is_not_this_versions_is_told(office: World) -> None:
    """Somebody upgraded, or went back: not ready, in the form of RFC 9457; and ready again once that is mended."""
    right = await revision(office, "9999")
    told = await becomes(office, lambda status, _: status == 503)
    assert facts(told) == (True, True, False, False)
    assert (told["title"], told["status"]) == ("Not ready", 503)
    assert "9999" in told["detail"]
    assert (await asked(office.bot, "/readyz")).headers["content-type"] == "application/problem+json"
    assert (await scraped(office)).value("ready") == 0
    await revision(office, right)
    assert facts(await becomes(office, lambda status, _: status == 200)) == (True, True, True, False)


async def test_a_database_that_is_away_takes_readiness_but_neither_life_nor_metrics() -> None:
    """What it would have told is left out rather than told as nothing; all is back when the database is."""
    async with open_world("http", "postgresql") as world:
        assert (await scraped(world)).value("requests", state="pending") == 0
        assert "ax_user_bot_requests{" in (await scraped(world)).text
        async with away(world):
            told = await becomes(world, lambda status, _: status == 503)
            assert facts(told) == (True, False, False, False)
            assert told["detail"] == "The database does not answer."
            assert (await asked(world.bot, "/healthz")).status_code == 200
            async with asyncio.timeout(20):
                while (await scraped(world)).value("database_up"):  # noqa: ASYNC110 - it is remembered for some seconds
                    await asyncio.sleep(0.2)
            shown = (await scraped(world)).text
            assert [name for name in ("requests{", "jobs{", "age_seconds{") if f"ax_user_bot_{name}" in shown] == []
        assert facts(await becomes(world, lambda status, _: status == 200)) == (True, True, True, False)


async def test_a_bot_without_a_connection_to_slack_is_not_ready() -> None:
    """In Socket Mode, until there is one again; why it was replaced is counted."""
    async with open_world("socket") as world:
        world.slack.faults.next("apps.connections.open", Error("internal_error"), times=1_000)
        await world.slack.connections.disconnect("refresh_requested")
        world.slack.connections.drop()
        told = await becomes(world, lambda status, _: status == 503)
        assert facts(told) == (False, True, True, False)
        assert told["detail"] == "Slack cannot reach the bot."
        assert (await scraped(world)).value("socket_connections") == 0
        world.slack.faults.clear()
        await becomes(world, lambda status, _: status == 200)
        seen = await scraped(world)
        assert seen.value("socket_connections") >= 1
        assert seen.value("socket_reconnects_total", reason="refresh_requested") >= 1


async def test_probing_does_not_load_the_database() -> None:
    """A hundred probes at once cost one question."""
    async with open_world("http", "postgresql") as world:
        before = await statements(world)
        answers = await asyncio.gather(*(asked(world.bot, "/readyz") for _ in range(100)))
        assert {answer.status_code for answer in answers} == {200}
        assert await statements(world) - before < 60


async def statements(world: World) -> int:
    """Transactions of this database so far, as the server counts them, some of which are the sweep's."""
    async with opened(world.database_url) as engine, engine.connect() as connection:
        await connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        chosen = text("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()")
        return int((await connection.execute(chosen)).scalar_one())


async def revision(world: World, wanted: str) -> str:
    """Write another one; gives the one before."""
    async with opened(world.database_url) as engine, engine.begin() as connection:
        before = str((await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one())
        await connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": wanted})
        return before


@asynccontextmanager
async def away(world: World) -> AsyncIterator[None]:
    """The server takes no connection to this database, and those that there were are cut."""
    url = make_url(world.database_url).set(drivername="postgresql+asyncpg")
    elsewhere = create_async_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    cut = HANG_UP.replace("current_database()", f"'{url.database}'")
    try:
        async with elsewhere.connect() as connection:
            await connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false"))
            await connection.execute(text(cut))
            yield
    finally:
        async with elsewhere.connect() as connection:
            await connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true"))
        await elsewhere.dispose()
