"""A world for one journey, and what has to hold in it afterwards."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.torture.calm import calm
from tests.torture.judging import judge
from tests.torture.stage import Stage
from tests.world import BRISK, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.torture.journeys.journey import Journey

IMPATIENT = replace(BRISK, answer=1.5)
FORGETFUL = {"directory_ttl": timedelta(0)}
"""So that everybody is asked for each time."""
TIMES = 3


@asynccontextmanager
async def performed(journey: Journey) -> AsyncIterator[Stage]:
    async with open_world(policy=journey.policy, shorter=FORGETFUL, pace=IMPATIENT) as world:
        await world.settles()
        yield Stage(world)


async def assert_all_is_well(stage: Stage, journey: Journey, *, believes: bool = True) -> None:
    """Raises AssertionError with what does not hold once the storm is over; people can go on then."""
    left = await calm(stage.world)
    assert not left, f"{left} jobs are never done"
    await judge(stage.world, journey, believes=believes)
    await _goes_on(stage)


async def _goes_on(stage: Stage) -> None:
    """Whoever comes now is served; on a machine that is very busy perhaps not at the first time."""
    alice = stage.person("alice")
    for _ in range(TIMES):
        await stage.types(alice, "whoami")
        if any("Alice Okafor" in text for text in alice.ephemerals):
            return
    raise AssertionError(f"The bot does not answer any more:\n{alice.screen}")
