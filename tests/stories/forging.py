"""Payloads to forge from: those that a click or a form of somebody real sent."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.world import World


def last(world: World) -> dict[str, Any]:
    """What was delivered last, as one's own."""
    delivery = world.slack.last_delivery
    assert delivery is not None
    return deepcopy(delivery.payload)


async def a_click(world: World) -> dict[str, Any]:
    """A real payload of a click of Alice's, to forge from."""
    alice = world.person("alice")
    await alice.types("/ax-user help")
    shown = await alice.sees("What you can do here")
    await shown.clicks("Roles")
    await alice.sees("Annotator")
    return last(world)
