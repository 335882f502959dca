"""Journeys of several people: one asks, others decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.offices import POLICY
from tests.torture.journeys.changing import ADA, ZOE, create, user
from tests.torture.journeys.journey import Journey

if TYPE_CHECKING:
    from tests.torture.stage import Stage


async def _is_approved(stage: Stage) -> None:
    dev, carla = stage.person("dev"), stage.person("carla")
    await create(stage, "dev", ZOE)
    await stage.sees(dev, "Sent for approval")
    modal = await stage.reviews(carla, ZOE)
    modal.choose("Decision", "Approve")
    await stage.act(carla, modal.submits())
    await stage.sees(dev, f"{ZOE} was created", within=2)


async def _is_denied(stage: Stage) -> None:
    dev, carla = stage.person("dev"), stage.person("carla")
    await create(stage, "dev", ZOE)
    await stage.sees(dev, "Sent for approval")
    modal = await stage.reviews(carla, ZOE)
    modal.choose("Decision", "Deny")
    modal.fill("Comment", "Not this week.")
    await stage.act(carla, modal.submits())
    await stage.sees(dev, "Not this week.", within=2)


async def _leaves(stage: Stage) -> None:
    """Whoever may delete them is asked, and keeps them."""
    alice = stage.person("alice")
    stage.world.slack.workspace.deactivates("ada")
    card = await stage.reads_dm(alice, "Waiting:")
    await stage.act(alice, card.clicks("Keep user"))
    await stage.reads_dm(alice, "Nobody is asked about them again.")


TOGETHER = (
    Journey("ask and approve", _is_approved, lambda world: user(world, ZOE) is not None, POLICY, mails=ZOE),
    Journey("ask and deny", _is_denied, lambda world: user(world, ZOE) is not None, POLICY, mails=ZOE),
    Journey("somebody leaves Slack", _leaves, lambda world: user(world, ADA) is None, POLICY),
)
