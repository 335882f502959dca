"""Somebody is deactivated in Slack while the bot's database is away."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.store import SqlLeavers
from tests.databases import fresh_database, opened
from tests.torture.below.wire import wired
from tests.world import TRANSPORTS, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.torture.below.wire import Wire
    from tests.world import World

LEFT = "Ada Byron was deactivated in Slack"
LONG = 30.0
LATER = {"sweep_every": timedelta(hours=1)}
"""No round comes before the end."""


@asynccontextmanager
async def on_a_wire(transport: str) -> AsyncIterator[tuple[World, Wire]]:
    async with (
        fresh_database("postgresql") as url,
        wired(url) as (wire, through),
        open_world(transport, database=through) as world,
    ):
        await world.settles()
        yield world, wire


async def leaves_unheard(world: World, wire: Wire) -> None:
    """Return once the bot has heard of it, in vain."""
    wire.is_down = True
    wire.cut()
    world.slack.workspace.deactivates("ada")
    async with asyncio.timeout(LONG):
        while not world.events("leaver.put_off"):  # noqa: ASYNC110 - the log has no bell
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_they_are_asked_about_once_it_is_back(transport: str) -> None:
    """Slack has the acknowledgement, and does not tell it again."""
    async with on_a_wire(transport) as (world, wire):
        await leaves_unheard(world, wire)
        wire.is_down = False
        alice = world.person("alice")
        await alice.reads_dm("Waiting:", within=LONG)
        assert len([text for text in alice.dm if LEFT in text]) == 1
        assert world.events("leaver.missed") == []
        assert_clean(world)


async def test_a_bot_that_is_stopped_meanwhile_says_whom_it_lost() -> None:
    """By their id in Slack, and with nothing that names them."""
    async with on_a_wire("socket") as (world, wire):
        await leaves_unheard(world, wire)
    (missed,) = world.events("leaver.missed")
    assert (missed["person"], missed["deactivated"], missed["level"]) == (world.person("ada").id, True, "warning")
    assert "Byron" not in str(missed)


async def test_a_bot_that_is_stopped_once_it_is_back_leaves_it_to_the_next() -> None:
    """A last try is part of stopping."""
    async with fresh_database("postgresql") as url:
        async with wired(url) as (wire, through), open_world(database=through, shorter=LATER) as world:
            await world.settles()
            await leaves_unheard(world, wire)
            wire.is_down = False
        assert world.events("leaver.missed") == []
        async with opened(url) as engine:
            leaver = await SqlLeavers(engine).of(world.person("ada").id)
        assert leaver is not None
