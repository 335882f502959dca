"""A run ends while the bot's database is away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore
from bot.simulator.slack.faults import Hold
from tests.databases import fresh_database
from tests.stories.acts import invites_with_a_password
from tests.stories.hours import comes_due
from tests.torture.below.wire import wired
from tests.world import TRANSPORTS, open_world

if TYPE_CHECKING:
    from tests.world import World

LONG = 30.0


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_what_was_done_is_told_as_done_though_it_could_not_be_written_down(transport: str) -> None:
    """Nobody reads that nothing happened, or to try again; the request is looked up once the database is back."""
    async with (
        fresh_database("postgresql") as url,
        wired(url) as (wire, through),
        open_world(transport, database=through) as world,
    ):
        world.expects_errors = True
        alice, nia, held = world.person("alice"), world.person("nia"), Hold()
        world.slack.faults.next("chat.update", held)
        await invites_with_a_password(alice, "nia@example.com", "Nia New")
        await held.reached()
        # The user is there, and their password is on its way.
        wire.is_down = True
        wire.cut()
        held.release()
        told = await alice.sees("nia@example.com was created.", within=LONG)
        assert "this end could not be written down" in told.text
        assert not [each for each in alice.messages if "Try again" in each]
        assert [each for each in nia.dm if world.arize.account.issued_passwords[0] in each]
        wire.is_down = False
        await is_found_out(world)
        assert world.calls("create_user") == 1


async def is_found_out(world: World) -> None:
    """The lease ends, somebody looks, and the request has its end."""
    (lost,) = world.events("run.not_written")
    assert (lost["level"], lost["ended"]) == ("error", "succeeded")
    async with asyncio.timeout(LONG):
        while "succeeded" not in [each["state"] for each in world.events("request.finished")]:
            for chore in (Chore.LEASE, Chore.RECONCILE):
                await comes_due(world, chore)
            await asyncio.sleep(0.1)
