"""One attack in several processes, since a process has one log, and so one world at a time."""

from __future__ import annotations

import asyncio
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING

from tests.torture.attacks import carried_out, merged
from tests.torture.every import ATTACKS

if TYPE_CHECKING:
    from tests.torture.attacks import Errand, Tally


def shared_out(errand: Errand, parts: int) -> Tally:
    """What so many processes tried, together."""
    errands = [replace(errand, part=part, parts=parts) for part in range(parts)]
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        return merged(list(pool.map(carry_out, errands)))


def carry_out(errand: Errand) -> Tally:
    """In this process."""
    warnings.simplefilter("ignore")
    return asyncio.run(_carried_out(errand))


async def _carried_out(errand: Errand) -> Tally:
    attack = next(each for each in ATTACKS if each.name == errand.attack)
    chance = Random(f"{errand.seed} {errand.attack}")  # noqa: S311 - so that it can be repeated
    return await carried_out(attack.cases(chance, errand), errand)
