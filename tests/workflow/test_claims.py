"""A job belongs to whoever is at it, for as long as a lease."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore, Job
from tests.jobs import jobs_due
from tests.workflow.life.breaking import Killed

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_nobody_else_takes_what_somebody_is_at_until_the_lease_is_over(office: Office) -> None:
    """Whoever is gone by then, or hangs, leaves it to the next."""
    seen: list[int] = []

    async def looks(key: str) -> None:
        assert key == "one"
        lease = office.timing.lease
        moments = (timedelta(), lease - timedelta(seconds=1), lease)
        seen.extend([len(await jobs_due(office.ledger.engine, office.now + later)) for later in moments])

    await office.ledger.add_job(Job(Chore.RUN, "one", office.now))
    await replace(office.sweep, chores={Chore.RUN: looks}).once()
    assert seen == [0, 0, 1]
    assert await jobs_due(office.ledger.engine, office.now + timedelta(days=1)) == ()


async def test_whoever_is_told_to_stop_gives_up_their_claim(office: Office) -> None:
    """Nobody need wait until the lease is over."""
    begun = asyncio.Event()

    async def hangs(_key: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    await office.ledger.add_job(Job(Chore.RUN, "one", office.now))
    sweeping = asyncio.create_task(replace(office.sweep, chores={Chore.RUN: hangs}).once())
    await begun.wait()
    sweeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sweeping
    (job,) = await jobs_due(office.ledger.engine, office.now)
    assert (job.key, job.held_until) == ("one", None)


async def test_one_that_ends_the_process_lets_the_others_come_to_their_end(office: Office) -> None:
    """None goes on unseen."""
    ended: list[str] = []

    async def works(key: str) -> None:
        if key == "fatal":
            raise Killed
        await asyncio.sleep(0.05)
        ended.append(key)

    for key in ("fatal", "slow"):
        await office.ledger.add_job(Job(Chore.RUN, key, office.now))
    with pytest.raises(Killed):
        await replace(office.sweep, chores={Chore.RUN: works}).once()
    assert ended == ["slow"]
