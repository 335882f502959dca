"""What stands below us fails: some of what `make torture` does at random, the same each time."""

from __future__ import annotations

import asyncio

import pytest

from tests.databases import fresh_database
from tests.torture.below.cutting import Cut
from tests.torture.below.disk import TROUBLES, OnDisk
from tests.torture.below.wire import wired
from tests.torture.journeys.every import JOURNEYS
from tests.world import assert_clean, open_world

CROWD = 20
"""More than a pool has connections."""
NAMED = {journey.name: journey for journey in JOURNEYS}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_disk_that_fails_loses_nothing(trouble: str) -> None:
    """Full for a while, locked by somebody else, or torn in the middle of a write."""
    await OnDisk(NAMED["create by e-mail"], trouble, begins=0.3, seconds=1.5).run()


@pytest.mark.parametrize("stays_down", [0.0, 0.6])
@pytest.mark.parametrize("message", range(17, 23))
async def test_a_database_that_is_away_when_a_password_was_delivered_undoes_nothing(
    message: int, stays_down: float
) -> None:
    """The row of the audit about it could not be written, and somebody who was there was called not created."""
    await Cut(NAMED["create with a temporary password"], message, after=False, stays_down=stays_down).run()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("message", [6, 12, 18, 24, 32])
async def test_a_connection_that_breaks_loses_nothing(message: int, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """At one message of many, and with a commit whose answer is lost."""
    await Cut(NAMED["delete"], message, after=after, stays_down=0.0).run()


async def test_a_server_that_hangs_lets_nobody_wait_without_an_end() -> None:
    """More people than there are connections: some are told that the database does not answer, none is forgotten."""
    async with (
        fresh_database("postgresql") as url,
        wired(url) as (wire, through),
        open_world(database=through) as world,
    ):
        alice = world.person("alice")
        await world.settles()
        wire.flows.clear()
        await asyncio.gather(*(alice.types("/ax-user requests mine") for _ in range(CROWD)))
        await alice.sees("The bot's database does not answer", within=10)
        wire.flows.set()
        await world.settles()
        assert len(alice.ephemerals) == CROWD
        assert any("You have asked for nothing" in text or "request" in text.lower() for text in alice.ephemerals)
        assert_clean(world)
