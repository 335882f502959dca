"""Rights that somebody loses between two steps are lost at the second."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.abuse.flows import FLOWS, READS
from tests.abuse.tour import LISTS
from tests.stories.offices import POLICY
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.simulator.slack import Person
    from tests.abuse.flows import Flow
    from tests.world import World

FORGETFUL = {"directory_ttl": timedelta(0)}
"""Who only reads may go on for as long as the bot remembers who they were: a minute, where nothing else is set."""


def world_for(flow: Flow) -> AbstractAsyncContextManager[World]:
    """Who changes something is looked up anew, however well the bot remembers them."""
    return open_world(policy=POLICY + LISTS, shorter=FORGETFUL if flow in READS else {})


REFUSAL = "Only full members of this workspace can use this app."


def changes(world: World) -> list[str]:
    """All that was written to the account, and how requests and leavers stand in the audit."""
    return [call.operation for call in world.arize.calls if not call.operation.startswith(("list_", "get_"))]


def said(person: Person) -> str:
    return "\n".join([*person.messages, *person.dm, person.home or "", person.screen])


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
async def test_who_is_no_full_member_any_more_goes_no_further(flow: Flow) -> None:
    """Whatever they had begun: they read why, and nothing is done, decided or shown."""
    async with world_for(flow) as world:
        steps = flow(world)
        handle = await anext(steps)
        done, person = changes(world), world.person(handle)
        world.slack.workspace.become(handle, "single_channel_guest")
        assert await anext(steps, None) is None
        await world.settles()
        assert REFUSAL in said(person)
        assert changes(world) == done
        assert_clean(world)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
async def test_who_is_in_no_group_any_more_changes_nothing(flow: Flow) -> None:
    """Whoever may still ask has asked, and others decide: of those who may, nobody is left."""
    async with world_for(flow) as world:
        steps = flow(world)
        handle = await anext(steps)
        done, before = changes(world), said(world.person(handle))
        for group in ("S0ADMINS", "S0LEADS"):
            world.slack.workspace.set_group(group, [])
        assert await anext(steps, None) is None
        await world.settles()
        assert changes(world) == done
        assert said(world.person(handle)) != before
        assert_clean(world)
