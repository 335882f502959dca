"""Statements about work that is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, select, update

from bot.store.conflicts import insert
from bot.store.rows import job_of, job_row
from bot.store.tables import jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.request import Chore, Job


async def put(connection: AsyncConnection, wanted: Iterable[Job]) -> None:
    """In one order everywhere, so that two transactions with the same jobs cannot wait for each other."""
    for job in sorted(wanted, key=lambda job: (job.chore.value, job.key)):
        added = insert(connection, jobs).values(job_row(job))
        again = {"due_at": added.excluded.due_at, "attempts": added.excluded.attempts}
        await connection.execute(added.on_conflict_do_update(index_elements=["chore", "key"], set_=again))


async def due(connection: AsyncConnection, now: datetime, limit: int) -> tuple[Job, ...]:
    chosen = select(jobs).where(jobs.c.due_at <= now).order_by(jobs.c.due_at, jobs.c.chore, jobs.c.key).limit(limit)
    return tuple(job_of(row) for row in (await connection.execute(chosen)).mappings())


async def claim(connection: AsyncConnection, job: Job, until: datetime) -> Job | None:
    taken = update(jobs).where(_as_seen(job)).values(due_at=until, attempts=jobs.c.attempts + 1)
    if (await connection.execute(taken)).rowcount != 1:
        return None
    return replace(job, due_at=until, attempts=job.attempts + 1)


async def put_off(connection: AsyncConnection, job: Job, until: datetime) -> None:
    await connection.execute(update(jobs).where(_as_seen(job)).values(due_at=until))


async def drop(connection: AsyncConnection, job: Job) -> None:
    await connection.execute(delete(jobs).where(_as_seen(job)))


async def forget(connection: AsyncConnection, chore: Chore, key: str) -> None:
    await connection.execute(delete(jobs).where(_named(chore, key)))


def _as_seen(job: Job) -> ColumnElement[bool]:
    """Still due when it was: whoever claimed or moved it meanwhile has changed that."""
    return and_(_named(job.chore, job.key), jobs.c.due_at == job.due_at)


def _named(chore: Chore, key: str) -> ColumnElement[bool]:
    return and_(jobs.c.chore == chore.value, jobs.c.key == key)
