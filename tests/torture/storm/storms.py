"""People act at random on two replicas while calls take as long as they like; then it is judged what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.databases import DATABASES
from tests.torture.storm import judgement
from tests.torture.storm.homes import homes_show_how_it_stands
from tests.torture.storm.plots import PLOTS, anything
from tests.torture.storm.scene import a_scene
from tests.torture.storm.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.torture.storm.plots import Plot
    from tests.torture.storm.scene import Scene

PROMISES: tuple[judgement.Promise, ...] = (
    judgement.nothing_breaks,
    judgement.the_audit_tells_the_same,
    judgement.nothing_is_steered_after_its_end,
    judgement.nothing_is_written_twice,
    judgement.nothing_runs_without_approval,
    judgement.nothing_stays_under_way,
    judgement.whoever_asked_hears_the_end,
    judgement.cards_show_how_it_stands,
    judgement.nobody_gets_a_second_card,
    judgement.lists_show_how_far_they_are,
    judgement.each_list_has_one_message,
    judgement.notices_show_how_leavers_stand,
    judgement.no_departure_is_lost,
    judgement.reviews_show_their_end,
    homes_show_how_it_stands,
)
DEEDS = 60
AT_ONCE = 0.4
"""How many deeds begin together with the one before."""
PAUSES = (0, 0, 0.001, 0.005, 0.02)
OUTAGES = 0.05
MOSTLY_NONE = (0.0, 0.0, OUTAGES)
LONG = 120.0
"""Seconds after which a storm that takes one hangs."""
NAMES = (*(plot.name for plot in PLOTS), "anything")
ANYWHERE = (*[DATABASES[0]] * 4, DATABASES[1])


@dataclass(frozen=True)
class Storm:
    """The seed decides what is done and how long each call is delayed; how long a database takes by itself it cannot.

    So what a storm finds is there, but a storm may need to be tried several times until it finds it again.
    """

    plot: str
    seed: int
    database: str = DATABASES[0]
    outages: float = 0.0

    def __str__(self) -> str:
        """How to have it once more."""
        outages = " --outages" if self.outages else ""
        which = f"--plot {self.plot} --seed {self.seed} --database {self.database}{outages}"
        return f"python -m tests.torture.storm {which}"

    async def run(self) -> None:
        """Raises AssertionError with a sentence for each promise that does not hold."""
        async with asyncio.timeout(LONG), a_scene(self._weather, self.database) as scene:
            await self._rages(scene)
            await scene.calms_down()
            broken = await violations(scene)
        assert not broken, "\n".join((f"{self}:", *broken))

    @property
    def _weather(self) -> Weather:
        return Weather(self._chance("weather"), self.outages)

    def _chance(self, of_what: object) -> Random:
        """Each deed has its own, so that it does the same whatever else happens before it."""
        return Random(f"{self.plot} {self.seed} {of_what}")  # noqa: S311 - so that it can be repeated

    async def _rages(self, scene: Scene) -> None:
        chance = self._chance("plot")
        plot = self._plot(chance)
        scene.begins(plot.begins(scene, self._chance("beginning")))
        await scene.rests()
        for number, deed in enumerate(chance.choices(list(plot.deeds), list(plot.deeds.values()), k=DEEDS)):
            scene.begins(deed(scene, self._chance(number)))
            if chance.random() >= AT_ONCE:
                await asyncio.sleep(chance.choice(PAUSES))

    def _plot(self, chance: Random) -> Plot:
        return next((plot for plot in PLOTS if plot.name == self.plot), None) or anything(chance)


async def violations(scene: Scene) -> list[str]:
    after = await judgement.aftermath(scene)
    return [sentence for promise in PROMISES async for sentence in promise(after)]


def storms(chance: Random) -> Iterator[Storm]:
    while True:
        plot, seed = chance.choice(NAMES), chance.randrange(1_000_000)
        yield Storm(plot, seed, chance.choice(ANYWHERE), chance.choice(MOSTLY_NONE))
