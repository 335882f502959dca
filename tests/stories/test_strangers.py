"""Guests, external people, bots, deactivated people and other workspaces are refused at every door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack.faults import Error
from tests.stories.acts import ASKED, deletes, opens_delete
from tests.stories.offices import approves

if TYPE_CHECKING:
    from tests.world import World

NOT_MEMBERS = ("gus", "mia")


@pytest.mark.parametrize("handle", NOT_MEMBERS)
@pytest.mark.parametrize("text", ["help", "whoami", "list", "get ada@example.com", "nonsense"])
async def test_guests_are_refused_in_words(world: World, handle: str, text: str) -> None:
    """They learn nothing about the account."""
    guest = world.person(handle)
    calls = len(world.arize.calls)
    await guest.types(f"/ax-user {text}")
    await guest.sees("Only full members of this workspace can use this app. You are a guest.")
    assert len(world.arize.calls) == calls


@pytest.mark.parametrize("handle", NOT_MEMBERS)
@pytest.mark.parametrize("command", ["create", "delete ada@example.com", "update"])
async def test_guests_are_refused_in_forms(world: World, handle: str, command: str) -> None:
    """The form that opened says so, and cannot be sent."""
    guest = world.person(handle)
    await guest.types(f"/ax-user {command}")
    modal = await guest.modal("")
    await modal.shows("Only full members of this workspace can use this app.")
    assert modal.labels == []


async def test_external_people_are_refused(world: World) -> None:
    """Whatever address their profile shows."""
    eve = world.person("eve")
    await eve.types("/ax-user whoami")
    await eve.sees("so it cannot act for you")


async def test_members_cannot_look_where_admins_look(world: World) -> None:
    """What changes nothing cannot be asked for either."""
    carla = world.person("carla")
    for command in ("list", "roles", "audit"):
        await carla.types(f"/ax-user {command}")
        await carla.sees(f"Only workspace owners and admins may use “{command}”")


async def test_members_ask_for_what_admins_run(world: World) -> None:
    """Without a policy file an owner or admin approves it: they are told by direct message, and it is done."""
    carla, alice = world.person("carla"), world.person("alice")
    await deletes(carla, "ada@example.com")
    await carla.sees("Sent for approval")
    assert world.calls("delete_user") == 0
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await carla.reads_dm("Done: Ada Byron (ada@example.com) was deleted for good.")
    assert world.person("dev").dm == []


async def test_where_slack_does_not_say_who_somebody_is_nothing_is_done(world: World) -> None:
    """Failing closed."""
    alice = world.person("alice")
    world.slack.faults.next("users.info", Error("internal_error"))
    await alice.types("/ax-user list")
    await alice.sees("Slack does not say who you are, so nothing was done.")
    await alice.types("/ax-user list")
    await alice.sees("Oldest first")


async def test_rights_that_were_taken_away_meanwhile_count(world: World) -> None:
    """The policy is asked again when the form is sent: what would have run now waits for an approval."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    world.slack.workspace.become("alice", "member")
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    await alice.sees("Sent for approval")
    assert world.calls("delete_user") == 0
