"""What storms are about: who acts, and how often beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.torture.storm import departing, listing, requesting

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from random import Random

    from tests.torture.storm.scene import Scene

    Deed = Callable[[Scene, Random], Coroutine[Any, Any, None]]

SECONDS = (0.2, 1, 3, 5)


async def nothing_happens(_: Scene, __: Random) -> None: ...


async def time_passes(scene: Scene, chance: Random) -> None:
    scene.office.now += timedelta(seconds=chance.choice(SECONDS))


async def an_answer_is_lost(scene: Scene, _: Random) -> None:
    """The next write to Arize is done, and nobody hears of it."""
    scene.office.line.loses = True


async def walks_begin(scene: Scene, _: Random) -> None:
    scene.walks()


@dataclass(frozen=True)
class Plot:
    """`deeds` says how often each is picked; `begins` is done before all of them."""

    name: str
    deeds: Mapping[Deed, int]
    begins: Deed = nothing_happens


ANYTHING: tuple[Deed, ...] = (
    requesting.asks,
    requesting.decide,
    requesting.takes_back,
    requesting.clicks_a_new_card,
    requesting.looks,
    requesting.checks,
    requesting.says_what_became_of_it,
    requesting.opens_home,
    listing.sends_a_list,
    listing.steers,
    departing.leaves,
    departing.returns,
    departing.keeps,
    departing.deletes_by_hand,
    departing.reviews_all,
    an_answer_is_lost,
    time_passes,
    walks_begin,
)
OFTEN = (0, 1, 1, 2, 8)
WORKS = 6


def anything(chance: Random) -> Plot:
    """Each storm has its own idea of what happens often, and of what never does."""
    deeds = {deed: chance.choice(OFTEN) for deed in ANYTHING}
    return Plot("anything", {**deeds, departing.works: WORKS})


PLOTS = (
    Plot(
        "departures",
        {
            departing.a_deletion_is_carried_out: 5,
            departing.deletes_ada_by_hand: 1,
            departing.leaves_and_is_looked_after: 4,
            departing.is_said_to_be_back: 3,
            departing.returns: 2,
            departing.keeps: 2,
            departing.works: 4,
            requesting.takes_back: 1,
        },
        departing.a_deletion_waits,
    ),
    Plot(
        "returns",
        {departing.leaves_and_is_looked_after: 5, departing.returns: 5, departing.keeps: 1, departing.works: 4},
        departing.a_deletion_waits,
    ),
    Plot(
        "cards",
        {
            requesting.asks: 1,
            requesting.decide: 2,
            requesting.clicks_a_new_card: 3,
            requesting.looks: 1,
            requesting.takes_back: 1,
            requesting.opens_home: 2,
            departing.works: 2,
            time_passes: 1,
        },
    ),
    Plot(
        "lists",
        {listing.sends_a_list: 1, listing.steers: 1, requesting.decide: 1, departing.works: 3, time_passes: 1},
        listing.lists_are_sent,
    ),
    Plot(
        "reviews",
        {
            departing.reviews_all: 1,
            departing.leaves: 1,
            departing.keeps: 1,
            requesting.opens_home: 1,
            walks_begin: 1,
            departing.works: 1,
            time_passes: 1,
        },
    ),
)
