"""Statements about work that is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, delete, func, null, or_, select, update

from bot.store.conflicts import insert
from bot.store.rows import job_of, job_row
from bot.store.tables import jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.request import Chore, Job


is_held = jobs.c.held_until.is_not(None)
is_asked_again = jobs.c.again_at.is_not(None)
FREE = {"held_until": None, "again_at": None}


def is_due(now: datetime) -> ColumnElement[bool]:
    """Its time has come, and nobody is at it."""
    return and_(jobs.c.due_at <= now, or_(jobs.c.held_until.is_(None), jobs.c.held_until <= now))


async def put(connection: AsyncConnection, wanted: Iterable[Job]) -> None:
    """In one order everywhere, so that two transactions with the same jobs cannot wait for each other.

    What somebody is at stays theirs, and comes due again when they are done: never are two at the same thing.
    """
    for job in sorted(wanted, key=lambda job: (job.chore.value, job.key)):
        added = insert(connection, jobs).values(job_row(job))
        again = {
            "due_at": case((is_held, jobs.c.due_at), else_=added.excluded.due_at),
            "attempts": case((is_held, jobs.c.attempts), else_=added.excluded.attempts),
            "again_at": case((is_held, added.excluded.due_at), else_=null()),
        }
        await connection.execute(added.on_conflict_do_update(index_elements=["chore", "key"], set_=again))


async def due(connection: AsyncConnection, now: datetime, limit: int) -> tuple[Job, ...]:
    chosen = select(jobs).where(is_due(now))
    oldest = chosen.order_by(jobs.c.due_at, jobs.c.chore, jobs.c.key).limit(limit)
    return tuple(job_of(row) for row in (await connection.execute(oldest)).mappings())


async def claim(connection: AsyncConnection, job: Job, until: datetime) -> Job | None:
    taken = update(jobs).where(_as_seen(job)).values(held_until=until, attempts=jobs.c.attempts + 1)
    if (await connection.execute(taken)).rowcount != 1:
        return None
    return replace(job, held_until=until, attempts=job.attempts + 1)


async def put_off(connection: AsyncConnection, job: Job, until: datetime) -> None:
    later = func.coalesce(jobs.c.again_at, until)
    await connection.execute(update(jobs).where(_as_seen(job)).values(due_at=later, **FREE))


async def drop(connection: AsyncConnection, job: Job) -> None:
    gone = delete(jobs).where(_as_seen(job), ~is_asked_again)
    if (await connection.execute(gone)).rowcount == 0:
        again = update(jobs).where(_as_seen(job), is_asked_again)
        await connection.execute(again.values(due_at=jobs.c.again_at, attempts=0, **FREE))


async def forget(connection: AsyncConnection, chore: Chore, key: str) -> None:
    await connection.execute(delete(jobs).where(_named(chore, key)))


def _as_seen(job: Job) -> ColumnElement[bool]:
    """Still due when it was, and nobody else's: whoever claimed or moved it meanwhile has changed that."""
    same_holder = jobs.c.held_until.is_not_distinct_from(job.held_until)
    return and_(_named(job.chore, job.key), jobs.c.due_at == job.due_at, same_holder)


def _named(chore: Chore, key: str) -> ColumnElement[bool]:
    return and_(jobs.c.chore == chore.value, jobs.c.key == key)
