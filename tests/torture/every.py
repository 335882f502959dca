"""All attacks, in the order of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.torture.attacks import Attack
from tests.torture.below.cutting import cuts
from tests.torture.below.disk import on_disk
from tests.torture.below.killing import kills
from tests.torture.cells import matrix
from tests.torture.deliveries import redeliveries
from tests.torture.load.working import Working

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tests.torture.attacks import Case, Errand
    from tests.torture.cells import Cell


async def _slack(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return _cells("slack", chance)


async def _arize(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return _cells("arize", chance)


async def _deliveries(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return redeliveries(chance)


async def _postgres(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return cuts(chance)


async def _disk(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return on_disk(chance)


async def _kills(chance: Random, errand: Errand) -> Iterable[Case]:
    del errand
    return kills(chance)


async def _load(chance: Random, errand: Errand) -> Iterable[Case]:
    return [Working(errand.people, errand.seconds, chance.randrange(1_000_000))]


def _cells(where: str, chance: Random) -> list[Cell]:
    cells = matrix(where)
    chance.shuffle(cells)
    return cells


ATTACKS = (
    Attack("Slack answers wrongly", "a call of the Web API, and one thing that goes wrong at it", 3, _slack),
    Attack("Arize answers wrongly", "a call of an operation, and one thing that goes wrong at it", 3, _arize),
    Attack("Slack delivers again", "a journey of which every delivery comes twice, at once or later", 1, _deliveries),
    Attack("PostgreSQL is cut off", "a message to the server at which the connections are cut", 2, _postgres),
    Attack("The disk fails", "a SQLite file: its disk is full, it is locked, or its log is torn by a kill", 2, _disk),
    Attack("The process dies", "a call at which the process is killed", 2, _kills),
    Attack("Many people", "a crowd on two replicas with PostgreSQL, in bad weather", 5, _load, in_several=False),
)
