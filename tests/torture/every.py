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
from tests.torture.storm.storms import storms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from tests.torture.attacks import Case, Errand
    from tests.torture.cells import Cell


def _shuffled(cells: list[Cell], chance: Random) -> list[Cell]:
    return chance.sample(cells, len(cells))


def _slack(chance: Random, _: Errand) -> list[Cell]:
    return _shuffled(matrix("slack"), chance)


def _arize(chance: Random, _: Errand) -> list[Cell]:
    return _shuffled(matrix("arize"), chance)


def _load(chance: Random, errand: Errand) -> list[Working]:
    return [Working(errand.people, errand.seconds, chance.randrange(1_000_000))]


def _endless(cases: Callable[[Random], Iterable[Case]]) -> Callable[[Random, Errand], Iterable[Case]]:
    return lambda chance, _: cases(chance)


ATTACKS = (
    Attack("Slack answers wrongly", "a call of the Web API, and one thing that goes wrong at it", 6, _slack),
    Attack("Arize answers wrongly", "a call of an operation, and one thing that goes wrong at it", 3, _arize),
    Attack("Slack delivers again", "a journey, everything twice: at once, or later", 1, _endless(redeliveries)),
    Attack("PostgreSQL is cut off", "a message to the server at which the connections are cut", 1, _endless(cuts)),
    Attack("The disk fails", "a SQLite file on a full disk, locked, or torn by a kill", 1, _endless(on_disk)),
    Attack("The process dies", "a call at which the process is killed", 1, _endless(kills)),
    Attack("Storms", "deeds that chance picks, on two replicas, while calls are delayed", 1, _endless(storms)),
    Attack("Many people", "a crowd on two replicas with PostgreSQL, in bad weather", 8, _load, in_several=False),
)
