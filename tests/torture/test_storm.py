"""Storms: some of what `make torture` does at random, with the same seeds each time."""

from __future__ import annotations

import pytest

from tests.torture.storm.storms import NAMES, OUTAGES, Storm

STORMS = (
    Storm("departures", 7),
    Storm("departures", 98),
    Storm("returns", 3),
    Storm("returns", 46),
    Storm("cards", 24),
    Storm("lists", 10),
    Storm("reviews", 1),
    Storm(NAMES[-1], 1, outages=OUTAGES),
)
"""But for the last two, each broke something once, where a mend was taken back."""


@pytest.mark.parametrize("storm", STORMS, ids=lambda storm: f"{storm.plot}-{storm.seed}")
async def test_whatever_happens_at_the_same_time_ends_well(storm: Storm) -> None:
    """Ada leaves while her user is deleted, or comes back; cards are clicked early; lists are steered at their end."""
    await storm.run()
