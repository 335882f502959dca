"""What an operator reads of interactions: in words that stay, and what was clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Status
from bot.simulator.slack.faults import Error
from tests.stories.offices import approves, asks_for

if TYPE_CHECKING:
    from tests.world import World


async def lines(world: World, *members: str) -> list[tuple[str, ...]]:
    await world.settles()
    return [tuple(line.get(name, "") for name in members) for line in world.events("interaction.done")]


@pytest.mark.parametrize("text", ["creat jane@example.com", "nonsense"])
async def test_what_was_mistyped_is_told_as_that(world: World, text: str) -> None:
    """Help is shown, and what was asked for was not done; whether or not it is known yet who asks."""
    alice = world.person("alice")
    for _ in range(2):
        await alice.types(f"/ax-user {text}")
        await alice.sees("There is no command")
    assert await lines(world, "command", "outcome", "reason") == [("help", "declined", "mistake")] * 2


async def test_asking_for_help_is_no_mistake(world: World) -> None:
    alice = world.person("alice")
    await alice.types("/ax-user")
    await alice.sees("What you can do here")
    assert await lines(world, "command", "outcome", "reason") == [("help", "ok", "")]


async def test_what_could_not_be_done_has_a_word_that_stays(world: World) -> None:
    """No name of a class, which a new version may call otherwise."""
    alice = world.person("alice")
    await alice.types("/ax-user get nobody@example.com")
    await alice.sees("Nobody in Arize AX has the address")
    world.arize.faults.next("list_users", Status(403))
    await alice.types("/ax-user list")
    await alice.sees("needs USER_READ")
    world.slack.faults.next("users.info", Error("internal_error"), times=9)
    await world.person("carla").types("/ax-user whoami")
    await world.person("carla").sees("Slack")
    assert await lines(world, "outcome", "reason") == [
        ("declined", "mistake"),
        ("declined", "arize"),
        ("declined", "unavailable"),
    ]


async def test_a_click_names_what_was_clicked(world: World) -> None:
    """And nothing that it carries."""
    alice = world.person("alice")
    await alice.types("/ax-user get ada@example.com")
    await (await alice.sees("User id")).clicks("Update user")
    await alice.modal("Update user")
    assert await lines(world, "door", "command", "action") == [
        ("slash", "get", ""),
        ("action", "update", "press:update"),
    ]


async def test_whoever_is_deactivated_is_no_trouble_of_slacks(office: World) -> None:
    """One line at info says that a card does not reach them; the others get theirs."""
    office.slack.faults.next("chat.postMessage", Error("user_disabled"))
    await asks_for(office.person("dev"))
    await approves(office.person("carla"))
    await office.settles()
    assert office.events("slack.unavailable") == []
    (line,) = office.events("announcement.unreachable")
    assert (line["level"], line["error"]) == ("info", "user_disabled")
