"""A job belongs to whoever is at it, for as long as a lease."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import Chore, Job

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_nobody_else_takes_what_somebody_is_at_until_the_lease_is_over(office: Office) -> None:
    """Whoever is gone by then, or hangs, leaves it to the next."""
    seen: list[int] = []

    async def looks(key: str) -> None:
        assert key == "one"
        lease = office.timing.lease
        moments = (timedelta(), lease - timedelta(seconds=1), lease)
        seen.extend([len(await office.ledger.due(office.now + later, 9)) for later in moments])

    await office.ledger.add_job(Job(Chore.RUN, "one", office.now))
    await replace(office.sweep, chores={Chore.RUN: looks}).once()
    assert seen == [0, 0, 1]
    assert await office.ledger.due(office.now + timedelta(days=1), 9) == ()
