"""`revoke`: out of an organization and its spaces, or out of one space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import LostAnswer, Status
from tests.stories.places import ADA, opens_revoke, revokes, role

if TYPE_CHECKING:
    from tests.world import World


async def test_somebody_is_taken_out_of_an_organization_and_its_spaces(world: World) -> None:
    """The form says so, and so does the choice."""
    alice = world.person("alice")
    modal = await opens_revoke(alice)
    assert "takes them out of all of its spaces too" in modal.text
    assert modal.options("Take out of")[2:4] == [
        "Organization Research, with all of its spaces",
        "Partners / Labelling",
    ]
    modal.choose("Take out of", "Organization Research, with all of its spaces")
    await modal.submits()
    await alice.sees("ada@example.com was taken out of Organization Research, with all of its spaces.")
    assert role(world, ADA, "Research") is role(world, ADA, "Research", "Vision") is None


async def test_somebody_is_taken_out_of_one_space(world: World) -> None:
    """And stays in the others; an answer that was lost on the way changes nothing about it."""
    alice = world.person("alice")
    world.arize.faults.next("remove_space_user", LostAnswer())
    await revokes(alice, "Research / Vision")
    await alice.sees("ada@example.com was taken out of Research / Vision.")
    assert (role(world, ADA, "Research", "Vision"), role(world, ADA, "Research", "Language")) == (None, "MEMBER")


async def test_whom_is_not_there_cannot_be_taken_out(world: World) -> None:
    """Nothing changed, and why that can be."""
    alice = world.person("alice")
    await revokes(alice, "Production / Search")
    told = await alice.sees("Nothing changed: ada@example.com is not in Production / Search.")
    assert "it may be gone, or the bot's key may not see it" in told.text


@pytest.mark.parametrize(("fault", "said"), [(Status(501), "it is not known whether"), (Status(403), "it needs the")])
async def test_a_removal_in_trouble(world: World, fault: Status, said: str) -> None:
    """What is known is said."""
    alice = world.person("alice")
    world.arize.faults.next("remove_space_user", fault)
    await revokes(alice, "Research / Vision")
    await alice.sees(said)
