"""What is said while Arize is asked again: why, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.arize import RetryPolicy
from bot.simulator.arize.faults import Drop, Status
from bot.simulator.slack.faults import RateLimited
from tests.world import BRISK, open_world

if TYPE_CHECKING:
    from bot.simulator.arize.faults import Fault
    from tests.world import World

SLOW = replace(BRISK, arize=RetryPolicy(first_backoff=2.0, jitter=0.0))


async def test_a_long_wait_is_told(world: World) -> None:
    """A limit is waited for, with a word about it."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    await alice.types("/ax-user list")
    await alice.sees("Arize asks for patience: trying again in 2 s.")
    await alice.sees("Oldest first")


async def test_a_long_wait_is_told_in_the_form_too(world: World) -> None:
    """In place of “Loading…”."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    await alice.types("/ax-user update ada@example.com")
    modal = await alice.modal("Update user")
    await modal.shows("Arize asks for patience")
    await modal.shows("Developer permission")


@pytest.mark.parametrize(("about", "shown"), [("ada@", "Developer permission"), ("nobody@", "Nobody in Arize AX has")])
async def test_what_was_waited_for_stays_where_the_word_about_the_wait_comes_late(
    world: World, about: str, shown: str
) -> None:
    """Slack asks for patience too, for longer than Arize: what is shown last is the form, or why there is none."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    world.slack.faults.next("views.update", RateLimited(retry_after=3))
    await alice.types(f"/ax-user update {about}example.com")
    modal = await alice.modal("Update user")
    await modal.shows(shown)
    await world.settles()
    assert "Arize asks for patience" not in modal.text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Status(503), "Arize failed (status 503). Trying again in 2 s."),
        (Drop(), "Arize did not answer. Trying again in 2 s."),
    ],
)
async def test_trouble_of_arizes_own_is_called_that(fault: Fault, said: str) -> None:
    """It asks for nothing."""
    async with open_world(pace=SLOW) as world:
        alice = world.person("alice")
        world.arize.faults.next("list_users", fault)
        await alice.types("/ax-user list")
        await alice.sees(said)
        await alice.sees("Oldest first")
