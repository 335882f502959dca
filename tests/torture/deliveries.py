"""Slack delivers what it delivered before: at once, or later and in any order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.torture.acting import assert_all_is_well, performed
from tests.torture.journeys.every import JOURNEYS
from tests.torture.stage import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.torture.journeys.journey import Journey


@dataclass(frozen=True)
class Redelivery:
    """`at_once` repeats each delivery as soon as it was answered, else all come again at the end, in an order."""

    journey: Journey
    at_once: bool
    order: int

    def __str__(self) -> str:
        return f"{self.journey.name} / {'each twice' if self.at_once else f'all again in order {self.order}'}"

    async def run(self) -> None:
        async with performed(self.journey) as stage:
            stage.repeats = self.at_once
            with suppress(Told):
                await self.journey.play(stage)
            again = list(stage.delivered)
            Random(self.order).shuffle(again)  # noqa: S311 - an order, no secret
            await stage.again_in(again)
            await assert_all_is_well(stage, self.journey)


def redeliveries(chance: Random) -> Iterator[Redelivery]:
    """Each journey once with each of the two, and then as often as anybody likes."""
    yield from (Redelivery(journey, at_once, 0) for journey in JOURNEYS for at_once in (True, False))
    while True:
        yield Redelivery(chance.choice(JOURNEYS), chance.random() < 0.5, chance.randrange(1000))
