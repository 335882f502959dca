"""The matrix: every journey, with everything that can go wrong at every method and operation that it asks for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.arize.faults import Latency
from bot.simulator.slack.faults import Latency as SlackLatency
from tests.torture import wrongs
from tests.torture.acting import assert_all_is_well, performed
from tests.torture.asked import ASKED
from tests.torture.journeys.every import JOURNEYS
from tests.torture.slack_errors import OF_METHOD
from tests.torture.stage import Silence, Told

if TYPE_CHECKING:
    from tests.torture.journeys.journey import Journey
    from tests.torture.stage import Stage
    from tests.torture.wrongs import Wrong


@dataclass(frozen=True)
class Cell:
    """The `call`-th time that the journey asks `where` (`slack` or `arize`) for `what`, something goes wrong."""

    journey: Journey
    where: str
    what: str
    call: int
    wrong: Wrong[Any]

    async def run(self) -> None:
        """Raises AssertionError with what does not hold afterwards."""
        async with performed(self.journey) as stage:
            arm(stage, self)
            with suppress(Told, *([Silence] if self.wrong.lies else [])):
                await self.journey.play(stage)
            await assert_all_is_well(stage, self.journey, believes=not self.wrong.lies)

    def __str__(self) -> str:
        return f"{self.journey.name} / {self.what} #{self.call} / {self.wrong.name}"


def arm(stage: Stage, cell: Cell) -> None:
    """The calls before it pass, with the honest answer."""
    faults: Any = stage.world.slack.faults if cell.where == "slack" else stage.world.arize.faults
    passes = SlackLatency(0) if cell.where == "slack" else Latency(0)
    for _ in range(cell.call - 1):
        faults.next(cell.what, passes)
    faults.next(cell.what, cell.wrong.make())


async def trace(journey: Journey) -> frozenset[str]:
    """What the journey asks for where nothing goes wrong. Raises Told where it does not get through."""
    async with performed(journey) as stage:
        await journey.play(stage)
        await stage.world.settles()
        world = stage.world
        asked = [str(entry["title"]) for entry in world.slack.inspector.entries() if entry["direction"] == "app→slack"]
        asked += [call.operation for call in world.arize.calls]
    return frozenset(asked)


def matrix(where: str) -> list[Cell]:
    """Everything at the first call of a name, and at each of the next what differs most."""
    return [
        Cell(journey, where, what, call, wrong)
        for journey in JOURNEYS
        for what, times in ASKED[journey.name].items()
        if is_slacks(what) == (where == "slack")
        for call in range(1, times + 1)
        for wrong in (wrongs.of_slack(what) if where == "slack" else wrongs.of_arize(what))
        if call == 1 or wrong.deep
    ]


def is_slacks(what: str) -> bool:
    return what in wrongs.NO_METHODS or what in OF_METHOD
