"""Work that is due, looked at without taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.store.jobs import is_due
from bot.store.rows import job_of
from bot.store.tables import jobs
from bot.store.transactions import reading

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.request import Job


async def jobs_due(engine: AsyncEngine, now: datetime) -> tuple[Job, ...]:
    """The jobs whose time has come and that nobody is at, the longest overdue first."""
    oldest = select(jobs).where(is_due(now)).order_by(jobs.c.due_at, jobs.c.chore, jobs.c.key)
    async with reading(engine) as connection:
        return tuple(job_of(row) for row in (await connection.execute(oldest)).mappings())
