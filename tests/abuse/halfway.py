"""How far things have come before the step that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Hold, LostAnswer
from bot.workflow.batches.lanes import LANES
from tests.stories.lists import pastes
from tests.stories.offices import approves

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Modal
    from tests.world import World

LINES = [f"many{number}@example.com" for number in range(LANES + 1)]
REVIEWED = "Users who are not full members"


async def listed(world: World) -> Message | Modal:
    """Alice has the first page of users before her."""
    alice = world.person("alice")
    await alice.types("/ax-user list")
    return await alice.sees("Oldest first")


async def unknown(world: World) -> Message:
    """Dev asked for an invitation, Carla approved it, and what became of it is not known: her card."""
    dev, carla = world.person("dev"), world.person("carla")
    world.arize.faults.next("resend_user_invitation", LostAnswer())
    await dev.types("/ax-user resend jane@example.com")
    modal = await dev.modal("Resend invitation")
    await modal.shows("jane@example.com")
    await modal.submits()
    await dev.sees("Sent for approval")
    await approves(carla, "jane@example.com")
    return await carla.reads_dm("Outcome unknown")


async def paused(world: World) -> Message:
    """Alice creates users, one more than go at once, and paused it then: the message that shows how far it is."""
    alice, held = world.person("alice"), Hold()
    modal = await pastes(alice, "bulk-create", *LINES)
    await modal.shows(f"{len(LINES)} users will be created.")
    world.arize.faults.next("create_user", held, times=LANES)
    await modal.submits()
    await held.reached()
    progress = await alice.reads_dm("Under way")
    await progress.clicks("Pause")
    await alice.sees("It pauses")
    held.release()
    await alice.reads_dm("Paused by Alice")
    return progress


async def reviewed(world: World) -> Message:
    """Alice has a review of all users before her."""
    alice = world.person("alice")
    await alice.types("/ax-user review")
    return await alice.reads_dm(REVIEWED, within=20)
