"""The storm is over: whatever was put off is done now, so that it can be looked at what came of everything."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from bot.domain.request import Chore
from bot.store.tables import batch_rows, jobs, requests
from bot.workflow.timing import Timing
from tests.databases import opened

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.torture.scene import Scene

LATER = tuple(chore.value for chore in (Chore.REMIND, Chore.EXPIRE, Chore.PAUSED, Chore.WITHDRAW))
"""What is to happen in hours only; a review is looked at again until it is forgotten."""
KEPT = (*LATER, Chore.REVIEW.value)
ROUNDS = 40
SHORT = timedelta(seconds=10)
"""A claim that ends by itself sooner than this is waited for."""
LONG_AGO = timedelta(hours=1)
AT_IT = timedelta(seconds=1)
"""Whoever claimed a job longer ago than this, and is still not done where everything is quiet, is not at it."""


async def calm(world: Scene) -> int:
    """Clear the faults, and do all that is due soon; how many jobs nobody gets done."""
    world.slack.faults.clear()
    world.arize.faults.clear()
    await world.settles()
    left = 0
    for _ in range(ROUNDS):
        left = await _hurried(world)
        await world.sweeps()
        if not left:
            break
        await asyncio.sleep(0.05)
    return left


async def _hurried(world: Scene) -> int:
    """As if an hour had passed for everything but what takes longer."""
    async with opened(world.database_url) as engine, engine.begin() as connection:
        now = datetime.now(UTC)
        left_behind = jobs.c.held_until.between(now + SHORT, now + Timing().lease - AT_IT)
        await connection.execute(update(jobs).where(left_behind).values(held_until=None))
        soon = jobs.c.chore.not_in(LATER), jobs.c.held_until.is_(None)
        await connection.execute(update(jobs).where(*soon).values(due_at=now))
        await connection.execute(update(requests).values(changed_at=now - LONG_AGO))
        begun = batch_rows.c.begun_at.is_not(None)
        await connection.execute(update(batch_rows).where(begun).values(begun_at=now - LONG_AGO))
        return await _left(connection)


async def _left(connection: AsyncConnection) -> int:
    counted = select(func.count()).select_from(jobs).where(jobs.c.chore.not_in(KEPT))
    return int((await connection.execute(counted)).scalar_one())
