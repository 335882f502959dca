"""What cards say while a request goes its way: what holds, when it does, and in no more calls than that takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Hold as ArizeHold
from bot.simulator.slack.faults import Hold
from tests.stories.offices import POLICY, approves, asks_for, card_of
from tests.world import open_world

if TYPE_CHECKING:
    from tests.world import World

OVERTAKING = 0.5
"""Seconds in which a newer drawing would have overtaken an older one."""
SELDOM = {"BOT_SWEEP_EVERY": "10m"}


def drawn(world: World) -> int:
    """How often Slack was asked to change a message."""
    return sum(entry["title"] == "chat.update" for entry in world.slack.inspector.entries())


async def test_a_card_is_not_changed_before_somebody_decides(office: World) -> None:
    """It says what it takes as soon as it is there."""
    approvers = _, ben, carla = [office.person(each) for each in ("alice", "ben", "carla")]
    await asks_for(office.person("dev"))
    card = await card_of(ben)
    assert "Takes 1 approval. To be decided by " in card.text
    await office.settles()
    assert drawn(office) == 0
    await approves(carla)
    for approver in approvers:
        await approver.reads_dm("Done")


async def test_a_run_that_takes_longer_is_called_under_way() -> None:
    """Whoever looks at the card learns who approved it, long before anybody looks for work that is due."""
    async with open_world(policy=POLICY, settings=SELDOM) as world:
        dev, ben, carla, held = world.person("dev"), world.person("ben"), world.person("carla"), ArizeHold()
        world.arize.faults.next("create_user", held)
        await asks_for(dev)
        await approves(carla)
        await ben.reads_dm("Approved by Carla Moreno, running…")
        held.release()
        await ben.reads_dm("Done")


async def test_a_card_never_ends_with_an_older_drawing(office: World) -> None:
    """Slack is slow with one update while the request goes on; the card says how it ended all the same."""
    dev, approvers = office.person("dev"), (office.person("ben"), office.person("carla"))
    running, slow = ArizeHold(), Hold()
    office.arize.faults.next("create_user", running)
    office.slack.faults.next("chat.update", slow)
    await asks_for(dev)
    await approves(approvers[0])
    await slow.reached()
    running.release()
    await dev.reads_dm("Done")
    await asyncio.sleep(OVERTAKING)
    slow.release()
    for approver in approvers:
        await approver.reads_dm("Done")
    await office.settles()
    assert not any("Approved" in text for approver in approvers for text in approver.dm)
