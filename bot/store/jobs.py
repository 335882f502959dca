"""Statements about work that is due."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, delete, func, null, or_, select, update

from bot.store.conflicts import added_to
from bot.store.rows import job_of, job_row
from bot.store.tables import jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.request import Chore, Job
    from bot.store.conflicts import Insert


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
    rows = [job_row(job) for job in sorted(wanted, key=lambda job: (job.chore.value, job.key))]
    if rows:
        await connection.execute(_put(connection.dialect.name), rows)


@cache
def _put(dialect: str) -> Insert:
    added = added_to(dialect, jobs)
    again = {
        "due_at": case((is_held, jobs.c.due_at), else_=added.excluded.due_at),
        "attempts": case((is_held, jobs.c.attempts), else_=added.excluded.attempts),
        "again_at": case((is_held, added.excluded.due_at), else_=null()),
    }
    return added.on_conflict_do_update(index_elements=["chore", "key"], set_=again)


async def claim(
    connection: AsyncConnection, now: datetime, until: datetime, limit: int, chores: Iterable[Chore]
) -> tuple[Job, ...]:
    """In one statement. In PostgreSQL a row that somebody else is claiming just now is left to them, not waited for."""
    wanted = select(jobs.c.chore, jobs.c.key).where(is_due(now), jobs.c.chore.in_([chore.value for chore in chores]))
    oldest = wanted.order_by(jobs.c.due_at, jobs.c.chore, jobs.c.key).limit(limit)
    ours = oldest.with_for_update(skip_locked=True).cte("ours")
    taken = update(jobs).where(jobs.c.chore == ours.c.chore, jobs.c.key == ours.c.key)
    held = taken.values(held_until=until, attempts=jobs.c.attempts + 1).returning(jobs)
    claimed = [job_of(row) for row in (await connection.execute(held)).mappings()]
    return tuple(sorted(claimed, key=lambda job: (job.due_at, job.chore.value, job.key)))


async def put_off(connection: AsyncConnection, job: Job, until: datetime) -> None:
    later = func.coalesce(jobs.c.again_at, until)
    await connection.execute(update(jobs).where(_as_seen(job)).values(due_at=later, **FREE))


async def drop(connection: AsyncConnection, job: Job) -> bool:
    """Whether it was asked for again meanwhile, and comes due once more."""
    gone = delete(jobs).where(_as_seen(job), ~is_asked_again)
    if (await connection.execute(gone)).rowcount != 0:
        return False
    again = update(jobs).where(_as_seen(job), is_asked_again)
    return (await connection.execute(again.values(due_at=jobs.c.again_at, attempts=0, **FREE))).rowcount != 0


async def forget(connection: AsyncConnection, chore: Chore, key: str) -> None:
    await connection.execute(delete(jobs).where(_named(chore, key)))


def _as_seen(job: Job) -> ColumnElement[bool]:
    """Still due when it was, and nobody else's: whoever claimed or moved it meanwhile has changed that."""
    same_holder = jobs.c.held_until.is_not_distinct_from(job.held_until)
    return and_(_named(job.chore, job.key), jobs.c.due_at == job.due_at, same_holder)


def _named(chore: Chore, key: str) -> ColumnElement[bool]:
    return and_(jobs.c.chore == chore.value, jobs.c.key == key)
