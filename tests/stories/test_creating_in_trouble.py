"""`create` when a second call fails, or when the address turns out to be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Fault, LostAnswer, Status
from tests.stories.acts import creates, opens_create

if TYPE_CHECKING:
    from tests.world import World


async def test_adding_somebody_who_is_invited_without_a_mail(world: World) -> None:
    """The conflict is explained: there is an invitation, and it stays as it is."""
    alice = world.person("alice")
    await creates(alice, "jane@example.com", Invitation="None")
    await alice.sees("jane@example.com was already invited. Nothing was mailed and nothing was changed.")


async def test_a_conflict_that_cannot_be_explained_just_now(world: World) -> None:
    """What is known is said, and what is not."""
    alice = world.person("alice")
    modal = await opens_create(alice, "ada@example.com")
    modal.fill("Name", "Ada")
    world.arize.faults.next("list_users", Status(403))
    await modal.submits()
    told = await alice.sees("ada@example.com cannot be invited: it belongs to an active or to a deleted user.")
    assert "Which of the two could not be found out just now." in told.text


async def test_a_lost_answer_that_cannot_be_looked_up_either(world: World) -> None:
    """Nobody claims what nobody knows."""
    alice = world.person("alice")
    modal = await opens_create(alice, "zoe@example.com")
    modal.fill("Name", "Zoe")
    modal.choose("Invitation", "None")
    world.arize.faults.next("create_user", LostAnswer())
    world.arize.faults.next("list_users", Status(403))
    await modal.submits()
    told = await alice.sees("it is not known whether zoe@example.com was created")
    assert "Outcome unknown" in told.text


@pytest.mark.parametrize("fault", [Status(403), Status(401)])
async def test_roles_that_cannot_be_read_are_done_without(world: World, fault: Fault) -> None:
    """The form offers the predefined ones."""
    alice = world.person("alice")
    world.arize.faults.next("list_roles", fault)
    modal = await opens_create(alice, "zoe@example.com")
    assert modal.options("Role") == ["Admin", "Member", "Member - UI only", "Annotator"]


async def test_a_developer_permission_that_the_role_brings_anyway_takes_no_second_call(world: World) -> None:
    """Only a difference is set."""
    alice = world.person("alice")
    await creates(alice, "zoe@example.com", Invitation="E-mail link", Role="Admin", Developer_permission="On")
    await alice.sees("zoe@example.com was created.")
    assert world.calls("update_user") == 0


async def test_whoami_does_without_arize(world: World) -> None:
    """Slack knows who one is all the same."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(401))
    await alice.types("/ax-user whoami")
    told = await alice.sees("workspace owner")
    assert "Arize did not answer, so your Arize AX user could not be looked up." in told.text


@pytest.mark.parametrize("invitation", ["None", "Temporary password"])
async def test_a_lost_answer_about_somebody_who_was_there_before(world: World, invitation: str) -> None:
    """Finding the address is not enough: who is not as asked was not created just now."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503))
    await creates(alice, "ada@example.com", "Somebody Else", Invitation=invitation)
    told = await alice.sees("ada@example.com is already active.")
    assert "Nothing changed" in told.text


async def test_a_custom_role_whose_answer_was_lost(world: World) -> None:
    """Nobody is there, so nobody claims that somebody is."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503))
    await creates(alice, "cy@example.com", "Cy", Invitation="None", Role="People Desk")
    await alice.sees("it is not known whether cy@example.com was created")


async def test_a_developer_permission_whose_answer_was_lost(world: World) -> None:
    """It may have been turned, and nobody says otherwise."""
    alice = world.person("alice")
    world.arize.faults.next("update_user", Status(501))
    await creates(alice, "zoe@example.com", Developer_permission="Off")
    told = await alice.sees("zoe@example.com was created.")
    assert "The developer permission may not have been turned off." in told.text
