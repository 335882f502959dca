"""The bot is told to stop while it works for somebody. What cannot be finished in time is said, not dropped."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app.running import running
from bot.domain.request import State
from bot.simulator.arize import Hold
from bot.simulator.slack import Hold as SlackHold
from bot.store import SqlLedger
from bot.workflow.ledger import Wanted
from tests.databases import opened
from tests.people import MOMENT
from tests.stories.acts import creates
from tests.stories.offices import asks_for
from tests.world import BRISK, PAIRS, PROMPT, environment, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.world import World

SOON = 0.1
"""Seconds for work under way to end, where the bot is told to stop."""
CUT = "This app is being restarted and had to stop before it was done with this."
SHORT = {"lease": timedelta(seconds=2)}


@asynccontextmanager
async def another_process(world: World, transport: str, **shorter: timedelta) -> AsyncIterator[None]:
    """Beside the one that stops, for as long as the block lasts."""
    settings = environment(transport, world.slack, world.arize, {"DATABASE_URL": world.database_url})
    async with running(settings.model_copy(update={"sweep_every": PROMPT, **shorter}), BRISK):
        yield


async def is_cut(world: World, held: Hold) -> None:
    """Told to stop, the bot waits for what hangs, though not for ever."""
    await held.reached()
    assert await world.bot.background.drain(SOON) >= 1
    held.release()


async def test_a_look_that_takes_too_long_is_told(world: World) -> None:
    """By the way that the answer would have come."""
    alice, held = world.person("alice"), Hold()
    world.arize.faults.next("list_users", held)
    await alice.types("/ax-user list")
    await is_cut(world, held)
    await alice.sees(CUT)


async def test_a_form_that_cannot_be_filled_in_time_says_so(world: World) -> None:
    """In the modal that is open already."""
    alice, held = world.person("alice"), Hold()
    world.arize.faults.next("list_users", held)
    await alice.types("/ax-user update ada@example.com")
    modal = await alice.modal("Update user")
    await is_cut(world, held)
    await modal.shows(CUT)


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_work_that_was_due_is_free_for_the_next_process(transport: str, database: str) -> None:
    """It need not wait until the claim of the one that stopped is over, which takes five minutes."""
    async with open_world(transport, database) as world:
        held = SlackHold()
        world.slack.faults.next("users.lookupByEmail", held)
        await asks_for(world.person("dev"))
        await held.reached()
        await world.bot.background.drain(SOON)
        held.release()
        async with another_process(world, transport):
            await world.person("alice").reads_dm("Takes 1 approval.")


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_a_change_that_is_cut_is_told_and_found_out_by_the_next_process(transport: str, database: str) -> None:
    """It was sent to Arize, and no answer came: whoever asked hears so, and later what became of it."""
    async with open_world(transport, database, shorter=SHORT) as world:
        alice, held = world.person("alice"), Hold(after=True)
        world.arize.faults.next("create_user", held)
        await creates(alice, "zoe@example.com")
        await is_cut(world, held)
        await alice.sees(CUT)
        async with another_process(world, transport, **SHORT):
            await alice.reads_dm("zoe@example.com", within=15)
        async with opened(world.database_url) as engine:
            (request,) = await SqlLedger(engine, lambda: MOMENT).requests(Wanted(limit=2))
        assert request.state is State.SUCCEEDED
        assert world.calls("create_user") == 1
