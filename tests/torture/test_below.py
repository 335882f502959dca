"""What stands below us fails: some of what `make torture` does at random, the same each time."""

from __future__ import annotations

import pytest

from tests.torture.below.cutting import Cut
from tests.torture.below.disk import TROUBLES, OnDisk
from tests.torture.journeys.every import JOURNEYS

NAMED = {journey.name: journey for journey in JOURNEYS}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_disk_that_fails_loses_nothing(trouble: str) -> None:
    """Full for a while, locked by somebody else, or torn in the middle of a write."""
    await OnDisk(NAMED["create by e-mail"], trouble, begins=0.3, seconds=1.5).run()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("message", [12, 20, 28, 36, 44])
async def test_a_connection_that_breaks_loses_nothing(message: int, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """At one message of many, and with a commit whose answer is lost."""
    await Cut(NAMED["delete"], message, after=after, stays_down=0.0).run()
