"""Which mutants are tried first, and what a sample says of all of them."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutants.project import Mutant

SURE = 1.959964
"""Standard deviations, for 95 %."""


def drawn(mutants: Iterable[Mutant], seed: int = 0) -> list[Mutant]:
    """By lot, the same each time; wherever one stops, each module has been tried in proportion to its mutants."""
    strata: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sorted(mutants, key=lambda each: each.name):
        strata[mutant.module].append(mutant)
    lots = Random(seed)  # noqa: S311 - no secret
    placed: list[tuple[float, str, Mutant]] = []
    for module, stratum in strata.items():
        lots.shuffle(stratum)
        offset = lots.random()
        placed += [((place + offset) / len(stratum), module, mutant) for place, mutant in enumerate(stratum)]
    return [mutant for _, _, mutant in sorted(placed, key=lambda each: each[:2])]


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Wilson's, at 95 %, in percent (Wilson 1927; Brown, Cai and DasGupta 2001)."""
    if not tried:
        return 0.0, 100.0
    share, weight = noticed / tried, SURE**2 / tried
    middle = share + weight / 2
    reach = SURE * sqrt(share * (1 - share) / tried + weight / (4 * tried))
    low, high = (middle - reach) / (1 + weight), (middle + reach) / (1 + weight)
    return 100 * max(0.0, low), 100 * min(1.0, high)
